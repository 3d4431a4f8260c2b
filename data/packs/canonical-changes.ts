/**
 * A document as bytes that are the same on every laptop: all its changes but the initial one, each in its plain chunk, in order of
 * their hashes. What zlib makes of them differs between builds of it, so only the plain bytes are hashed and signed
 * (docs/decisions/packs.md).
 */
import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { leb128 } from '../documents/change-bytes.ts'
import { initialHash } from '../documents/initial-change.ts'
import { ByteCursor } from './byte-cursor.ts'

const magic = Buffer.from('856f4a83', 'hex')
const PLAIN_CHANGE = 1
const DEFLATED_CHANGE = 2
/** Magic and checksum; the hash is of all that follows. */
const HASHED_FROM = 8
const CHECKSUM_BYTES = 4

export interface CanonicalChange {
  readonly hash: string
  /** The whole chunk, not deflated. */
  readonly chunk: Uint8Array
  /** What Automerge reads: the chunk behind its head. */
  readonly contents: Uint8Array
}

/** A document's changes in canonical order. Throws RangeError on what is no change. */
export function canonicalChanges(changes: readonly Uint8Array[], maxBytes: number): CanonicalChange[] {
  const byHash = new Map<string, CanonicalChange>()
  for (const change of changes) {
    const plain = readChunk(new ByteCursor(change), maxBytes)
    if (plain.hash !== initialHash) byHash.set(plain.hash, plain)
  }
  return [...byHash.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1))
}

/** The chunks of a canonical document. Throws RangeError where they are not in order, not plain, twice there or not whole. */
export function readCanonical(bytes: Uint8Array, maxChanges: number): CanonicalChange[] {
  const cursor = new ByteCursor(bytes)
  const changes: CanonicalChange[] = []
  while (cursor.left > 0) {
    if (changes.length >= maxChanges) throw new RangeError('too many changes')
    const change = readChunk(cursor, 0)
    if (change.hash <= (changes.at(-1)?.hash ?? '')) throw new RangeError('the changes are not in order')
    if (change.hash === initialHash) throw new RangeError('the initial change is among them')
    changes.push(change)
  }
  return changes
}

/** `maxBytes` is what a deflated chunk may unfold to. */
function readChunk(cursor: ByteCursor, maxBytes: number): CanonicalChange {
  if (Buffer.compare(cursor.bytes(magic.length), magic) !== 0) throw new RangeError('no change begins here')
  const checksum = cursor.bytes(CHECKSUM_BYTES)
  const type = cursor.byte()
  if (type !== PLAIN_CHANGE && (type !== DEFLATED_CHANGE || maxBytes === 0))
    throw new RangeError(`a chunk of type ${type}`)
  const body = cursor.sized()
  const contents = type === PLAIN_CHANGE ? body : inflateRawSync(body, { maxOutputLength: maxBytes })
  const chunk = Buffer.concat([magic, checksum, Uint8Array.of(PLAIN_CHANGE), leb128(contents.length), contents])
  const hash = createHash('sha256').update(chunk.subarray(HASHED_FROM)).digest()
  if (Buffer.compare(hash.subarray(0, CHECKSUM_BYTES), checksum) !== 0) throw new RangeError('a change is damaged')
  return { hash: hash.toString('hex'), chunk, contents }
}
