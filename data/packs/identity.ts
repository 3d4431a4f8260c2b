/**
 * Who a pack is from: an Ed25519 key pair of this person on this machine, made on first run in their own folder, and a name they
 * may set. The key file is written once and never again; the name is a file of its own, so that naming oneself cannot harm it.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../contract/errors.ts'
import { homeFolder, homePath } from '../store/home.ts'
import { asRefusal, codeOf } from '../store/trouble.ts'

const KEY_FILE = 'signing-key.pem'
const NAME_FILE = 'name.txt'
/** In front of 32 raw bytes: an Ed25519 public key as SubjectPublicKeyInfo (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
const PUBLIC_KEY_BYTES = 32
/** Crockford's: no I, L, O or U, so that it can be read out over a table. */
const readableDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DIGITS = 16
export const NAME_MAX_LETTERS = 80

export interface Identity {
  readonly name: string
  /** 80 bits of the key's SHA-256, as people compare it: K7QF-2M9D-X4TN-8B3C. */
  readonly keyId: string
  /** Raw Ed25519 public key, hexadecimal. */
  readonly publicKey: string
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/** This person's identity; its key is made where there is none. Throws `identity.damaged`, `disk.full`, `disk.read-only`. */
export function openIdentity(folder: string = homeFolder('identity')): Identity {
  const path = join(folder, KEY_FILE)
  if (!existsSync(path)) keepKey(path, generateKeyPairSync('ed25519').privateKey)
  const privateKey = readKey(path)
  const publicKey = rawPublicKey(createPublicKey(privateKey))
  return { name: readName(folder), ...keyFacts(publicKey), sign: (bytes) => sign(null, bytes, privateKey) }
}

/** Makes a new key by a person's choice. The old file is kept beside it under another name. */
export function renewIdentity(folder: string = homeFolder('identity')): Identity {
  const path = join(folder, KEY_FILE)
  if (existsSync(path)) renameSync(path, join(folder, `old-${randomUUID()}.pem`))
  return openIdentity(folder)
}

/** Sets the name that receivers see; an empty one goes back to the system's name of the person. */
export function nameIdentity(name: string, folder: string = homeFolder('identity')): void {
  const path = join(folder, NAME_FILE)
  const plain = cleanName(name)
  if (plain === '') rmSync(path, { force: true })
  else writeWhole(path, plain, (unfinished) => renameSync(unfinished, path))
}

/** One line without characters that control how text runs. */
export function cleanName(name: string): string {
  const line = name.replace(/\p{Cf}+/gu, '').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
  return [...line.trim()].slice(0, NAME_MAX_LETTERS).join('')
}

/** Whether this key signed exactly these bytes; false also for what is no key. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const raw = Buffer.from(publicKey, 'hex')
    if (raw.length !== PUBLIC_KEY_BYTES) return false
    const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' })
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}

/** How a public key is shown. */
export function keyIdOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest()
  let bits = BigInt(`0x${hash.subarray(0, (DIGITS * 5) / 8).toString('hex')}`)
  let digits = ''
  for (let count = 0; count < DIGITS; count++) {
    digits = readableDigits[Number(bits & 31n)] + digits
    bits >>= 5n
  }
  return digits.match(/.{4}/g)?.join('-') ?? digits
}

function keyFacts(publicKey: string): Pick<Identity, 'publicKey' | 'keyId'> {
  return { publicKey, keyId: keyIdOf(publicKey) }
}

function rawPublicKey(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length).toString('hex')
}

/** Two programs may start for the first time together: whoever links first has made the key, and both read that one. */
function keepKey(path: string, key: KeyObject): void {
  const pem = String(key.export({ format: 'pem', type: 'pkcs8' }))
  writeWhole(path, pem, (unfinished) => {
    try {
      linkSync(unfinished, path)
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return
      // A file system without links (FAT): here only the renaming is left.
      if (!existsSync(path)) renameSync(unfinished, path)
    }
  })
}

function writeWhole(path: string, text: string, put: (unfinished: string) => void): void {
  const unfinished = `${path}.${randomUUID()}.part`
  try {
    const file = openSync(unfinished, 'wx', 0o600)
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    put(unfinished)
  } catch (error) {
    throw asRefusal(error)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

function readKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path))
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (error) {
    if (['EACCES', 'EPERM'].includes(codeOf(error))) throw new Refusal('identity.damaged', { what: codeOf(error) })
  }
  throw new Refusal('identity.damaged', { what: KEY_FILE })
}

/** What this person is called, in packs and in the history; the system's name for them until they set one. */
export function personName(): string {
  return readName(homePath('identity'))
}

function readName(folder: string): string {
  try {
    const name = cleanName(readFileSync(join(folder, NAME_FILE), 'utf8'))
    if (name !== '') return name
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error)))
      console.error(`the name of this person cannot be read: ${codeOf(error)}`)
  }
  return cleanName(userInfo().username)
}
