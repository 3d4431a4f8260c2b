/** Shapes as they come, made fit to keep: finite, closed, without repeats, not crossing themselves. Or the reason why not. */
import type { Geometry, Polygon, Position } from 'geojson'
import { contains, mendRing, signedArea } from './mend-ring.ts'

export interface CleanedGeometry {
  readonly geometry: Geometry | null
  /** Message id of why the shape cannot be taken, or null. */
  readonly reason: string | null
  readonly mended: boolean
  /** A ring crosses itself in a way that could mean either; it is left as it was drawn, for the caller to take or refuse. */
  readonly crossing: boolean
}

class Unfit extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Cleans a geometry already in degrees. A null or empty shape comes back as null without a reason. */
export function cleanGeometry(geometry: Geometry | null): CleanedGeometry {
  if (!geometry) return { geometry: null, reason: null, mended: false, crossing: false }
  const state = { mended: false, crossing: false }
  try {
    return { geometry: cleanAny(geometry, state), reason: null, ...state }
  } catch (error) {
    if (error instanceof Unfit) return { geometry: null, reason: error.reason, mended: false, crossing: false }
    throw error
  }
}

interface State {
  mended: boolean
  crossing: boolean
}

function cleanAny(geometry: Geometry, state: State): Geometry | null {
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: finite(geometry.coordinates) }
    case 'MultiPoint':
      return geometry.coordinates.length === 0 ? null : { ...geometry, coordinates: geometry.coordinates.map(finite) }
    case 'LineString':
      return geometry.coordinates.length === 0 ? null : { ...geometry, coordinates: line(geometry.coordinates) }
    case 'MultiLineString': {
      const lines = geometry.coordinates.filter((part) => part.length > 0).map(line)
      return lines.length === 0 ? null : { type: 'MultiLineString', coordinates: lines }
    }
    case 'Polygon':
      return polygons([geometry.coordinates], state, false)
    case 'MultiPolygon':
      return polygons(geometry.coordinates, state, true)
    case 'GeometryCollection': {
      const parts = geometry.geometries.map((part) => cleanAny(part, state)).filter((part) => part !== null)
      return parts.length === 0 ? null : { type: 'GeometryCollection', geometries: parts }
    }
  }
}

function finite(position: Position): Position {
  const [x, y] = position
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Unfit('refused.coordinates-not-finite')
  if (Math.abs(x!) > 360 || Math.abs(y!) > 90.000001) throw new Unfit('refused.coordinates-off-the-earth')
  return [x!, y!]
}

/** A line of one point (a track that never moved) becomes one of no length, which is still a line. */
function line(positions: readonly Position[]): Position[] {
  const out = positions.map(finite)
  return out.length === 1 ? [out[0]!, out[0]!] : out
}

function polygons(list: readonly Position[][][], state: State, multi: boolean): Geometry | null {
  const given = list.filter((rings) => rings.length > 0)
  if (given.length === 0) return null
  const cleaned = given.flatMap((rings) => cleanPolygon(rings, state))
  if (cleaned.length === 0) throw new Unfit('refused.polygon-without-area')
  if (!multi && cleaned.length === 1) return { type: 'Polygon', coordinates: cleaned[0]! } satisfies Polygon
  return { type: 'MultiPolygon', coordinates: cleaned }
}

/** One polygon as one or (mended) several; nothing where it has no area. */
function cleanPolygon(rings: readonly Position[][], state: State): Position[][][] {
  const [shell, ...holes] = rings.map((ring) => closeRing(ring, state))
  if (!shell) return []
  const parts = simpleParts(shell, state)
  for (const hole of holes) {
    for (const [outer] of hole ? simpleParts(hole, state) : []) {
      const around = parts.length === 1 ? parts[0] : parts.find((part) => contains(part[0]!, middleOf(outer!)))
      // Outside every part it cuts nothing out.
      around?.push(outer!)
    }
  }
  return parts.map((part) => part.map((ring, index) => oriented(ring, index === 0 ? 1 : -1)))
}

/** A ring as polygons that do not cross themselves. */
function simpleParts(ring: Position[], state: State): Position[][][] {
  const result = mendRing(ring)
  if (result.kind === 'ambiguous') {
    state.crossing = true
    return [[ring]]
  }
  if (result.kind === 'simple') return signedArea(ring) === 0 ? [] : [[ring]]
  state.mended = true
  return result.polygons.map((part) => [...part])
}

function middleOf(ring: readonly Position[]): Position {
  return [(ring[0]![0]! + ring[1]![0]!) / 2, (ring[0]![1]! + ring[1]![1]!) / 2]
}

/** The ring closed and without repeated neighbours; null where nothing with an area is left. */
function closeRing(ring: readonly Position[], state: State): Position[] | null {
  const out: Position[] = []
  for (const position of ring) {
    const point = finite(position)
    const last = out.at(-1)
    if (!last || last[0] !== point[0] || last[1] !== point[1]) out.push(point)
  }
  const [first, last] = [out[0], out.at(-1)]
  if (!first || !last) return null
  if (first[0] !== last[0] || first[1] !== last[1]) {
    out.push([first[0]!, first[1]!])
    state.mended = true
  }
  return out.length < 4 ? null : out
}

/** Shells anticlockwise, holes clockwise, as GeoJSON asks (RFC 7946, 3.1.6). */
function oriented(ring: Position[], sign: 1 | -1): Position[] {
  return Math.sign(signedArea(ring)) === sign ? ring : ring.reverse()
}
