/** Shapes for property tests: simple rings around a centre, with holes that do not touch, on a fine grid and off it. */
import * as fc from 'fast-check'
import type { Position } from 'geojson'
import { signedArea } from './faces.ts'

/** A simple ring: corners in order of their angle around a centre. */
export function starRing(centre: Position, radius: number, corners = 24): fc.Arbitrary<Position[]> {
  return fc.array(fc.double({ min: 0.35, max: 1, noNaN: true }), { minLength: 3, maxLength: corners }).map((radii) => {
    const ring = radii.map((share, index): Position => {
      const angle = (index / radii.length) * 2 * Math.PI
      return [centre[0]! + share * radius * Math.cos(angle), centre[1]! + share * radius * Math.sin(angle)]
    })
    return [...ring, ring[0]!]
  })
}

/** An area in Thailand, about 100 km across, with up to two holes well inside. */
export const arbitraryArea: fc.Arbitrary<Position[][]> = fc
  .tuple(
    starRing([103, 16], 0.5),
    fc.option(starRing([102.93, 16.02], 0.03, 8)),
    fc.option(starRing([103.06, 15.98], 0.02, 8)),
  )
  // Three corners around a centre make a thin triangle at worst; holes are kept where they fit.
  .map(([outer, ...holes]) => {
    const reach = Math.min(...outer.map((_, index) => distanceToSide(outer, index)))
    const fitting = reach > 0.11 ? holes.filter((hole) => hole !== null) : []
    return [outer, ...fitting]
  })

/** A line that wanders over the area and beyond it. */
export const arbitraryCut: fc.Arbitrary<Position[]> = fc.array(
  fc.tuple(fc.double({ min: 102.3, max: 103.7, noNaN: true }), fc.double({ min: 15.3, max: 16.7, noNaN: true })),
  { minLength: 2, maxLength: 9 },
)

/** Area in square degrees of rings, outer less holes. */
export function areaOf(rings: ReadonlyArray<readonly Position[]>): number {
  return rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0)
}

function distanceToSide(ring: readonly Position[], index: number): number {
  const [a, b] = [ring[index]!, ring[(index + 1) % ring.length]!]
  const [ux, uy] = [b[0]! - a[0]!, b[1]! - a[1]!]
  const [wx, wy] = [103 - a[0]!, 16 - a[1]!]
  const share = Math.min(1, Math.max(0, (wx * ux + wy * uy) / (ux * ux + uy * uy || 1)))
  return Math.hypot(wx - share * ux, wy - share * uy)
}
