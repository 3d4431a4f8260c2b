/**
 * Segments of rings and lines that meet, cut where they meet ("noding"): afterwards two edges share a node or nothing. Positions
 * are [lon, lat, …] in degrees; what lies nearer than `MEETS_DEGREES` (0.01 mm) is the same spot.
 */
import type { Position } from 'geojson'

export const MEETS_DEGREES = 1e-10

/** Spots by number: each has the position that came first, with all of its ordinates. */
export class Nodes {
  readonly positions: Position[] = []
  readonly #byCell = new Map<string, number>()

  /** The number of a spot; a new one where there is none within `MEETS_DEGREES`. */
  numberOf(position: Position): number {
    const [x = 0, y = 0] = position
    const column = Math.round(x / MEETS_DEGREES)
    const row = Math.round(y / MEETS_DEGREES)
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const known = this.#byCell.get(`${column + dx},${row + dy}`)
        if (known !== undefined) return known
      }
    }
    this.positions.push(position)
    this.#byCell.set(`${column},${row}`, this.positions.length - 1)
    return this.positions.length - 1
  }
}

interface Segment {
  readonly chain: number
  readonly from: Position
  readonly to: Position
  /** Where others meet it, by how far along it they do. */
  readonly stops: { readonly along: number; readonly position: Position }[]
}

/** Chains of positions as chains of node numbers, cut wherever two segments of any of them meet. */
export function nodeChains(chains: ReadonlyArray<readonly Position[]>, nodes: Nodes): number[][] {
  const segments = chains.flatMap(segmentsOf)
  // Sorted by their west ends, each is compared only with those that begin before it ends.
  const order = [...segments].sort((a, b) => westOf(a) - westOf(b))
  for (const [index, segment] of order.entries()) {
    const east = Math.max(segment.from[0]!, segment.to[0]!) + MEETS_DEGREES
    for (let other = index + 1; other < order.length && westOf(order[other]!) <= east; other++)
      meet(segment, order[other]!)
  }
  // Corners first: where a crossing falls onto a corner, the corner's position stays.
  for (const chain of chains) for (const position of chain) nodes.numberOf(position)
  const numbered: number[][] = chains.map(() => [])
  for (const { chain, from, to, stops } of segments) {
    const along = [from, ...stops.sort((a, b) => a.along - b.along).map(({ position }) => position), to]
    for (const position of along) append(numbered[chain]!, nodes.numberOf(position))
  }
  return numbered
}

/** How far along a segment (0–1) each of its meetings with another lies: none, one, or the two ends of a shared stretch. */
export function meetingsOf(
  [a, b]: readonly [Position, Position],
  [c, d]: readonly [Position, Position],
): readonly { readonly position: Position; readonly alongFirst: number; readonly alongSecond: number }[] {
  const touches = [
    ...touch([a, b], c, 0).map(swap),
    ...touch([a, b], d, 1).map(swap),
    ...touch([c, d], a, 0),
    ...touch([c, d], b, 1),
  ]
  if (touches.length > 0) return touches
  const [ux, uy] = [b[0]! - a[0]!, b[1]! - a[1]!]
  const [vx, vy] = [d[0]! - c[0]!, d[1]! - c[1]!]
  const cross = ux * vy - uy * vx
  if (cross === 0) return []
  const [wx, wy] = [c[0]! - a[0]!, c[1]! - a[1]!]
  const alongFirst = (wx * vy - wy * vx) / cross
  const alongSecond = (wx * uy - wy * ux) / cross
  if (alongFirst <= 0 || alongFirst >= 1 || alongSecond <= 0 || alongSecond >= 1) return []
  return [{ position: between(a, b, alongFirst), alongFirst, alongSecond }]
}

/** The position a share of the way along a segment, with a height where both ends have one. */
export function between(a: Position, b: Position, share: number): Position {
  const count = Math.min(a.length, b.length)
  return Array.from({ length: count }, (_, axis) => a[axis]! + (b[axis]! - a[axis]!) * share)
}

function segmentsOf(chain: readonly Position[], number: number): Segment[] {
  return chain.slice(1).map((to, index) => ({ chain: number, from: chain[index]!, to, stops: [] }))
}

function westOf({ from, to }: Segment): number {
  return Math.min(from[0]!, to[0]!)
}

function meet(a: Segment, b: Segment): void {
  const reach = MEETS_DEGREES
  if (Math.max(a.from[1]!, a.to[1]!) + reach < Math.min(b.from[1]!, b.to[1]!)) return
  if (Math.max(b.from[1]!, b.to[1]!) + reach < Math.min(a.from[1]!, a.to[1]!)) return
  for (const { position, alongFirst, alongSecond } of meetingsOf([a.from, a.to], [b.from, b.to])) {
    if (alongFirst > 0 && alongFirst < 1) a.stops.push({ along: alongFirst, position })
    if (alongSecond > 0 && alongSecond < 1) b.stops.push({ along: alongSecond, position })
  }
}

interface Touch {
  readonly position: Position
  readonly alongFirst: number
  readonly alongSecond: number
}

/** A segment's end (`ownShare` along it) where it lies on another: that other's share comes second. */
function touch([from, to]: readonly [Position, Position], end: Position, ownShare: number): readonly Touch[] {
  const [ux, uy] = [to[0]! - from[0]!, to[1]! - from[1]!]
  const [wx, wy] = [end[0]! - from[0]!, end[1]! - from[1]!]
  const length2 = ux * ux + uy * uy
  const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, (wx * ux + wy * uy) / length2))
  const isOn = Math.hypot(wx - share * ux, wy - share * uy) <= MEETS_DEGREES
  return isOn ? [{ position: end, alongFirst: ownShare, alongSecond: share }] : []
}

function swap({ position, alongFirst, alongSecond }: Touch): Touch {
  return { position, alongFirst: alongSecond, alongSecond: alongFirst }
}

function append(chain: number[], node: number): void {
  if (chain.at(-1) !== node) chain.push(node)
}
