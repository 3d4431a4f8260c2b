/**
 * Elligator 2 on Curve25519 (RFC 9380, section 6.7.1): any 255 bits become a point of the curve, so that a code of four digits can
 * choose the generator of a key exchange. In big integers, which take a time that varies with their values: what could be measured
 * from outside is one multiplication's worth in a computation done once for each connection, and a code lives for three tries.
 */
const PRIME = 2n ** 255n - 19n
/** Curve25519 is v² = u³ + A·u² + u. */
const A = 486_662n
/** The non-square that RFC 9380 takes for this field. */
const NON_SQUARE = 2n
const FIELD_BYTES = 32

/** The u-coordinate of the point that these 32 bytes are mapped to; the highest bit is not looked at. */
export function mapToCurve(bytes: Uint8Array): Uint8Array {
  const r = decode(bytes)
  const v = modulo(-A * inverse(modulo(1n + NON_SQUARE * r * r)))
  const isOnCurve = power(modulo(v * (v * v + A * v + 1n)), (PRIME - 1n) / 2n) !== PRIME - 1n
  return encode(isOnCurve ? v : modulo(-v - A))
}

function decode(bytes: Uint8Array): bigint {
  if (bytes.length !== FIELD_BYTES) throw new RangeError('32 bytes are mapped to the curve')
  const reversed = Buffer.from(bytes).reverse()
  reversed[0]! &= 0x7f
  return modulo(BigInt(`0x${reversed.toString('hex')}`))
}

function encode(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(FIELD_BYTES * 2, '0'), 'hex').reverse()
}

function modulo(value: bigint): bigint {
  const rest = value % PRIME
  return rest < 0n ? rest + PRIME : rest
}

function inverse(value: bigint): bigint {
  return power(value, PRIME - 2n)
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % PRIME
    square = (square * square) % PRIME
  }
  return result
}
