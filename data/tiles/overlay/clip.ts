/**
 * Cuts outlines at a tile's edge (with its buffer), in tile units. Rings by Sutherland and Hodgman (1974), lines segment by
 * segment by Liang and Barsky (1984).
 */
import { TILE_BUFFER, TILE_EXTENT } from './world.ts'

const LOW = -TILE_BUFFER
const HIGH = TILE_EXTENT + TILE_BUFFER

/** A run of positions in tile units that grows as needed and is used again and again. */
export class Path {
  xs = new Int32Array(1024)
  ys = new Int32Array(1024)
  count = 0

  /** Adds a position, unless it is the one just added. */
  add(x: number, y: number): void {
    const last = this.count - 1
    if (last >= 0 && this.xs[last] === x && this.ys[last] === y) return
    if (this.count === this.xs.length) this.#grow()
    this.xs[this.count] = x
    this.ys[this.count] = y
    this.count++
  }

  clear(): void {
    this.count = 0
  }

  /** Drops the last position where it repeats the first: rings are kept open. */
  open(): void {
    while (this.count > 1 && this.xs[0] === this.xs[this.count - 1] && this.ys[0] === this.ys[this.count - 1])
      this.count--
  }

  /** Twice the signed area in tile units²; positive is clockwise on a screen, whose y grows downwards. */
  doubleArea(): number {
    let sum = 0
    const { xs, ys, count } = this
    for (let i = 0, j = count - 1; i < count; j = i++) sum += xs[j]! * ys[i]! - xs[i]! * ys[j]!
    return sum
  }

  #grow(): void {
    const xs = new Int32Array(this.xs.length * 2)
    const ys = new Int32Array(this.ys.length * 2)
    xs.set(this.xs)
    ys.set(this.ys)
    this.xs = xs
    this.ys = ys
  }
}

const spare = new Path()

/** Cuts an open ring in place. What is left may be empty. */
export function clipRing(ring: Path): void {
  clipSide(ring, spare, { axis: 'x', limit: LOW, keepAbove: true })
  clipSide(spare, ring, { axis: 'x', limit: HIGH, keepAbove: false })
  clipSide(ring, spare, { axis: 'y', limit: LOW, keepAbove: true })
  clipSide(spare, ring, { axis: 'y', limit: HIGH, keepAbove: false })
  ring.open()
}

/** Calls `emit` with each piece of a line that lies inside. */
export function clipLine(line: Path, emit: (piece: Path) => void): void {
  const piece = spare
  piece.clear()
  const flush = () => {
    if (piece.count > 1) emit(piece)
    piece.clear()
  }
  for (let i = 1; i < line.count; i++) {
    const span = insideSpan(
      line.xs[i - 1]!,
      line.ys[i - 1]!,
      line.xs[i]! - line.xs[i - 1]!,
      line.ys[i]! - line.ys[i - 1]!,
    )
    if (!span) {
      flush()
      continue
    }
    const [enter, leave] = span
    const [x, y] = [line.xs[i - 1]!, line.ys[i - 1]!]
    const [dx, dy] = [line.xs[i]! - x, line.ys[i]! - y]
    if (enter > 0) flush()
    piece.add(Math.round(x + dx * enter), Math.round(y + dy * enter))
    piece.add(Math.round(x + dx * leave), Math.round(y + dy * leave))
    if (leave < 1) flush()
  }
  flush()
}

interface Side {
  readonly axis: 'x' | 'y'
  readonly limit: number
  readonly keepAbove: boolean
}

function clipSide(from: Path, to: Path, { axis, limit, keepAbove }: Side): void {
  to.clear()
  const { count } = from
  if (count === 0) return
  const along = axis === 'x' ? from.xs : from.ys
  const across = axis === 'x' ? from.ys : from.xs
  const add = axis === 'x' ? (a: number, b: number) => to.add(a, b) : (a: number, b: number) => to.add(b, a)
  let previousA = along[count - 1]!
  let previousB = across[count - 1]!
  let previousInside = keepAbove ? previousA >= limit : previousA <= limit
  for (let i = 0; i < count; i++) {
    const a = along[i]!
    const b = across[i]!
    const inside = keepAbove ? a >= limit : a <= limit
    if (inside !== previousInside) {
      add(limit, Math.round(previousB + ((b - previousB) * (limit - previousA)) / (a - previousA)))
    }
    if (inside) add(a, b)
    previousA = a
    previousB = b
    previousInside = inside
  }
}

function insideSpan(x: number, y: number, dx: number, dy: number): [number, number] | null {
  let enter = 0
  let leave = 1
  for (const [step, room] of [
    [-dx, x - LOW],
    [dx, HIGH - x],
    [-dy, y - LOW],
    [dy, HIGH - y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return null
    } else if (step < 0) {
      enter = Math.max(enter, room / step)
    } else {
      leave = Math.min(leave, room / step)
    }
  }
  return enter <= leave ? [enter, leave] : null
}
