/**
 * The geometry of a layer ready for tiles: outlines are cut into arcs where areas meet, each arc is kept once, and every
 * vertex carries the weight below which it may be left out. Leaving out by weight, arc by arc, changes both neighbours of a
 * border alike, so areas never gape. Plain typed arrays, kept as blobs beside the version's far tiles.
 */

export interface Shapes {
  /** One entry per feature and kind of geometry. */
  readonly count: number
  readonly fids: Float64Array
  readonly kinds: Uint8Array
  /** minX, minY, maxX, maxY per entry, world units. */
  readonly boxes: Int32Array
  /** One point per entry for its label or symbol: x, y in world units. */
  readonly anchors: Int32Array
  /** Parts of entry i: partStarts[i] … partStarts[i + 1]. A part is a ring, a line or a point. */
  readonly partStarts: Uint32Array
  /** 1 where the part is a hole. */
  readonly holes: Uint8Array
  /** Arc references of part p: refStarts[p] … refStarts[p + 1]; `~arc` means the arc backwards. */
  readonly refStarts: Uint32Array
  readonly refs: Int32Array
  /** Vertices of arc a: arcStarts[a] … arcStarts[a + 1]. */
  readonly arcStarts: Uint32Array
  readonly xs: Int32Array
  readonly ys: Int32Array
  /** Effective area in world units² (Visvalingam and Whyatt 1993); Infinity at an arc's ends. */
  readonly weights: Float32Array
}

const sections = {
  fids: Float64Array,
  boxes: Int32Array,
  anchors: Int32Array,
  partStarts: Uint32Array,
  refStarts: Uint32Array,
  refs: Int32Array,
  arcStarts: Uint32Array,
  xs: Int32Array,
  ys: Int32Array,
  weights: Float32Array,
  kinds: Uint8Array,
  holes: Uint8Array,
} as const

type SectionName = keyof typeof sections

/** Bytes that shapes take in memory and, nearly, in the file. */
export function shapesByteLength(shapes: Shapes): number {
  return (Object.keys(sections) as SectionName[]).reduce((sum, name) => sum + shapes[name].byteLength, 0)
}

/** Shapes and whatever small things belong to them (`extra`, JSON) as one run of bytes. */
export function packShapes(shapes: Shapes, extra: unknown): Uint8Array {
  const names = Object.keys(sections) as SectionName[]
  const header = new TextEncoder().encode(
    JSON.stringify({ count: shapes.count, lengths: names.map((name) => shapes[name].length), extra }),
  )
  const start = align(4 + header.length)
  const total = names.reduce((at, name) => align(at + shapes[name].byteLength), start)
  const out = new Uint8Array(total)
  new DataView(out.buffer).setUint32(0, header.length, true)
  out.set(header, 4)
  let at = start
  for (const name of names) {
    const section = shapes[name]
    out.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at)
    at = align(at + section.byteLength)
  }
  return out
}

/** The reverse of `packShapes`; the arrays are views of `bytes`, which must start at an 8-byte boundary. */
export function unpackShapes<Extra>(bytes: Uint8Array): { shapes: Shapes; extra: Extra } {
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength))) as {
    count: number
    lengths: number[]
    extra: Extra
  }
  let at = align(4 + headerLength)
  const read: Record<string, unknown> = { count: header.count }
  for (const [index, name] of (Object.keys(sections) as SectionName[]).entries()) {
    const section = new sections[name](bytes.buffer as ArrayBuffer, bytes.byteOffset + at, header.lengths[index]!)
    read[name] = section
    at = align(at + section.byteLength)
  }
  return { shapes: read as unknown as Shapes, extra: header.extra }
}

/** Entries whose box meets a box in world units, in their stored order. */
export function entriesWithin(shapes: Shapes, box: readonly [number, number, number, number]): Uint32Array {
  const { boxes, count } = shapes
  const found = new Uint32Array(count)
  let length = 0
  for (let i = 0, at = 0; i < count; i++, at += 4) {
    if (boxes[at]! <= box[2] && boxes[at + 2]! >= box[0] && boxes[at + 1]! <= box[3] && boxes[at + 3]! >= box[1]) {
      found[length++] = i
    }
  }
  return found.subarray(0, length)
}

function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
