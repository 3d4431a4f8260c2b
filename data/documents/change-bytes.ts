/**
 * Changes are stored in Automerge's own chunk format, deflated where that helps: magic (4), checksum (4), chunk type (1),
 * length as LEB128, contents. Type 1 is a change, type 2 the same with its contents deflated; the checksum is of the plain one,
 * so every reader of Automerge takes both.
 */
import { deflateRawSync } from 'node:zlib'

const CHECKSUM_END = 8
const PLAIN_CHANGE = 1
const DEFLATED_CHANGE = 2
const WORTH_DEFLATING_BYTES = 256

/** The same change, smaller where it is long; short or already deflated ones come back as they are. */
export function deflateChange(change: Uint8Array): Uint8Array {
  if (change.length < WORTH_DEFLATING_BYTES || change[CHECKSUM_END] !== PLAIN_CHANGE) return change
  let contentsAt = CHECKSUM_END + 1
  while ((change[contentsAt]! & 0x80) !== 0) contentsAt++
  const deflated = deflateRawSync(change.subarray(contentsAt + 1))
  const head = change.subarray(0, CHECKSUM_END)
  const packed = Buffer.concat([head, Uint8Array.of(DEFLATED_CHANGE), leb128(deflated.length), deflated])
  return packed.length < change.length ? packed : change
}

/** Hex digits of a change's hash that its chunk carries as checksum. */
export const CHECKSUM_DIGITS = 8

/** The checksum in a chunk's header: the first digits of the change's hash. */
export function checksumOf(change: Uint8Array): string {
  return Buffer.from(change.subarray(4, CHECKSUM_END)).toString('hex')
}

/** A length as Automerge writes it. */
export function leb128(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    rest >>>= 7
  } while (rest > 0)
  return Uint8Array.from(bytes)
}
