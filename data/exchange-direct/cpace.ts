/**
 * CPace, a balanced password-authenticated key exchange, in its cipher suite CPACE-X25519-SHA512 (draft-irtf-cfrg-cpace-21). Two
 * machines that know one short code end with one strong key; who listens learns nothing, and who takes part tests one code for each
 * exchange. Names are those of the draft. Why this one: docs/decisions/direct-exchange.md.
 */
import { createHash, createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto'
import { leb128 } from '../documents/change-bytes.ts'
import { mapToCurve } from './elligator.ts'

const DSI = Buffer.from('CPace255')
const DSI_ISK = Buffer.from('CPace255_ISK')
/** SHA-512's input block; the code and what stands before it fill the first, so that its length does not show in time. */
const HASH_BLOCK_BYTES = 128
const FIELD_BYTES = 32
/** In front of raw keys: X25519 as PKCS #8 and as SubjectPublicKeyInfo (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex')

export interface CpaceContext {
  /** PRS: what both sides know. */
  readonly code: string
  /** CI: which program and which form of its protocol. */
  readonly channel: Uint8Array
  /** New for each exchange, made by both sides. */
  readonly sid: Uint8Array
}

export interface Share {
  readonly secret: Uint8Array
  /** What the other side is sent. */
  readonly point: Uint8Array
}

export function calculateGenerator({ code, channel, sid }: CpaceContext): Uint8Array {
  const prs = Buffer.from(code, 'utf8')
  const zeros = Buffer.alloc(Math.max(0, HASH_BLOCK_BYTES - 1 - lvCat(prs).length - lvCat(DSI).length))
  const hash = createHash('sha512')
    .update(lvCat(DSI, prs, zeros, channel, sid))
    .digest()
  return mapToCurve(hash.subarray(0, FIELD_BYTES))
}

/** One side's part. `secret` is given by test vectors alone. */
export function makeShare(context: CpaceContext, secret: Uint8Array = randomBytes(FIELD_BYTES)): Share {
  return { secret, point: multiply(secret, calculateGenerator(context)) }
}

/** The intermediate session key, 64 bytes, equal on both sides where the codes were. Throws RangeError on a point that gives no key. */
export function sessionKey(
  { sid }: Pick<CpaceContext, 'sid'>,
  own: { readonly secret: Uint8Array; readonly theirs: Uint8Array },
  transcript: {
    readonly initiator: Uint8Array
    readonly responder: Uint8Array
    readonly data?: readonly [Uint8Array, Uint8Array]
  },
): Uint8Array {
  const shared = multiply(own.secret, own.theirs)
  const [initiatorData, responderData] = transcript.data ?? [Buffer.alloc(0), Buffer.alloc(0)]
  return createHash('sha512')
    .update(lvCat(DSI_ISK, sid, shared))
    .update(lvCat(transcript.initiator, initiatorData))
    .update(lvCat(transcript.responder, responderData))
    .digest()
}

/** X25519(scalar, point). Throws RangeError where the answer is the neutral element: the point was of low order. */
export function multiply(scalar: Uint8Array, point: Uint8Array): Uint8Array {
  if (scalar.length !== FIELD_BYTES || point.length !== FIELD_BYTES) throw new RangeError('no point of the curve')
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, scalar]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_HEAD, point]), format: 'der', type: 'spki' })
  let product: Uint8Array
  try {
    product = diffieHellman({ privateKey, publicKey })
  } catch {
    // OpenSSL and BoringSSL refuse such points by themselves; a library that does not is met by the next line.
    throw new RangeError('a point of low order')
  }
  if (product.every((byte) => byte === 0)) throw new RangeError('a point of low order')
  return product
}

/** Each part behind its length. */
export function lvCat(...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => [leb128(part.length), part]))
}
