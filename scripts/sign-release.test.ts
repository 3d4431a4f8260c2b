/** The script as a packager runs it: a process, files, a real key; checked by OpenSSL too where the machine has it. */
import { spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { isSignedBy, parseManifest, readReleaseKeys } from '../electron/updates/release-manifest.ts'
import { root } from './run.ts'
import { kindOf, makeKeys, signRelease } from './sign-release.ts'

const temporary = mkdtempSync(join(tmpdir(), 'phaenthi-sign-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

let folder = ''
let keys = ''
beforeEach(() => {
  folder = mkdtempSync(join(temporary, 'release-'))
  keys = mkdtempSync(join(temporary, 'keys-'))
})
const put = (...names: readonly string[]) => {
  for (const name of names) writeFileSync(join(folder, name), `the bytes of ${name}`)
}
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(root, 'scripts', 'sign-release.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
  })
const manifestPath = () => join(folder, 'phaenthi-release.json')
const hasOpenssl = /^OpenSSL 3/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '')

describe('the script that signs a release', () => {
  it('makes a pair of keys, signs with it, and leaves other versions out', () => {
    expect(run(['--new-key', keys]).status).toBe(0)
    put('Phaenthi-0.2.0-x64-setup.exe', 'Phaenthi-0.1.0-x64-setup.exe', 'Phaenthi-0.2.01.dmg', 'notes.txt')
    writeFileSync(join(keys, 'th.txt'), 'แก้ไขการพิมพ์\n')
    const key = join(keys, 'release-private.pem')
    const done = run([
      folder,
      '--key',
      key,
      '--version',
      '0.2.0',
      '--date',
      '2026-11-22',
      '--notes-th',
      join(keys, 'th.txt'),
    ])
    expect(done).toMatchObject({ status: 0, stderr: '' })
    const bytes = readFileSync(manifestPath())
    const signature = readFileSync(`${manifestPath()}.sig`)
    expect(isSignedBy(bytes, signature, readReleaseKeys(join(keys, 'release-key.pem')))).toBe(true)
    expect(parseManifest(bytes)).toMatchObject({
      version: '0.2.0',
      date: '2026-11-22',
      notes: { th: 'แก้ไขการพิมพ์', en: '' },
      files: [{ name: 'Phaenthi-0.2.0-x64-setup.exe', packaging: 'nsis', arch: 'x64', bytes: 41 }],
    })
  })

  it.skipIf(process.platform === 'win32')('lets nobody else read the private key', () => {
    makeKeys(keys, undefined)
    expect(statSync(join(keys, 'release-private.pem')).mode & 0o077).toBe(0)
  })

  it.skipIf(!hasOpenssl)('signs so that OpenSSL says yes', async () => {
    makeKeys(keys, undefined)
    put('Phaenthi-0.2.0-x64-setup.exe')
    expect(run([folder, '--key', join(keys, 'release-private.pem'), '--version', '0.2.0']).status).toBe(0)
    const verify = ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', join(keys, 'release-key.pem')]
    const files = ['-in', manifestPath(), '-sigfile', `${manifestPath()}.sig`]
    expect(spawnSync('openssl', [...verify, ...files], { encoding: 'utf8' }).stdout).toContain('Verified Successfully')
    writeFileSync(manifestPath(), readFileSync(manifestPath(), 'utf8').replace('0.2.0', '0.3.0'))
    expect(spawnSync('openssl', [...verify, ...files]).status).not.toBe(0)
  })

  it('locks a key with a passphrase and opens it with the same one only', () => {
    makeKeys(keys, 'มะลิซ้อน')
    put('Phaenthi-0.2.0-x64-setup.exe')
    const args = [folder, '--key', join(keys, 'release-private.pem'), '--version', '0.2.0']
    expect(run(args).status).toBe(1)
    expect(run(args, { PHAENTHI_KEY_PASSPHRASE: 'มะลิลา' }).status).toBe(1)
    expect(readdirSync(folder)).toEqual(['Phaenthi-0.2.0-x64-setup.exe'])
    expect(run(args, { PHAENTHI_KEY_PASSPHRASE: 'มะลิซ้อน' }).status).toBe(0)
  })

  it('neither writes nor reads a private key in the repository, and never over another', () => {
    expect(() => makeKeys(join(root, 'resources'), undefined)).toThrow('repository')
    expect(() => makeKeys(root, undefined)).toThrow('repository')
    const inside = run([folder, '--key', join(root, 'package.json'), '--version', '0.2.0'])
    expect(inside).toMatchObject({ status: 1, stderr: 'a private key may not lie in the repository\n' })
    makeKeys(keys, undefined)
    const before = readFileSync(join(keys, 'release-private.pem'))
    expect(() => makeKeys(keys, undefined)).toThrow('EEXIST')
    expect(readFileSync(join(keys, 'release-private.pem'))).toEqual(before)
  })

  it('refuses a folder without installers, two of a kind, a bad name, and a key that the builds do not have', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const other = createPublicKey(generateKeyPairSync('ed25519').privateKey)
    const release = {
      folder,
      privateKey,
      version: '0.2.0',
      date: '2026-11-22',
      notes: { th: '', en: '' },
      buildKeys: [],
    }
    await expect(signRelease(release)).rejects.toThrow('no installer of version 0.2.0')
    put('Phaenthi-0.2.0-x64-setup.exe')
    await expect(signRelease({ ...release, buildKeys: [other] })).rejects.toThrow('another key')
    await expect(signRelease({ ...release, date: '22 พ.ย. 2569' })).rejects.toThrow()
    put('Phaenthi 0.2.0 x64.exe')
    await expect(signRelease(release)).rejects.toThrow('two installers of the same kind: nsis for x64')
    rmSync(join(folder, 'Phaenthi 0.2.0 x64.exe'))
    put('แผนที่-0.2.0.dmg')
    await expect(signRelease(release)).rejects.toThrow()
    expect(readdirSync(folder)).not.toContain('phaenthi-release.json')
  })

  it('knows what an installer is by the name that electron-builder gives it', () => {
    expect(kindOf('Phaenthi-0.2.0-x64-setup.exe')).toEqual({ packaging: 'nsis', arch: 'x64' })
    expect(kindOf('Phaenthi-0.2.0-setup.exe')).toEqual({ packaging: 'nsis', arch: 'universal' })
    expect(kindOf('Phaenthi-0.2.0-windows-arm64-portable.zip')).toEqual({ packaging: 'portable', arch: 'arm64' })
    expect(kindOf('Phaenthi-0.2.0-arm64.dmg')).toEqual({ packaging: 'dmg', arch: 'arm64' })
    expect(kindOf('Phaenthi-0.2.0-universal.dmg')).toEqual({ packaging: 'dmg', arch: 'universal' })
    expect(kindOf('Phaenthi-0.2.0.AppImage')).toEqual({ packaging: 'appimage', arch: 'x64' })
    expect(kindOf('Phaenthi-0.2.0-x86_64.AppImage')).toEqual({ packaging: 'appimage', arch: 'x64' })
    expect(kindOf('phaenthi_0.2.0_amd64.deb')).toEqual({ packaging: 'deb', arch: 'x64' })
    expect(kindOf('phaenthi_0.2.0_arm64.deb')).toEqual({ packaging: 'deb', arch: 'arm64' })
    expect(kindOf('Phaenthi-0.2.0.exe.blockmap')).toBeNull()
  })
})
