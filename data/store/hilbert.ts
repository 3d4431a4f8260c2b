/**
 * Order along a Hilbert curve: places near each other on the ground come near each other in the order, which is what packs an
 * R-tree tightly and keeps a column's neighbours in one cache line.
 */

/** Next (quadrant digit, orientation) for each of four orientations × four quadrants (bit 1 = east, bit 0 = north). */
const DIGIT = Uint8Array.of(0, 1, 3, 2, 0, 3, 1, 2, 2, 3, 1, 0, 2, 1, 3, 0)
const TURN = Uint8Array.of(1, 0, 3, 0, 0, 2, 1, 1, 2, 1, 2, 3, 3, 3, 0, 2)

/** Position of cell (x, y), each 0…65,535, along the curve of order 16: 0…2³²−1. */
export function hilbertIndex(x: number, y: number): number {
  let orientation = 0
  let index = 0
  for (let bit = 15; bit >= 0; bit--) {
    const at = (orientation << 2) | (((x >> bit) & 1) << 1) | ((y >> bit) & 1)
    index = (index << 2) | DIGIT[at]!
    orientation = TURN[at]!
  }
  return index >>> 0
}

/**
 * Curve positions of n points; `xs[i * stride]`, `ys[i * stride]`. The curve spans the points' own extent. Points without finite
 * coordinates come last.
 */
export function hilbertKeys(xs: Float64Array, ys: Float64Array, stride = 1): Uint32Array {
  const count = Math.floor(xs.length / stride)
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let i = 0, at = 0; i < count; i++, at += stride) {
    const x = xs[at]!
    const y = ys[at]!
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  const scaleX = maxX > minX ? 65535 / (maxX - minX) : 0
  const scaleY = maxY > minY ? 65535 / (maxY - minY) : 0
  const keys = new Uint32Array(count)
  for (let i = 0, at = 0; i < count; i++, at += stride) {
    const x = (xs[at]! - minX) * scaleX
    const y = (ys[at]! - minY) * scaleY
    keys[i] = x >= 0 && y >= 0 ? hilbertIndex(x | 0, y | 0) : 0xffffffff
  }
  return keys
}

/** The permutation that sorts `keys` ascending, equal keys kept in their order (radix sort, two passes of 16 bits). */
export function sortedOrder(keys: Uint32Array, start?: Uint32Array): Uint32Array {
  const count = keys.length
  let from: Uint32Array = start ? start.slice() : Uint32Array.from({ length: 0 })
  if (!start) {
    from = new Uint32Array(count)
    for (let i = 0; i < count; i++) from[i] = i
  }
  let to: Uint32Array = new Uint32Array(count)
  const offsets = new Uint32Array(65537)
  for (let shift = 0; shift < 32; shift += 16) {
    offsets.fill(0)
    for (let i = 0; i < count; i++) offsets[((keys[i]! >>> shift) & 0xffff) + 1]!++
    for (let bucket = 1; bucket <= 65536; bucket++) offsets[bucket] = offsets[bucket]! + offsets[bucket - 1]!
    for (let i = 0; i < count; i++) {
      const item = from[i]!
      to[offsets[(keys[item]! >>> shift) & 0xffff]!++] = item
    }
    const swap = from
    from = to
    to = swap
  }
  return from
}
