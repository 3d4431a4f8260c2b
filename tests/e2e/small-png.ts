/**
 * Screenshots small enough to keep: a PNG's true colours become a palette of at most 256, chosen by how often they occur. Reads
 * what Chromium writes (8 bits a channel, RGB or RGBA, not interlaced); PNG specification, W3C, third edition.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

interface Pixels {
  readonly width: number
  readonly height: number
  /** Three bytes a pixel. */
  readonly rgb: Uint8Array
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PALETTE_SIZE = 256
/** Colours are told apart by this many bits a channel while they are counted. */
const BITS = 5

/** The same picture in at most 256 colours. Throws where it is no PNG of the kinds above. */
export function toSmallPng(png: Buffer): Buffer {
  const pixels = readPng(png)
  const { palette, indexOf } = choosePalette(pixels.rgb)
  const { width, height, rgb } = pixels
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      rows[y * (width + 1) + 1 + x] = indexOf[bucketOf(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!)]!
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function readPng(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG')
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const [depth, kind, , , interlaced] = png.subarray(24, 29)
  const channels = kind === 2 ? 3 : kind === 6 ? 4 : 0
  if (depth !== 8 || channels === 0 || interlaced !== 0) throw new Error('a PNG of another kind')
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), { width, height, channels })
  const rgb = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgb[pixel * 3 + channel] = bytes[pixel * channels + channel]!
  }
  return { width, height, rgb }
}

/** Each row says in its first byte how its bytes were predicted from their neighbours. */
function unfilter(
  data: Buffer,
  { width, height, channels }: { width: number; height: number; channels: number },
): Uint8Array {
  const stride = width * channels
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]!
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? out[y * stride + x - channels]! : 0
      const above = y > 0 ? out[(y - 1) * stride + x]! : 0
      const corner = x >= channels && y > 0 ? out[(y - 1) * stride + x - channels]! : 0
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0
      out[y * stride + x] = data[y * (stride + 1) + 1 + x]! + predicted
    }
  }
  return out
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}

function bucketOf(red: number, green: number, blue: number): number {
  const shift = 8 - BITS
  return ((red >> shift) << (2 * BITS)) | ((green >> shift) << BITS) | (blue >> shift)
}

/** The most frequent buckets, each in the mean of its colours; every other bucket goes to the nearest of them. */
function choosePalette(rgb: Uint8Array): { palette: number[][]; indexOf: Uint8Array } {
  const size = 1 << (3 * BITS)
  const sums = [new Float64Array(size), new Float64Array(size), new Float64Array(size)] as const
  const counts = new Uint32Array(size)
  for (let at = 0; at < rgb.length; at += 3) {
    const bucket = bucketOf(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!)
    counts[bucket]!++
    for (const channel of [0, 1, 2] as const) sums[channel][bucket]! += rgb[at + channel]!
  }
  const used = [...counts.keys()].filter((bucket) => counts[bucket]! > 0)
  const colorOf = (bucket: number) => sums.map((sum) => Math.round(sum[bucket]! / counts[bucket]!))
  const palette = used
    .toSorted((a, b) => counts[b]! - counts[a]!)
    .slice(0, PALETTE_SIZE)
    .map(colorOf)
  const indexOf = new Uint8Array(size)
  for (const bucket of used) indexOf[bucket] = nearest(palette, colorOf(bucket))
  return { palette, indexOf }
}

function nearest(palette: readonly number[][], color: readonly number[]): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  palette.forEach((candidate, index) => {
    const distance = candidate.reduce((sum, value, channel) => sum + (value - color[channel]!) ** 2, 0)
    if (distance < least) {
      least = distance
      best = index
    }
  })
  return best
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
