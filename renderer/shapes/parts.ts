/**
 * The parts of a place's geometry, edited one by one. Nothing else is touched: positions that were not moved stay the very
 * numbers they were, heights and further ordinates stay with their corner, extra parts and holes are kept.
 */
import type { Geometry, Position } from 'geojson'

/** A geometry of one kind of thing; places hold no collections. */
export type PlaceGeometry = Exclude<Geometry, { type: 'GeometryCollection' }>

/** One ring of an area's part (0 the outer one, then its holes), or a part of lines or points (ring 0). */
export interface PartPath {
  readonly part: number
  readonly ring: number
}
export interface CornerPath extends PartPath {
  readonly index: number
}

/** Each part as its rings; a line is one ring, a point a ring of one position. */
export type Parts = ReadonlyArray<ReadonlyArray<readonly Position[]>>

export function partsOf(geometry: PlaceGeometry): Parts {
  switch (geometry.type) {
    case 'Point':
      return [[[geometry.coordinates]]]
    case 'MultiPoint':
      return geometry.coordinates.map((position) => [[position]])
    case 'LineString':
      return [[geometry.coordinates]]
    case 'MultiLineString':
      return geometry.coordinates.map((line) => [line])
    case 'Polygon':
      return [geometry.coordinates]
    case 'MultiPolygon':
      return geometry.coordinates
  }
}

/** What a geometry is made of, whether it has one part or several. */
export function kindOf(geometry: PlaceGeometry): 'Point' | 'LineString' | 'Polygon' {
  return geometry.type.replace('Multi', '') as 'Point' | 'LineString' | 'Polygon'
}

/** Parts of a kind as a geometry: of several parts where there is more than one or `wasMulti`. Null without any. */
export function geometryOf(kind: ReturnType<typeof kindOf>, parts: Parts, wasMulti = false): PlaceGeometry | null {
  const [first] = parts
  if (!first) return null
  const isMulti = wasMulti || parts.length > 1
  const plain = (part: Parts[number]) => (kind === 'Polygon' ? part : kind === 'LineString' ? part[0]! : part[0]![0]!)
  return (isMulti
    ? { type: `Multi${kind}`, coordinates: parts.map(plain) }
    : { type: kind, coordinates: plain(first) }) as unknown as PlaceGeometry
}

/** One corner at another spot. Its further ordinates stay; a ring stays closed. */
export function moveCorner(geometry: PlaceGeometry, path: CornerPath, [lon = 0, lat = 0]: Position): PlaceGeometry {
  return changeRing(geometry, path, (ring) => {
    const moved = [lon, lat, ...(ring[path.index]?.slice(2) ?? [])]
    const isClosed = kindOf(geometry) === 'Polygon'
    const last = ring.length - 1
    return ring.map((position, index) =>
      index === path.index || (isClosed && index % last === 0 && path.index % last === 0) ? moved : position,
    )
  })
}

/** A new corner after this one; it has a height where both neighbours have one, the mean of theirs. */
export function insertCorner(geometry: PlaceGeometry, path: CornerPath, [lon = 0, lat = 0]: Position): PlaceGeometry {
  return changeRing(geometry, path, (ring) => {
    const [before, after] = [ring[path.index] ?? [], ring[path.index + 1] ?? []]
    const heights = before.slice(2, after.length).map((value, axis) => (value + after[axis + 2]!) / 2)
    return ring.toSpliced(path.index + 1, 0, [lon, lat, ...heights])
  })
}

/** Without this corner; null where too few would be left (an area needs three, a line two). */
export function removeCorner(geometry: PlaceGeometry, path: CornerPath): PlaceGeometry | null {
  const kind = kindOf(geometry)
  const ring = partsOf(geometry)[path.part]?.[path.ring] ?? []
  if (kind === 'Point' || ring.length <= (kind === 'Polygon' ? 4 : 2)) return null
  return changeRing(geometry, path, (positions) => {
    const last = positions.length - 1
    if (kind !== 'Polygon' || path.index % last !== 0) return positions.toSpliced(path.index, 1)
    const open = positions.slice(1, last)
    return [...open, open[0]!]
  })
}

/** A part more; a geometry of one part becomes one of several. */
export function addPart(geometry: PlaceGeometry, part: Parts[number]): PlaceGeometry {
  return geometryOf(kindOf(geometry), [...partsOf(geometry), part], isMulti(geometry))!
}

/** A hole more in one part of an area. */
export function addHole(geometry: PlaceGeometry, part: number, hole: readonly Position[]): PlaceGeometry {
  const parts = partsOf(geometry).map((rings, index) => (index === part ? [...rings, hole] : rings))
  return geometryOf(kindOf(geometry), parts, isMulti(geometry))!
}

/** Without this hole, or without the whole part where it is the outer ring; null where nothing is left. */
export function removePart(geometry: PlaceGeometry, { part, ring }: PartPath): PlaceGeometry | null {
  const parts = partsOf(geometry)
  const left =
    ring === 0
      ? parts.filter((_, index) => index !== part)
      : parts.map((rings, index) => (index === part ? rings.filter((_, at) => at !== ring) : rings))
  return geometryOf(kindOf(geometry), left, isMulti(geometry))
}

/** Every position carried along, of all parts or of one ring (a part's outer ring takes its holes with it). */
export function carry(
  geometry: PlaceGeometry,
  move: (position: Position) => Position,
  only: PartPath | null = null,
): PlaceGeometry {
  const parts = partsOf(geometry).map((rings, part) =>
    rings.map((ring, index) => {
      const goes = only === null || (part === only.part && (only.ring === 0 || index === only.ring))
      if (!goes) return ring
      return ring.map((position) => [...move(position).slice(0, 2), ...position.slice(2)])
    }),
  )
  return geometryOf(kindOf(geometry), parts, isMulti(geometry))!
}

export function isMulti(geometry: PlaceGeometry): boolean {
  return geometry.type.startsWith('Multi')
}

function changeRing(
  geometry: PlaceGeometry,
  { part, ring }: PartPath,
  change: (ring: readonly Position[]) => readonly Position[],
): PlaceGeometry {
  const parts = partsOf(geometry).map((rings, index) =>
    index === part ? rings.map((each, at) => (at === ring ? change(each) : each)) : rings,
  )
  return geometryOf(kindOf(geometry), parts, isMulti(geometry))!
}
