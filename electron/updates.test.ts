/** Updates on real folders with real keys: what is offered, what is refused for which reason, and what is taken. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { compareVersions, packagingOf, readReleaseKeys, signManifest } from './release-manifest.ts'
import { replaceProgram, updateStep } from './start-update.ts'
import { updateRefusals } from './update-refusals.ts'
import { sayRefusal, sayUpdate } from './update-sentences.ts'
import { type AvailableUpdate, findUpdate, lookAtStart, takeUpdate } from './updates.ts'

const temporary = mkdtempSync(join(tmpdir(), 'phaenthi-updates-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))
const isWindows = process.platform === 'win32'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const current = { version: '0.1.0', arch: 'x64', packaging: 'nsis' } as const
const NAME = 'Phaenthi-0.2.0-x64-setup.exe'
const installer = Buffer.from('an installer '.repeat(300_000))
const sha512 = createHash('sha512').update(installer).digest('hex')

const release = {
  product: 'phaenthi',
  format: 1,
  version: '0.2.0',
  date: '2026-11-22',
  notes: { th: 'พิมพ์แผนที่ได้เร็วขึ้น', en: 'Maps print faster' },
  files: [{ packaging: 'nsis', arch: 'x64', name: NAME, bytes: installer.length, sha512 }],
}

let folder = ''
let home = ''
beforeEach(() => {
  folder = mkdtempSync(join(temporary, 'โฟลเดอร์กลาง '))
  home = join(mkdtempSync(join(temporary, 'home-')), 'updates')
})
const manifestPath = () => join(folder, 'phaenthi-release.json')

function publish(manifest: unknown = release, key = privateKey): void {
  const bytes = Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  writeFileSync(manifestPath(), bytes)
  writeFileSync(`${manifestPath()}.sig`, signManifest(bytes, key))
  writeFileSync(join(folder, NAME), installer)
}
const look = (options: Partial<Parameters<typeof findUpdate>[1]> = {}) =>
  findUpdate({ folder }, { publicKeys: [publicKey], current, ...options })
const refused = (reason: string) => ({ kind: 'refused', reason })

async function foundUpdate(): Promise<AvailableUpdate> {
  const found = await look()
  if (found.kind !== 'available') throw new Error(found.kind)
  return found.update
}

describe('looking for an update', () => {
  it('offers a newer release whose signature is right', async () => {
    publish()
    const { version, date, notes } = release
    const update = { version, date, notes, file: release.files[0], path: join(folder, NAME) }
    expect(await look()).toEqual({ kind: 'available', update })
    expect(await findUpdate({ file: manifestPath() }, { publicKeys: [publicKey], current })).toMatchObject({ update })
    expect(await findUpdate({ file: join(folder, NAME) }, { publicKeys: [publicKey], current })).toMatchObject({
      update,
    })
  })

  it('offers nothing where the release is the one that runs, and refuses to go back', async () => {
    publish()
    expect(await look({ current: { ...current, version: '0.2.0' } })).toEqual({ kind: 'none', version: '0.2.0' })
    expect(await look({ current: { ...current, version: '0.10.0' } })).toEqual(refused('older'))
  })

  it('prefers the installer of the own processor to one for all', async () => {
    const [file] = release.files
    const files = [{ ...file, arch: 'universal', name: 'all.exe' }, { ...file }]
    publish({ ...release, files })
    writeFileSync(join(folder, 'all.exe'), installer)
    expect(await look()).toMatchObject({ update: { file: { name: NAME } } })
    expect(await look({ current: { ...current, arch: 'arm64' } })).toMatchObject({
      update: { file: { name: 'all.exe' } },
    })
  })

  it('takes any key of the build, so that keys can be changed', async () => {
    publish()
    expect(await look({ publicKeys: [stranger.publicKey, publicKey] })).toMatchObject({ kind: 'available' })
    expect(await look({ publicKeys: [stranger.publicKey] })).toEqual(refused('signature-wrong'))
  })

  it('says so where the build has no key', async () => {
    publish()
    expect(await look({ publicKeys: readReleaseKeys(join(folder, 'release-key.pem')) })).toEqual(refused('no-key'))
  })

  it('refuses what is not there, not whole or not for this machine, each for its reason', async () => {
    expect(await findUpdate({ folder: join(folder, 'none') }, { publicKeys: [publicKey], current })).toEqual(
      refused('folder-unreadable'),
    )
    expect(await look()).toEqual(refused('no-manifest'))
    publish()
    expect(await look({ current: { ...current, packaging: 'dmg' } })).toEqual(refused('not-for-this-machine'))
    expect(await look({ current: { ...current, arch: 'arm64' } })).toEqual(refused('not-for-this-machine'))
    expect(await look({ current: null })).toEqual(refused('not-for-this-machine'))
    writeFileSync(join(folder, 'other.exe'), installer)
    const other = await findUpdate({ file: join(folder, 'other.exe') }, { publicKeys: [publicKey], current })
    expect(other).toEqual(refused('other-file'))
    writeFileSync(join(folder, NAME), installer.subarray(1))
    expect(await look()).toEqual(refused('size-wrong'))
    rmSync(join(folder, NAME))
    expect(await look()).toEqual(refused('file-missing'))
    rmSync(`${manifestPath()}.sig`)
    expect(await look()).toEqual(refused('no-signature'))
    expect(await findUpdate({ folder: manifestPath() }, { publicKeys: [publicKey], current })).toEqual(
      refused('folder-unreadable'),
    )
  })

  it('refuses a manifest that was signed but is none of ours', async () => {
    const [file] = release.files
    const named = (name: string) => ({ ...release, files: [{ ...file, name }] })
    const bad: readonly unknown[] = [
      ...['{', '[]', '"text"', 'x'.repeat(300_000), `${JSON.stringify(release)}\0`],
      ...[
        { ...release, product: 'other' },
        { ...release, format: 2 },
        { ...release, files: [] },
      ],
      ...['1.0', '01e5.0.0', '1.0.0-beta', '99999.0.0'].map((version) => ({ ...release, version })),
      ...['../up.exe', 'a/b.exe', 'a\\b.exe', '.hidden.exe', 'C:x.exe', 'x.exe:stream', 'x.exe ', 'run.bat'].map(named),
      ...['แผนที่.exe', '-rf.exe', 'a\nb.exe', `${'a'.repeat(200)}.exe`, 'x.dmg', ''].map(named),
      { ...release, files: [{ ...file, bytes: -1 }] },
      { ...release, files: [{ ...file, bytes: 1e13 }] },
      { ...release, files: [{ ...file, sha512: sha512.slice(1) }] },
      { ...release, notes: { th: 'x'.repeat(5000), en: '' } },
    ]
    for (const manifest of bad) {
      publish(manifest)
      expect(await look(), JSON.stringify(manifest).slice(0, 200)).toEqual(refused('manifest-damaged'))
    }
  })

  it('never takes a manifest or a signature of which one byte is another', async () => {
    publish()
    const [manifest, signature] = [readFileSync(manifestPath()), readFileSync(`${manifestPath()}.sig`)]
    const changed = (bytes: Buffer, at: number, by: number) => {
      const copy = Buffer.from(bytes)
      const index = at % bytes.length
      copy[index] = (bytes[index] ?? 0) ^ by
      return copy
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, by, inManifest) => {
        writeFileSync(manifestPath(), inManifest ? changed(manifest, at, by) : manifest)
        writeFileSync(`${manifestPath()}.sig`, inManifest ? signature : changed(signature, at, by))
        expect(await look()).toEqual(refused('signature-wrong'))
      }),
      { numRuns: 60 },
    )
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(64),
      signature.subarray(1),
      Buffer.concat([signature, signature]),
    ]) {
      writeFileSync(manifestPath(), manifest)
      writeFileSync(`${manifestPath()}.sig`, bytes)
      expect(await look()).toEqual(refused('signature-wrong'))
    }
  })

  it('follows no link and waits for no pipe', async () => {
    publish()
    const elsewhere = mkdtempSync(join(temporary, 'elsewhere-'))
    for (const name of [NAME, 'phaenthi-release.json', 'phaenthi-release.json.sig']) {
      renameSync(join(folder, name), join(elsewhere, name))
      symlinkSync(join(elsewhere, name), join(folder, name))
      expect((await look()).kind).toBe('refused')
      rmSync(join(folder, name))
      if (!isWindows) {
        spawnSync('mkfifo', [join(folder, name)])
        expect((await look()).kind).toBe('refused')
        rmSync(join(folder, name))
      }
      renameSync(join(elsewhere, name), join(folder, name))
    }
    expect((await look()).kind).toBe('available')
  })

  it('stops when it is no longer wanted', async () => {
    publish()
    expect(await look({ signal: AbortSignal.abort() })).toEqual(refused('cancelled'))
    const abort = new AbortController()
    const looking = look({ signal: abort.signal })
    abort.abort()
    expect(await looking).toEqual(refused('cancelled'))
  })

  it.skipIf(isWindows)('gives up in time where files do not answer at all', async () => {
    publish()
    // Every thread that files share waits for a pipe, as it would for a share that went away in the middle.
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    const hung = Array.from({ length: 4 }, () => open(pipe, 'r'))
    expect(await look({ timeLimitMs: 400 })).toEqual(refused('timed-out'))
    spawnSync('/bin/sh', ['-c', 'exec 3<>"$0"', pipe], { timeout: 5000 })
    for (const file of await Promise.all(hung)) await file.close()
    expect((await look()).kind).toBe('available')
  })

  it('looks at the start only where the person turned it on', async () => {
    publish()
    const options = { publicKeys: [publicKey], current }
    expect(await lookAtStart({ isOn: false, folder }, options)).toBeNull()
    expect(await lookAtStart({ isOn: true, folder: null }, options)).toBeNull()
    expect(await lookAtStart({ isOn: true, folder }, options)).toMatchObject({ kind: 'available' })
  })
})

describe('taking an update', () => {
  it('copies the installer into a folder of its own and tells how far it is', async () => {
    publish()
    const progress: number[] = []
    const taken = await takeUpdate({
      update: await foundUpdate(),
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
    writeFileSync(join(folder, NAME), 'harm')
    expect(readFileSync(taken.path).equals(installer)).toBe(true)
  })

  it('takes away what was taken before', async () => {
    publish()
    const update = await foundUpdate()
    const first = await takeUpdate({ update, folder: home })
    writeFileSync(join(home, 'mine.txt'), '')
    const second = await takeUpdate({ update, folder: home })
    expect(first.kind === 'taken' && existsSync(first.path)).toBe(false)
    expect(second.kind === 'taken' && existsSync(second.path)).toBe(true)
    expect(readdirSync(home)).toHaveLength(2)
  })

  it('refuses what was changed between looking and taking, and leaves nothing', async () => {
    publish()
    const update = await foundUpdate()
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

  it('leaves nothing when it is cancelled in the middle', async () => {
    publish()
    const update = await foundUpdate()
    const abort = new AbortController()
    const taking = takeUpdate({ update, folder: home, signal: abort.signal, onProgress: () => abort.abort() })
    expect(await taking).toEqual(refused('cancelled'))
    expect(readdirSync(home)).toEqual([])
  })

  it('refuses where the home cannot be written to', async () => {
    publish()
    writeFileSync(home, '')
    expect(await takeUpdate({ update: await foundUpdate(), folder: home })).toEqual(refused('home-unwritable'))
  })

  it.skipIf(isWindows)('says that the disk is full, and leaves nothing', async () => {
    publish()
    const script = join(home, '..', 'take.mjs')
    const module = pathToFileURL(join(import.meta.dirname, 'updates.ts')).href
    const update = JSON.stringify(await foundUpdate())
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
    expect(packagingOf('win32', {})).toBe('nsis')
    expect(packagingOf('win32', { PORTABLE_EXECUTABLE_FILE: 'E:\\Phaenthi.exe' })).toBe('portable')
    expect(packagingOf('darwin', {})).toBe('dmg')
    expect(packagingOf('linux', { APPIMAGE: '/opt/Phaenthi.AppImage' })).toBe('appimage')
    expect(packagingOf('linux', {})).toBe('deb')
    expect(packagingOf('freebsd', {})).toBeNull()
  })

  it.skipIf(isWindows)('replaces a program that runs, which goes on with its own file', async () => {
    publish()
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
    expect(spawnSync(to, { encoding: 'utf8' }).stdout).toBe('new\n')
    mkdirSync(join(folder, 'sub'))
    const away = join(folder, 'sub', 'gone', 'x.AppImage')
    expect(await replaceProgram({ kind: 'replace', from, to: away }, file)).toBe('home-unwritable')
  })
})

describe('versions and sentences', () => {
  it('puts versions in order, with a first form before the release', () => {
    const order = ['0.1.0', '0.2.0-beta.1', '0.2.0', '0.2.9', '0.2.10', '0.10.0', '1.0.0']
    fc.assert(
      fc.property(fc.nat(order.length - 1), fc.nat(order.length - 1), (i, j) => {
        expect(Math.sign(compareVersions(order[i] ?? '', order[j] ?? ''))).toBe(Math.sign(i - j))
      }),
    )
  })

  it('has one sentence in each language for every reason', () => {
    for (const language of ['th', 'en'] as const) {
      const sentences = updateRefusals.map((reason) => sayRefusal(reason, language))
      expect(new Set(sentences).size).toBe(updateRefusals.length)
      for (const sentence of sentences) expect(/[ก-๙]/.test(sentence)).toBe(language === 'th')
    }
    expect(sayUpdate('update.available', 'th', { version: '0.2.0', date: '22 พ.ย. 2569' })).toBe(
      'มีโปรแกรมรุ่น 0.2.0 (22 พ.ย. 2569)',
    )
  })
})
