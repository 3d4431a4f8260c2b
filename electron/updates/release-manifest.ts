/**
 * What lies in a release folder beside the installers: a manifest that says what they are, and an Ed25519 signature over its exact
 * bytes. The installers are not signed one by one: the manifest has their SHA-512. What makes them is scripts/sign-release.ts.
 */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { win32 } from 'node:path'
import { z } from 'zod'
import type { ProgramPlace } from '../home.ts'

export const MANIFEST_NAME = 'phaenthi-release.json'
/** 64 raw bytes, so that OpenSSL can check them without this program. */
export const SIGNATURE_NAME = `${MANIFEST_NAME}.sig`

export const MANIFEST_MAX_BYTES = 256 * 1024
export const SIGNATURE_BYTES = 64
/** What the installer puts beside the program, and nobody puts beside an unpacked folder. */
const UNINSTALLER = 'Uninstall Phaenthi.exe'
const INSTALLER_MAX_BYTES = 4 * 1024 ** 3
const NOTES_MAX_LETTERS = 4000

/** How a program came to its machine, which is how it is replaced. `universal` fits every processor of its platform. */
const packagings = {
  nsis: { platform: 'win32', ending: '.exe' },
  /** A folder, zipped. */
  portable: { platform: 'win32', ending: '.zip' },
  dmg: { platform: 'darwin', ending: '.dmg' },
  appimage: { platform: 'linux', ending: '.AppImage' },
  deb: { platform: 'linux', ending: '.deb' },
} as const

export type Packaging = keyof typeof packagings

/** A name and nothing more: no folder, no stream of NTFS, no hidden file, nothing that a shell or Windows reads otherwise. */
const nameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._+()-]{0,119}$/)

const fileSchema = z
  .object({
    packaging: z.enum(['nsis', 'portable', 'dmg', 'appimage', 'deb']),
    arch: z.enum(['x64', 'arm64', 'universal']),
    name: nameSchema,
    bytes: z.int().positive().max(INSTALLER_MAX_BYTES),
    /** Hexadecimal. */
    sha512: z.string().regex(/^[0-9a-f]{128}$/),
  })
  .refine(({ packaging, name }) => name.endsWith(packagings[packaging].ending))

export const manifestSchema = z.object({
  product: z.literal('phaenthi'),
  /** A later form of the manifest has another number, and programs that do not know it refuse it. */
  format: z.literal(1),
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,5}$/),
  date: z.iso.date(),
  notes: z.object({ th: z.string().max(NOTES_MAX_LETTERS), en: z.string().max(NOTES_MAX_LETTERS) }),
  files: z.array(fileSchema).min(1).max(40),
})

export type ReleaseManifest = z.infer<typeof manifestSchema>
export type ReleaseFile = ReleaseManifest['files'][number]

/** The program that asks for an update. */
export interface RunningProgram {
  readonly version: string
  readonly arch: string
  readonly packaging: Packaging
}

/** How this program came to this machine, by what its installer or launcher left; null where nothing here could replace it. */
export function packagingOf(
  { platform, env, execPath }: ProgramPlace,
  isFile: (path: string) => boolean = existsSync,
): Packaging | null {
  if (platform === 'win32') return isFile(win32.join(win32.dirname(execPath), UNINSTALLER)) ? 'nsis' : 'portable'
  if (platform === 'darwin') return 'dmg'
  if (platform === 'linux') return env.APPIMAGE ? 'appimage' : 'deb'
  return null
}

/** The file of a release that replaces this program; one for its own processor comes before one for all. Null where there is none. */
export function fileFor({ files }: ReleaseManifest, { arch, packaging }: RunningProgram): ReleaseFile | null {
  const own = files.filter((file) => file.packaging === packaging)
  return own.find((file) => file.arch === arch) ?? own.find((file) => file.arch === 'universal') ?? null
}

/** The public keys of a build, as PEM blocks of one file; none where the file is absent. What is no Ed25519 key is no key of ours. */
export function readReleaseKeys(path: string): readonly KeyObject[] {
  if (!existsSync(path)) return []
  const blocks = readFileSync(path, 'utf8').match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  return blocks.flatMap((pem) => {
    try {
      const key = createPublicKey(pem)
      return key.asymmetricKeyType === 'ed25519' ? [key] : []
    } catch {
      return []
    }
  })
}

/** The signature of a manifest's bytes (RFC 8032, Ed25519). */
export function signManifest(manifest: Uint8Array, privateKey: KeyObject): Buffer {
  return sign(null, manifest, privateKey)
}

/** Whether one of these keys signed exactly these bytes. */
export function isSignedBy(manifest: Uint8Array, signature: Uint8Array, keys: readonly KeyObject[]): boolean {
  return keys.some((key) => verify(null, manifest, key, signature))
}

/** The manifest of these bytes, or null where they are none. Called after the signature has been checked. */
export function parseManifest(bytes: Uint8Array): ReleaseManifest | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Compares versions of three numbers: negative where `a` is older. What stands behind them (`-beta.1`) makes one older than without. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => {
    const [numbers = '', ...suffix] = version.split('-')
    return [...numbers.split('.').map(Number), suffix.length > 0 ? 0 : 1]
  })
  return [0, 1, 2, 3].map((i) => (left?.[i] ?? 0) - (right?.[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}
