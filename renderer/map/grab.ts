/** What a hand at a spot of the screen takes hold of: a corner, the middle of a side, or the inside of a part. */
import type { Position } from 'geojson'
import { isInside } from '../shapes/faces.ts'
import { kindOf, type PartPath, type PlaceGeometry, partsOf } from '../shapes/parts.ts'

export type Project = (lng: number, lat: number) => { readonly x: number; readonly y: number }

export interface Screen {
  readonly x: number
  readonly y: number
  readonly at: Position
  readonly project: Project
}

export type Grab =
  | { readonly kind: 'corner'; readonly index: number }
  /** The side that begins at this corner, by its middle. */
  | { readonly kind: 'side'; readonly index: number }
  | { readonly kind: 'inside' }

const CORNER_PX = 10
const MIDDLE_PX = 8
const LINE_PX = 10
const POINT_PX = 16
/** Shorter sides show no middle: it could not be told from their corners. */
const LEAST_SIDE_PX = 28

/** What is taken hold of; corners and sides only of the chosen part. Null beside the shape. */
export function grabAt(geometry: PlaceGeometry, path: PartPath, screen: Screen): Grab | null {
  const kind = kindOf(geometry)
  const ring = partsOf(geometry)[path.part]?.[path.ring] ?? []
  if (kind !== 'Point') {
    const corner = nearestOf(ring.slice(0, kind === 'Polygon' ? -1 : undefined), screen, CORNER_PX)
    if (corner !== null) return { kind: 'corner', index: corner }
    const middles = middlesOf(ring, screen.project)
    const middle = nearestOf(
      middles.map(({ position }) => position),
      screen,
      MIDDLE_PX,
    )
    if (middle !== null) return { kind: 'side', index: middles[middle]!.index }
  }
  return partAt(geometry, screen) ? { kind: 'inside' } : null
}

/** Middles of the sides that are long enough on the screen to show one, by the corner each begins at. */
export function middlesOf(
  ring: readonly Position[],
  project: Project,
): readonly { position: Position; index: number }[] {
  return ring.slice(1).flatMap((to, index) => {
    const from = ring[index]!
    const [a, b] = [project(from[0]!, from[1]!), project(to[0]!, to[1]!)]
    if (Math.hypot(a.x - b.x, a.y - b.y) < LEAST_SIDE_PX) return []
    return [{ position: [(from[0]! + to[0]!) / 2, (from[1]! + to[1]!) / 2], index }]
  })
}

/** The part or hole at a spot: the outline under it, else the hole or the part around it. Null beside all of them. */
export function partAt(geometry: PlaceGeometry, screen: Screen): PartPath | null {
  const kind = kindOf(geometry)
  const parts = partsOf(geometry)
  let best: { path: PartPath; distance: number } | null = null
  for (const [part, rings] of parts.entries()) {
    for (const [ring, positions] of rings.entries()) {
      const distance = distancePx(positions, screen)
      if (distance <= (kind === 'Point' ? POINT_PX : LINE_PX) && (!best || distance < best.distance))
        best = { path: { part, ring }, distance }
    }
  }
  if (best || kind !== 'Polygon') return best?.path ?? null
  for (const [part, rings] of parts.entries()) {
    const [outer] = rings
    if (!outer || !isInside(screen.at, [outer])) continue
    const hole = rings.findIndex((ring, index) => index > 0 && isInside(screen.at, [ring]))
    return { part, ring: Math.max(0, hole) }
  }
  return null
}

function nearestOf(positions: readonly Position[], { x, y, project }: Screen, withinPx: number): number | null {
  let best: number | null = null
  let nearest = withinPx
  for (const [index, [lon = 0, lat = 0]] of positions.entries()) {
    const spot = project(lon, lat)
    const distance = Math.hypot(spot.x - x, spot.y - y)
    if (distance > nearest) continue
    nearest = distance
    best = index
  }
  return best
}

function distancePx(positions: readonly Position[], { x, y, project }: Screen): number {
  const spots = positions.map(([lon = 0, lat = 0]) => project(lon, lat))
  const [only] = spots
  if (spots.length === 1 && only) return Math.hypot(only.x - x, only.y - y)
  let nearest = Number.POSITIVE_INFINITY
  for (const [index, to] of spots.slice(1).entries()) {
    const from = spots[index]!
    const [ux, uy] = [to.x - from.x, to.y - from.y]
    const share = Math.min(1, Math.max(0, ((x - from.x) * ux + (y - from.y) * uy) / (ux * ux + uy * uy || 1)))
    nearest = Math.min(nearest, Math.hypot(from.x + share * ux - x, from.y + share * uy - y))
  }
  return nearest
}
