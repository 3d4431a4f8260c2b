/**
 * Makes a folder of installers a release: writes phaenthi-release.json, which says what they are, and its signature. docs/updates.md
 * says what to do with the folder.
 *
 *   node scripts/sign-release.ts --new-key <folder outside the repository>
 *   node scripts/sign-release.ts <folder> --key <private.pem> --version 0.2.0 [--date 2026-11-22] [--notes-th a.txt] [--notes-en b.txt]
 *
 * PHAENTHI_KEY_PASSPHRASE, where set, locks a new key and opens a locked one.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, isAbsolute, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import {
  isSignedBy,
  MANIFEST_NAME,
  manifestSchema,
  type ReleaseFile,
  readReleaseKeys,
  SIGNATURE_NAME,
  signManifest,
} from '../electron/updates/release-manifest.ts'
import { root } from './run.ts'

export interface ReleaseToSign {
  readonly folder: string
  readonly privateKey: KeyObject
  readonly version: string
  /** ISO 8601. */
  readonly date: string
  readonly notes: { readonly th: string; readonly en: string }
  /** The keys that the builds in the folder carry; where there are any, one of them has to fit. */
  readonly buildKeys: readonly KeyObject[]
}

/** Writes manifest and signature over the installers of this version; answers the names that are in it. Throws where something does not fit. */
export async function signRelease(release: ReleaseToSign): Promise<readonly string[]> {
  const { folder, privateKey, version, date, notes, buildKeys } = release
  const names = installersOf(folder, version)
  const files = await Promise.all(names.map((name) => describe(folder, name)))
  const kinds = files.map(({ packaging, arch }) => `${packaging} for ${arch}`)
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index)
  if (twice) throw new Error(`two installers of the same kind: ${twice}`)
  const manifest = manifestSchema.parse({ product: 'phaenthi', format: 1, version, date, notes, files })
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const signature = signManifest(bytes, privateKey)
  if (!isSignedBy(bytes, signature, [createPublicKey(privateKey)])) throw new Error('the key does not sign')
  if (buildKeys.length > 0 && !isSignedBy(bytes, signature, buildKeys))
    throw new Error('resources/release-key.pem holds another key: nobody’s program would take this release')
  writeFileSync(join(folder, MANIFEST_NAME), bytes)
  writeFileSync(join(folder, SIGNATURE_NAME), signature)
  return names
}

/** Writes a new pair: release-private.pem, to be kept away from everything, and release-key.pem, to be put into resources/. */
export function makeKeys(folder: string, passphrase: string | undefined): void {
  refuseInRepository(folder)
  mkdirSync(folder, { recursive: true })
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const lock = passphrase ? ({ cipher: 'aes-256-cbc', passphrase } as const) : {}
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem', ...lock })
  writeFileSync(join(folder, 'release-private.pem'), pem, { flag: 'wx', mode: 0o600 })
  writeFileSync(join(folder, 'release-key.pem'), publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' })
}

/** What an installer is, by its name as electron-builder gives it: one for x64 may not say so, and an .exe that says nothing holds both. */
export function kindOf(name: string): Pick<ReleaseFile, 'packaging' | 'arch'> | null {
  const ending = /\.(exe|zip|dmg|AppImage|deb)$/.exec(name)?.[1]
  if (!ending) return null
  const named = /(?<![a-z0-9])(arm64|aarch64|universal|x64|x86_64|amd64)(?![a-z0-9])/i.exec(name)?.[1]?.toLowerCase()
  const unnamed = ending === 'exe' ? 'universal' : 'x64'
  const archs = { arm64: 'arm64', aarch64: 'arm64', universal: 'universal' } as const
  const arch = named ? (archs[named as keyof typeof archs] ?? 'x64') : unnamed
  const packagings = { exe: 'nsis', zip: 'portable', dmg: 'dmg', AppImage: 'appimage', deb: 'deb' } as const
  return { arch, packaging: packagings[ending as keyof typeof packagings] }
}

/** The installers of this version; those of other versions may lie beside them and stay out. */
function installersOf(folder: string, version: string): readonly string[] {
  const ofVersion = new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?!\\d|\\.\\d)`)
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && kindOf(entry.name) && ofVersion.test(entry.name))
    .map(({ name }) => name)
  if (names.length === 0) throw new Error(`no installer of version ${version} in ${folder}`)
  return names.sort()
}

async function describe(folder: string, name: string): Promise<ReleaseFile> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer)
  return { ...kindOf(name)!, name, bytes: statSync(join(folder, name)).size, sha512: hash.digest('hex') }
}

function readPrivateKey(path: string): KeyObject {
  refuseInRepository(path)
  const passphrase = process.env.PHAENTHI_KEY_PASSPHRASE
  const key = createPrivateKey({ key: readFileSync(path), ...(passphrase ? { passphrase } : {}) })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${basename(path)} is not an Ed25519 key`)
  return key
}

function refuseInRepository(path: string): void {
  const within = relative(root, resolve(path))
  if (!within.startsWith('..') && !isAbsolute(within)) throw new Error('a private key may not lie in the repository')
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'new-key': text, key: text, version: text, date: text, 'notes-th': text, 'notes-en': text },
  })
  if (values['new-key']) return makeKeys(values['new-key'], process.env.PHAENTHI_KEY_PASSPHRASE)
  const [folder] = positionals
  if (!folder || !values.key || !values.version) throw new Error('needs a folder, --key and --version')
  const read = (path: string | undefined) => (path ? readFileSync(path, 'utf8').trim() : '')
  const names = await signRelease({
    folder,
    privateKey: readPrivateKey(values.key),
    version: values.version,
    date: values.date ?? new Date().toISOString().slice(0, 10),
    notes: { th: read(values['notes-th']), en: read(values['notes-en']) },
    buildKeys: readReleaseKeys(join(root, 'resources', 'release-key.pem')),
  })
  console.log(`${MANIFEST_NAME} (${values.version}):\n${names.map((name) => `  ${name}`).join('\n')}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
