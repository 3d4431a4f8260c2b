/** Taking what was found, and putting it in its place: real copies, a real program that runs, a disk that is really full. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  INSTALLER_NAME,
  installer,
  publish,
  refused,
  sha512,
  temporaryFolder,
  updateIn,
} from './release.test-support.ts'
import { packagingOf } from './release-manifest.ts'
import { replaceProgram, updateStep } from './start-update.ts'
import { takeUpdate } from './updates.ts'

const temporary = temporaryFolder('take')
afterAll(() => rmSync(temporary, { recursive: true, force: true }))
const isWindows = process.platform === 'win32'

let folder = ''
let home = ''
beforeEach(() => {
  folder = mkdtempSync(join(temporary, 'โฟลเดอร์กลาง '))
  home = join(mkdtempSync(join(temporary, 'home-')), 'updates')
})

describe('taking an update', () => {
  it('copies the installer into a folder of its own and tells how far it is', async () => {
    publish(folder)
    const progress: number[] = []
    const taken = await takeUpdate({
      update: await updateIn(folder),
      folder: home,
      onProgress: (done) => progress.push(done),
    })
    if (taken.kind !== 'taken') throw new Error(taken.reason)
    expect(readFileSync(taken.path).equals(installer)).toBe(true)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(progress.length).toBeGreaterThan(2)
    expect(progress.at(-1)).toBe(installer.length)
    if (!isWindows) expect(statSync(taken.path).mode & 0o077).toBe(0)
    // What is on the share afterwards makes no difference to what will run.
    writeFileSync(join(folder, INSTALLER_NAME), 'harm')
    expect(readFileSync(taken.path).equals(installer)).toBe(true)
  })

  it('takes away what was taken before', async () => {
    publish(folder)
    const update = await updateIn(folder)
    const first = await takeUpdate({ update, folder: home })
    writeFileSync(join(home, 'mine.txt'), '')
    const second = await takeUpdate({ update, folder: home })
    expect(first.kind === 'taken' && existsSync(first.path)).toBe(false)
    expect(second.kind === 'taken' && existsSync(second.path)).toBe(true)
    expect(readdirSync(home)).toHaveLength(2)
  })

  it('refuses what was changed between looking and taking, and leaves nothing', async () => {
    publish(folder)
    const update = await updateIn(folder)
    const changed = Buffer.from(installer)
    changed[changed.length - 1] = 0
    writeFileSync(update.path, changed)
    expect(await takeUpdate({ update, folder: home })).toEqual(refused('hash-wrong'))
    writeFileSync(update.path, Buffer.concat([installer, Buffer.from('more')]))
    expect(await takeUpdate({ update, folder: home })).toEqual(refused('size-wrong'))
    writeFileSync(update.path, installer.subarray(5))
    expect(await takeUpdate({ update, folder: home })).toEqual(refused('size-wrong'))
    rmSync(update.path)
    expect(await takeUpdate({ update, folder: home })).toEqual(refused('file-missing'))
    expect(readdirSync(home)).toEqual([])
  })

  it('reads no further than the installer was signed to be long', async () => {
    publish(folder)
    const update = await updateIn(folder)
    writeFileSync(update.path, Buffer.concat([installer, Buffer.alloc(20_000_000)]))
    let done = 0
    const onProgress = (bytes: number) => {
      done = bytes
    }
    expect(await takeUpdate({ update, folder: home, onProgress })).toEqual(refused('size-wrong'))
    expect(done).toBeLessThanOrEqual(installer.length)
  })

  it('leaves nothing when it is cancelled in the middle', async () => {
    publish(folder)
    const update = await updateIn(folder)
    const abort = new AbortController()
    const taking = takeUpdate({ update, folder: home, signal: abort.signal, onProgress: () => abort.abort() })
    expect(await taking).toEqual(refused('cancelled'))
    expect(readdirSync(home)).toEqual([])
  })

  it('refuses where the home cannot be written to', async () => {
    publish(folder)
    writeFileSync(home, '')
    expect(await takeUpdate({ update: await updateIn(folder), folder: home })).toEqual(refused('home-unwritable'))
  })

  it.skipIf(isWindows)('says that the disk is full, and leaves nothing', async () => {
    publish(folder)
    const script = join(home, '..', 'take.mjs')
    const module = pathToFileURL(join(import.meta.dirname, 'updates.ts')).href
    const update = JSON.stringify(await updateIn(folder))
    writeFileSync(
      script,
      `import { takeUpdate } from ${JSON.stringify(module)}
       console.log(JSON.stringify(await takeUpdate({ update: ${update}, folder: ${JSON.stringify(home)} })))`,
    )
    const child = spawnSync('/bin/sh', ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath, script], {
      encoding: 'utf8',
    })
    expect(JSON.parse(child.stdout)).toEqual(refused('disk-full'))
    expect(readdirSync(home)).toEqual([])
  })
})

describe('what is done with an installer that was taken', () => {
  it('depends on how the program came to its machine', () => {
    const path = '/home/updates/taken-1/x'
    const step = (packaging: 'nsis' | 'portable' | 'dmg' | 'appimage' | 'deb', appImage: string | null = null) =>
      updateStep({ packaging, path, appImage })
    expect(step('nsis')).toEqual({ kind: 'run', command: path, args: ['--updated'] })
    expect(step('dmg')).toEqual({ kind: 'run', command: '/usr/bin/open', args: [path] })
    expect(step('appimage', '/opt/ก.AppImage')).toEqual({ kind: 'replace', from: path, to: '/opt/ก.AppImage' })
    for (const packaging of ['appimage', 'deb', 'portable'] as const)
      expect(step(packaging)).toEqual({ kind: 'show', path })
  })

  it('knows how the program came by what its launcher left', () => {
    const of = (platform: NodeJS.Platform, env = {}, files: readonly string[] = []) =>
      packagingOf({ platform, env, execPath: 'E:\\Phaenthi\\Phaenthi.exe' }, (path) => files.includes(path))
    expect(of('win32', {}, ['E:\\Phaenthi\\Uninstall Phaenthi.exe'])).toBe('nsis')
    expect(of('win32')).toBe('portable')
    expect(of('darwin')).toBe('dmg')
    expect(of('linux', { APPIMAGE: '/opt/Phaenthi.AppImage' })).toBe('appimage')
    expect(of('linux')).toBe('deb')
    expect(of('freebsd')).toBeNull()
  })

  it.skipIf(isWindows)('replaces a program that runs, which goes on with its own file', async () => {
    publish(folder)
    const to = join(folder, 'แผนที่.AppImage')
    writeFileSync(to, '#!/bin/sh\nread line\necho old $line\n')
    chmodSync(to, 0o755)
    const running = spawn(to, { stdio: ['pipe', 'pipe', 'inherit'] })
    const next = Buffer.from('#!/bin/sh\necho new\n')
    const from = join(folder, 'taken')
    writeFileSync(from, next, { mode: 0o600 })
    const file = {
      packaging: 'appimage' as const,
      arch: 'x64' as const,
      name: 'a.AppImage',
      bytes: next.length,
      sha512: createHash('sha512').update(next).digest('hex'),
    }
    expect(await replaceProgram({ kind: 'replace', from, to }, file)).toBeNull()
    expect(spawnSync(to, { encoding: 'utf8' }).stdout).toBe('new\n')
    running.stdin.end('still\n')
    expect(String((await once(running.stdout, 'data'))[0])).toBe('old still\n')
    expect(await replaceProgram({ kind: 'replace', from, to }, { ...file, sha512 })).toBe('hash-wrong')
    expect(readdirSync(folder)).not.toContain('แผนที่.AppImage.part')
    expect(spawnSync(to, { encoding: 'utf8' }).stdout).toBe('new\n')
    mkdirSync(join(folder, 'sub'))
    const away = join(folder, 'sub', 'gone', 'x.AppImage')
    expect(await replaceProgram({ kind: 'replace', from, to: away }, file)).toBe('home-unwritable')
  })
})
