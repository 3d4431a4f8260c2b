/** Where the outlines of a geometry cross or touch themselves. */
import type { Position } from 'geojson'
import { meetingsOf } from './segments.ts'

interface Side {
  readonly ring: number
  readonly index: number
  readonly count: number
  readonly from: Position
  readonly to: Position
}

/**
 * How often rings of one part cross or touch, themselves or each other, apart from where neighbouring sides join. With `near`
 * only the sides that meet at that corner are compared with the rest: what dragging it can change.
 */
export function countCrossings(
  rings: ReadonlyArray<readonly Position[]>,
  near: { readonly ring: number; readonly index: number } | null = null,
): number {
  const sides = rings.flatMap((ring, number) => sidesOf(ring, number))
  let count = 0
  for (const [at, side] of sides.entries()) {
    const isNear = near === null || touchesCorner(side, near)
    if (!isNear) continue
    for (const [other, against] of sides.entries()) {
      if (other === at || (other < at && (near === null || touchesCorner(against, near)))) continue
      if (crosses(side, against)) count++
    }
  }
  return count
}

function sidesOf(ring: readonly Position[], number: number): Side[] {
  const count = ring.length - 1
  return ring.slice(1).map((to, index) => ({ ring: number, index, count, from: ring[index]!, to }))
}

function touchesCorner(
  { ring, index, count }: Side,
  corner: { readonly ring: number; readonly index: number },
): boolean {
  if (ring !== corner.ring) return false
  const at = corner.index % count
  return index === at || index === (at + count - 1) % count
}

function crosses(a: Side, b: Side): boolean {
  if (Math.max(a.from[0]!, a.to[0]!) < Math.min(b.from[0]!, b.to[0]!)) return false
  if (Math.max(b.from[0]!, b.to[0]!) < Math.min(a.from[0]!, a.to[0]!)) return false
  if (Math.max(a.from[1]!, a.to[1]!) < Math.min(b.from[1]!, b.to[1]!)) return false
  if (Math.max(b.from[1]!, b.to[1]!) < Math.min(a.from[1]!, a.to[1]!)) return false
  const meetings = meetingsOf([a.from, a.to], [b.from, b.to])
  if (a.ring !== b.ring)
    return meetings.some(({ alongFirst, alongSecond }) => isWithin(alongFirst) || isWithin(alongSecond))
  const areNeighbours = (a.index + 1) % a.count === b.index || (b.index + 1) % b.count === a.index
  // Neighbours share a corner; they cross only where one runs back along the other.
  return areNeighbours
    ? meetings.some(({ alongFirst, alongSecond }) => isWithin(alongFirst) || isWithin(alongSecond))
    : meetings.length > 0
}

function isWithin(share: number): boolean {
  return share > 0 && share < 1
}
