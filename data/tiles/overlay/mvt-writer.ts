/**
 * Writes Mapbox Vector Tiles (specification 2.1) straight into a growing buffer. Written here because a tile of the country
 * holds 7,425 features, and an object per feature, ring and point costs more than the encoding itself.
 */
import { TILE_EXTENT } from './world.ts'

export type TagValue = string | number | boolean | null

export const GeometryKind = { point: 1, line: 2, polygon: 3 } as const
export type GeometryKind = (typeof GeometryKind)[keyof typeof GeometryKind]

const MOVE_TO = 1
const LINE_TO = 2
const CLOSE_PATH = 15 // command 7, count 1
const encoder = new TextEncoder()

/** A growing buffer of protobuf primitives. */
export class ByteWriter {
  bytes: Uint8Array
  length = 0

  constructor(capacity = 4096) {
    this.bytes = new Uint8Array(capacity)
  }

  reserve(more: number): void {
    const needed = this.length + more
    if (needed <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }

  varint(value: number): void {
    this.reserve(10)
    let rest = value
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    this.bytes[this.length++] = rest
  }

  /** Zigzag of a 32-bit whole number. */
  signed(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0)
  }

  append(bytes: Uint8Array, length = bytes.length): void {
    this.reserve(length)
    this.bytes.set(length === bytes.length ? bytes : bytes.subarray(0, length), this.length)
    this.length += length
  }

  /** A length-delimited field. */
  field(tag: number, bytes: Uint8Array, length = bytes.length): void {
    this.varint(tag * 8 + 2)
    this.varint(length)
    this.append(bytes, length)
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }
}

/** The geometry commands of one feature; positions are whole tile units. */
export class GeometryWriter extends ByteWriter {
  #x = 0
  #y = 0

  begin(): void {
    this.length = 0
    this.#x = 0
    this.#y = 0
  }

  points(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number): void {
    this.varint((count << 3) | MOVE_TO)
    for (let i = 0; i < count; i++) this.#to(xs[i]!, ys[i]!)
  }

  line(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number): void {
    this.varint((1 << 3) | MOVE_TO)
    this.#to(xs[0]!, ys[0]!)
    this.varint(((count - 1) << 3) | LINE_TO)
    for (let i = 1; i < count; i++) this.#to(xs[i]!, ys[i]!)
  }

  /** A ring of `count` different positions (the first is not repeated), in reverse where asked. */
  ring(xs: ArrayLike<number>, ys: ArrayLike<number>, { count, reversed }: { count: number; reversed: boolean }): void {
    this.varint((1 << 3) | MOVE_TO)
    this.#to(xs[0]!, ys[0]!)
    this.varint(((count - 1) << 3) | LINE_TO)
    for (let i = 1; i < count; i++) {
      const at = reversed ? count - i : i
      this.#to(xs[at]!, ys[at]!)
    }
    this.varint(CLOSE_PATH)
  }

  #to(x: number, y: number): void {
    this.signed(x - this.#x)
    this.signed(y - this.#y)
    this.#x = x
    this.#y = y
  }
}

/** One layer of a tile: features are appended, keys and values are shared. */
export class LayerWriter {
  readonly name: string
  readonly geometry = new GeometryWriter()
  featureCount = 0
  readonly #features = new ByteWriter(65_536)
  readonly #keys = new Map<string, number>()
  readonly #values = new Map<string | number | boolean, number>()
  readonly #tables = new ByteWriter()
  readonly #tags = new ByteWriter(64)

  constructor(name: string) {
    this.name = name
  }

  /** Size so far in bytes. */
  get size(): number {
    return this.#features.length + this.#tables.length + this.name.length * 3 + 24
  }

  /** Adds a property of the feature that `feature` will close; null says nothing. */
  tag(key: string, value: TagValue): void {
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return
    this.#tags.varint(this.#keyIndex(key))
    this.#tags.varint(this.#valueIndex(value))
  }

  /** Closes a feature with the tags given since the last one and what stands in `geometry`. */
  feature(kind: GeometryKind, id: number | null): void {
    const out = this.#features
    const tags = this.#tags
    const idBytes = id === null ? 0 : 1 + varintSize(id)
    const tagBytes = tags.length === 0 ? 0 : 1 + varintSize(tags.length) + tags.length
    const geometryBytes = 1 + varintSize(this.geometry.length) + this.geometry.length
    out.varint(2 * 8 + 2)
    out.varint(idBytes + tagBytes + 2 + geometryBytes)
    if (id !== null) {
      out.varint(1 * 8)
      out.varint(id)
    }
    if (tags.length > 0) out.field(2, tags.bytes, tags.length)
    out.varint(3 * 8)
    out.varint(kind)
    out.field(4, this.geometry.bytes, this.geometry.length)
    tags.length = 0
    this.featureCount++
  }

  /** Appends the layer to a tile; an empty layer is left out. */
  writeTo(tile: ByteWriter): void {
    if (this.featureCount === 0) return
    const head = new ByteWriter(64)
    head.varint(15 * 8)
    head.varint(2)
    head.field(1, encoder.encode(this.name))
    const tail = new ByteWriter(16)
    tail.varint(5 * 8)
    tail.varint(TILE_EXTENT)
    tile.varint(3 * 8 + 2)
    tile.varint(head.length + this.#features.length + this.#tables.length + tail.length)
    for (const part of [head, this.#features, this.#tables, tail]) tile.append(part.bytes, part.length)
  }

  #keyIndex(key: string): number {
    const known = this.#keys.get(key)
    if (known !== undefined) return known
    this.#tables.field(3, encoder.encode(key))
    this.#keys.set(key, this.#keys.size)
    return this.#keys.size - 1
  }

  #valueIndex(value: string | number | boolean): number {
    const known = this.#values.get(value)
    if (known !== undefined) return known
    if (typeof value === 'string') this.#writeText(value)
    else this.#tables.field(4, encodeValue(value))
    this.#values.set(value, this.#values.size)
    return this.#values.size - 1
  }

  /** Texts are most of a tile's values: written in place, without a buffer of their own. */
  #writeText(text: string): void {
    const bytes = encoder.encode(text)
    this.#tables.varint(4 * 8 + 2)
    this.#tables.varint(1 + varintSize(bytes.length) + bytes.length)
    this.#tables.field(1, bytes)
  }
}

/** The tile of some layers, or null where all of them are empty. */
export function finishTile(layers: readonly LayerWriter[]): Uint8Array | null {
  const tile = new ByteWriter(layers.reduce((sum, layer) => sum + layer.size, 64))
  for (const layer of layers) layer.writeTo(tile)
  return tile.length === 0 ? null : tile.finish()
}

function encodeValue(value: number | boolean): Uint8Array {
  const out = new ByteWriter(16)
  if (typeof value === 'boolean') {
    out.varint(7 * 8)
    out.varint(value ? 1 : 0)
  } else if (Number.isSafeInteger(value) && value >= 0) {
    out.varint(5 * 8)
    out.varint(value)
  } else {
    out.varint(3 * 8 + 1)
    const double = new Uint8Array(8)
    new DataView(double.buffer).setFloat64(0, value, true)
    out.append(double)
  }
  return out.finish()
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size++
  return size
}
