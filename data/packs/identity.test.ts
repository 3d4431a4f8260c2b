import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cleanName, isSignedBy, keyIdOf, nameIdentity, openIdentity, renewIdentity } from './identity.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-identity-'))
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

describe('the identity of a person', () => {
  it('is made once, kept, and readable by nobody else', () => {
    const first = openIdentity(folder)
    expect(openIdentity(folder)).toMatchObject({ publicKey: first.publicKey, keyId: first.keyId })
    expect(first.keyId).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    if (process.platform !== 'win32') expect(statSync(join(folder, 'signing-key.pem')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['signing-key.pem'])
  })

  it('is one, also where several programs start for the first time together', async () => {
    const module = new URL('./identity.ts', import.meta.url).href
    const script = `const { openIdentity } = await import('${module}'); console.log(openIdentity(${JSON.stringify(folder)}).publicKey)`
    const run = promisify(execFile)
    const told = await Promise.all(
      Array.from({ length: 6 }, () => run(process.execPath, ['--input-type=module', '--eval', script])),
    )
    expect(new Set(told.map(({ stdout }) => stdout.trim())).size).toBe(1)
    expect(readdirSync(folder)).toEqual(['signing-key.pem'])
  })

  it('signs so that one other byte, another key or another signature is noticed', () => {
    const { sign, publicKey } = openIdentity(folder)
    const bytes = Buffer.from('แผน')
    const signature = sign(bytes)
    expect(isSignedBy(publicKey, bytes, signature)).toBe(true)
    expect(isSignedBy(publicKey, Buffer.from('แผ่'), signature)).toBe(false)
    const other = join(folder, 'other')
    const { publicKey: another } = openIdentity(mkdtempSync(other))
    expect(isSignedBy(another, bytes, signature)).toBe(false)
    expect(isSignedBy('zz', bytes, signature)).toBe(false)
    expect(isSignedBy(publicKey, bytes, signature.subarray(1))).toBe(false)
  })

  it('has the name that the person set, and else that of the system', () => {
    const own = openIdentity(folder).name
    expect(own).not.toBe('')
    nameIdentity('  นางสาว\u202eใจดี\nกองแผน ', folder)
    expect(openIdentity(folder).name).toBe('นางสาวใจดี กองแผน')
    nameIdentity(' ', folder)
    expect(openIdentity(folder).name).toBe(own)
    expect([...cleanName('ก'.repeat(500))]).toHaveLength(80)
  })

  it('says when its key is damaged, changes nothing by itself, and is made anew by choice', () => {
    const before = openIdentity(folder)
    const path = join(folder, 'signing-key.pem')
    writeFileSync(path, readFileSync(path, 'utf8').replace(/[A-Z]/, '!'))
    const damaged = readFileSync(path)
    expect(() => openIdentity(folder)).toThrow(expect.objectContaining({ code: 'identity.damaged' }))
    expect(readFileSync(path)).toEqual(damaged)
    const after = renewIdentity(folder)
    expect(after.publicKey).not.toBe(before.publicKey)
    const kept = readdirSync(folder).find((name) => name.startsWith('old-'))
    expect(readFileSync(join(folder, kept ?? ''))).toEqual(damaged)
  })

  it('refuses a key of another kind', () => {
    writeFileSync(join(folder, 'signing-key.pem'), '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')
    expect(() => openIdentity(folder)).toThrow(expect.objectContaining({ code: 'identity.damaged' }))
  })

  it('shows a key by 80 bits of its hash', () => {
    // printf '00%.0s' {1..32} | xxd -r -p | sha256sum = 66687aadf862bd776c8fc18b8e9f8e20…; Crockford's digits by hand.
    expect(keyIdOf('00'.repeat(32))).toBe('CSM7-NBFR-CAYQ-EV4F')
  })
})
