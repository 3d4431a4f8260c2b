/** A release folder as a packager would leave it, signed with a key of the test's own. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signManifest } from './release-manifest.ts'
import { type AvailableUpdate, findUpdate } from './updates.ts'

export const { publicKey, privateKey } = generateKeyPairSync('ed25519')
export const current = { version: '0.1.0', arch: 'x64', packaging: 'nsis' } as const
export const INSTALLER_NAME = 'Phaenthi-0.2.0-x64-setup.exe'
export const installer = Buffer.from('an installer '.repeat(300_000))
export const sha512 = createHash('sha512').update(installer).digest('hex')

export const release = {
  product: 'phaenthi',
  format: 1,
  version: '0.2.0',
  date: '2026-11-22',
  notes: { th: 'พิมพ์แผนที่ได้เร็วขึ้น', en: 'Maps print faster' },
  files: [{ packaging: 'nsis', arch: 'x64', name: INSTALLER_NAME, bytes: installer.length, sha512 }],
}

/** Writes the installer, this manifest (or text in its place) and its signature into the folder. */
export function publish(folder: string, manifest: unknown = release): void {
  const path = join(folder, 'phaenthi-release.json')
  const bytes = Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  writeFileSync(path, bytes)
  writeFileSync(`${path}.sig`, signManifest(bytes, privateKey))
  writeFileSync(join(folder, INSTALLER_NAME), installer)
}

/** The update that the folder offers. */
export async function updateIn(folder: string): Promise<AvailableUpdate> {
  const found = await findUpdate({ folder }, { publicKeys: [publicKey], current })
  if (found.kind !== 'available') throw new Error(found.kind)
  return found.update
}

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `phaenthi-${name}-`))
}

export const refused = (reason: string) => ({ kind: 'refused', reason })
