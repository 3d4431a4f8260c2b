/** Looking for updates in real folders with real keys: what is offered, and what is refused for which reason. */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  current,
  INSTALLER_NAME,
  installer,
  publicKey,
  publish,
  refused,
  release,
  sha512,
  temporaryFolder,
} from './release.test-support.ts'
import { compareVersions, readReleaseKeys } from './release-manifest.ts'
import { updateRefusals } from './update-refusals.ts'
import { sayRefusal, sayUpdate } from './update-sentences.ts'
import { findUpdate, lookAtStart } from './updates.ts'

const temporary = temporaryFolder('updates')
afterAll(() => rmSync(temporary, { recursive: true, force: true }))
const isWindows = process.platform === 'win32'
const stranger = generateKeyPairSync('ed25519')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(temporary, 'โฟลเดอร์กลาง '))
})
const manifestPath = () => join(folder, 'phaenthi-release.json')
const look = (options: Partial<Parameters<typeof findUpdate>[1]> = {}) =>
  findUpdate({ folder }, { publicKeys: [publicKey], current, ...options })

describe('looking for an update', () => {
  it('offers a newer release whose signature is right', async () => {
    publish(folder)
    const { version, date, notes } = release
    const update = { version, date, notes, file: release.files[0], path: join(folder, INSTALLER_NAME) }
    expect(await look()).toEqual({ kind: 'available', update })
    expect(await findUpdate({ file: manifestPath() }, { publicKeys: [publicKey], current })).toMatchObject({ update })
    expect(
      await findUpdate({ file: join(folder, INSTALLER_NAME) }, { publicKeys: [publicKey], current }),
    ).toMatchObject({
      update,
    })
  })

  it('offers nothing where the release is the one that runs, and refuses to go back', async () => {
    publish(folder)
    expect(await look({ current: { ...current, version: '0.2.0' } })).toEqual({ kind: 'none', version: '0.2.0' })
    expect(await look({ current: { ...current, version: '0.10.0' } })).toEqual(refused('older'))
  })

  it('prefers the installer of the own processor to one for all', async () => {
    const [file] = release.files
    const files = [{ ...file, arch: 'universal', name: 'all.exe' }, { ...file }]
    publish(folder, { ...release, files })
    writeFileSync(join(folder, 'all.exe'), installer)
    expect(await look()).toMatchObject({ update: { file: { name: INSTALLER_NAME } } })
    expect(await look({ current: { ...current, arch: 'arm64' } })).toMatchObject({
      update: { file: { name: 'all.exe' } },
    })
  })

  it('takes any key of the build, so that keys can be changed', async () => {
    publish(folder)
    expect(await look({ publicKeys: [stranger.publicKey, publicKey] })).toMatchObject({ kind: 'available' })
    expect(await look({ publicKeys: [stranger.publicKey] })).toEqual(refused('signature-wrong'))
  })

  it('says so where the build has no key', async () => {
    publish(folder)
    expect(await look({ publicKeys: readReleaseKeys(join(folder, 'release-key.pem')) })).toEqual(refused('no-key'))
  })

  it('refuses what is not there, not whole or not for this machine, each for its reason', async () => {
    expect(await findUpdate({ folder: join(folder, 'none') }, { publicKeys: [publicKey], current })).toEqual(
      refused('folder-unreadable'),
    )
    expect(await look()).toEqual(refused('no-manifest'))
    publish(folder)
    expect(await look({ current: { ...current, packaging: 'dmg' } })).toEqual(refused('not-for-this-machine'))
    expect(await look({ current: { ...current, arch: 'arm64' } })).toEqual(refused('not-for-this-machine'))
    expect(await look({ current: null })).toEqual(refused('not-for-this-machine'))
    writeFileSync(join(folder, 'other.exe'), installer)
    const other = await findUpdate({ file: join(folder, 'other.exe') }, { publicKeys: [publicKey], current })
    expect(other).toEqual(refused('other-file'))
    writeFileSync(join(folder, INSTALLER_NAME), installer.subarray(1))
    expect(await look()).toEqual(refused('size-wrong'))
    rmSync(join(folder, INSTALLER_NAME))
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
      publish(folder, manifest)
      expect(await look(), JSON.stringify(manifest).slice(0, 200)).toEqual(refused('manifest-damaged'))
    }
  })

  it('never takes a manifest or a signature of which one byte is another', async () => {
    publish(folder)
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
    publish(folder)
    const elsewhere = mkdtempSync(join(temporary, 'elsewhere-'))
    const reasons = {
      [INSTALLER_NAME]: 'file-missing',
      'phaenthi-release.json': 'manifest-damaged',
      'phaenthi-release.json.sig': 'signature-wrong',
    }
    for (const [name, reason] of Object.entries(reasons)) {
      renameSync(join(folder, name), join(elsewhere, name))
      symlinkSync(join(elsewhere, name), join(folder, name))
      expect(await look()).toEqual(refused(reason))
      rmSync(join(folder, name))
      if (!isWindows) {
        spawnSync('mkfifo', [join(folder, name)])
        expect(await look()).toEqual(refused(reason))
        rmSync(join(folder, name))
      }
      renameSync(join(elsewhere, name), join(folder, name))
    }
    expect((await look()).kind).toBe('available')
  })

  it('stops when it is no longer wanted', async () => {
    publish(folder)
    expect(await look({ signal: AbortSignal.abort() })).toEqual(refused('cancelled'))
    const abort = new AbortController()
    const looking = look({ signal: abort.signal })
    abort.abort()
    expect(await looking).toEqual(refused('cancelled'))
  })

  it.skipIf(isWindows)('gives up in time where files do not answer at all', async () => {
    publish(folder)
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
    publish(folder)
    const options = { publicKeys: [publicKey], current }
    expect(await lookAtStart({ isOn: false, folder }, options)).toBeNull()
    expect(await lookAtStart({ isOn: true, folder: null }, options)).toBeNull()
    expect(await lookAtStart({ isOn: true, folder }, options)).toMatchObject({ kind: 'available' })
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
