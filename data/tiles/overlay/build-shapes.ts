/**
 * From features to `Shapes`: positions become world units, shared borders become arcs (topojson-server), every vertex gets
 * its weight (topojson-simplify), and everything is packed into typed arrays.
 */
import type { Geometry, GeometryCollection, Position } from 'geojson'
import { topology } from 'topojson-server'
import { presimplify } from 'topojson-simplify'
import { anchorOf } from './anchor.ts'
import { GeometryKind } from './mvt-writer.ts'
import type { Shapes } from './shapes.ts'
import { worldX, worldY } from './world.ts'

export interface ShapeFeature {
  readonly fid: number
  readonly geometry: Geometry | null
  /** Where its label stands, degrees; found from the geometry where absent. */
  readonly anchor?: readonly [lon: number, lat: number] | null
}

/** Positions of one entry in world units: polygons › rings › positions; lines and points have one ring a part. */
type Rings = [number, number][][][]

interface Entry {
  readonly fid: number
  readonly kind: GeometryKind
  readonly rings: Rings
  readonly anchor: readonly [number, number]
}

/** Arcs are weighed in batches, so that the objects this takes never stand for the whole country at once. */
const ARCS_PER_BATCH = 4000

/** Features as shapes, in the order given (`'as-given'`) or the largest first. Features without geometry are left out. */
export function buildShapes(features: Iterable<ShapeFeature>, order: 'as-given' | 'largest-first'): Shapes {
  const entries: Entry[] = []
  for (const feature of features) entries.push(...entriesOf(feature))
  if (order === 'largest-first') sortLargestFirst(entries)
  const { arcs, partsOf } = toArcs(entries)
  return pack(entries, arcs, partsOf)
}

function entriesOf({ fid, geometry, anchor }: ShapeFeature): Entry[] {
  const byKind: Record<GeometryKind, Rings> = { 1: [], 2: [], 3: [] }
  if (geometry) collect(geometry, byKind)
  const given = anchor ? ([worldX(anchor[0]), worldY(anchor[1])] as const) : null
  return ([GeometryKind.point, GeometryKind.line, GeometryKind.polygon] as const)
    .filter((kind) => byKind[kind].length > 0)
    .map((kind) => ({ fid, kind, rings: byKind[kind], anchor: given ?? anchorOf(kind, byKind[kind]) }))
}

function collect(geometry: Geometry, into: Record<GeometryKind, Rings>): void {
  const point = (position: Position) => {
    const world = toWorld([position], 1)
    if (world) into[1].push([world])
  }
  const line = (positions: Position[]) => {
    const world = toWorld(positions, 2)
    if (world) into[2].push([world])
  }
  const polygon = (rings: Position[][]) => {
    const world = rings.map((ring) => toWorld(ring, 4))
    // Without its outer ring a polygon is nothing; a hole that shrank away is no loss.
    if (world[0]) into[3].push(world.filter((ring) => ring !== null))
  }
  switch (geometry.type) {
    case 'Point':
      point(geometry.coordinates)
      break
    case 'MultiPoint':
      for (const position of geometry.coordinates) point(position)
      break
    case 'LineString':
      line(geometry.coordinates)
      break
    case 'MultiLineString':
      for (const part of geometry.coordinates) line(part)
      break
    case 'Polygon':
      polygon(geometry.coordinates)
      break
    case 'MultiPolygon':
      for (const part of geometry.coordinates) polygon(part)
      break
    case 'GeometryCollection':
      for (const part of geometry.geometries) collect(part, into)
  }
}

function toWorld(positions: readonly Position[], fewest: number): [number, number][] | null {
  const out: [number, number][] = []
  for (const position of positions) {
    const lon = position[0] ?? Number.NaN
    const lat = position[1] ?? Number.NaN
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) continue
    const x = worldX(lon)
    const y = worldY(lat)
    const last = out[out.length - 1]
    if (!last || last[0] !== x || last[1] !== y) out.push([x, y])
  }
  return out.length >= fewest ? out : null
}

function sortLargestFirst(entries: Entry[]): void {
  const sizes = new Map(entries.map((entry) => [entry, sizeOf(entry)]))
  entries.sort((a, b) => sizes.get(b)! - sizes.get(a)!)
}

function sizeOf(entry: Entry): number {
  const [minX, minY, maxX, maxY] = boxOfRings(entry.rings)
  return Math.max(maxX - minX, maxY - minY)
}

function boxOfRings(rings: Rings): [number, number, number, number] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const part of rings) {
    for (const [x, y] of part.flat()) {
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
    }
  }
  return [minX, minY, maxX, maxY]
}

type Arc = readonly (readonly number[])[]
type Part = { readonly refs: readonly number[]; readonly hole: boolean }

/** Cuts lines and rings into shared arcs; points become arcs of one vertex. */
function toArcs(entries: readonly Entry[]): { arcs: Arc[]; partsOf: Part[][] } {
  const outlined = entries.filter((entry) => entry.kind !== GeometryKind.point)
  const geometries = outlined.map((entry) =>
    entry.kind === GeometryKind.polygon
      ? { type: 'MultiPolygon' as const, coordinates: entry.rings }
      : { type: 'MultiLineString' as const, coordinates: entry.rings.map((part) => part[0]!) },
  )
  const all: GeometryCollection = { type: 'GeometryCollection', geometries }
  const cut = topology({ all })
  const collection = cut.objects.all as unknown as { geometries: { arcs: number[][][] | number[][] }[] }
  const arcs = cut.arcs as unknown as Arc[]
  const cutParts = new Map<Entry, Part[]>()
  outlined.forEach((entry, index) => {
    const refs = collection.geometries[index]!.arcs
    cutParts.set(
      entry,
      entry.kind === GeometryKind.polygon
        ? (refs as number[][][]).flatMap((rings) => rings.map((ring, i) => ({ refs: ring, hole: i > 0 })))
        : (refs as number[][]).map((line) => ({ refs: line, hole: false })),
    )
  })
  const pointParts = (entry: Entry): Part[] =>
    entry.rings.map((part) => ({ refs: [arcs.push(part[0]!) - 1], hole: false }))
  return { arcs, partsOf: entries.map((entry) => cutParts.get(entry) ?? pointParts(entry)) }
}

function pack(entries: readonly Entry[], arcs: readonly Arc[], partsOf: readonly Part[][]): Shapes {
  const parts = partsOf.flat()
  const shapes: Shapes = {
    count: entries.length,
    fids: Float64Array.from(entries, (entry) => entry.fid),
    kinds: Uint8Array.from(entries, (entry) => entry.kind),
    boxes: Int32Array.from(entries.flatMap((entry) => boxOfRings(entry.rings))),
    anchors: Int32Array.from(entries.flatMap((entry) => [...entry.anchor])),
    partStarts: starts(partsOf.map((list) => list.length)),
    holes: Uint8Array.from(parts, (part) => Number(part.hole)),
    refStarts: starts(parts.map((part) => part.refs.length)),
    refs: Int32Array.from(parts.flatMap((part) => [...part.refs])),
    ...packArcs(arcs),
  }
  keepRingsOpen(shapes)
  return shapes
}

function starts(lengths: readonly number[]): Uint32Array {
  const out = new Uint32Array(lengths.length + 1)
  for (const [index, length] of lengths.entries()) out[index + 1] = out[index]! + length
  return out
}

function packArcs(arcs: readonly Arc[]): Pick<Shapes, 'arcStarts' | 'xs' | 'ys' | 'weights'> {
  const arcStarts = starts(arcs.map((arc) => arc.length))
  const total = arcStarts[arcs.length]!
  const packed = {
    arcStarts,
    xs: new Int32Array(total),
    ys: new Int32Array(total),
    weights: new Float32Array(total).fill(Infinity),
  }
  let at = 0
  for (let first = 0; first < arcs.length; first += ARCS_PER_BATCH) {
    const batch = arcs.slice(first, first + ARCS_PER_BATCH)
    const weighed = presimplify({ type: 'Topology', objects: {}, arcs: batch }).arcs
    for (const arc of weighed) {
      for (const [x, y, weight] of arc) {
        packed.xs[at] = x
        packed.ys[at] = y
        packed.weights[at++] = weight
      }
    }
  }
  return packed
}

/**
 * A ring made of one or two arcs could shrink to a line as its vertices are left out. Its weightiest inner vertices are
 * therefore never left out; because arcs are shared, the ring's neighbours keep them too.
 */
function keepRingsOpen(shapes: Shapes): void {
  for (let entry = 0; entry < shapes.count; entry++) {
    if (shapes.kinds[entry] !== GeometryKind.polygon) continue
    for (let part = shapes.partStarts[entry]!; part < shapes.partStarts[entry + 1]!; part++) {
      const refs = shapes.refs.subarray(shapes.refStarts[part]!, shapes.refStarts[part + 1]!)
      if (refs.length > 2) continue
      const arcs = Array.from(refs, (ref) => (ref < 0 ? ~ref : ref))
      for (let left = refs.length === 1 ? 2 : 1; left > 0; left--) keepWeightiest(shapes, arcs)
    }
  }
}

function keepWeightiest(shapes: Shapes, arcs: readonly number[]): void {
  let best = -1
  for (const arc of arcs) {
    for (let at = shapes.arcStarts[arc]! + 1; at < shapes.arcStarts[arc + 1]! - 1; at++) {
      if (shapes.weights[at] === Infinity) continue
      if (best < 0 || shapes.weights[at]! > shapes.weights[best]!) best = at
    }
  }
  if (best >= 0) shapes.weights[best] = Infinity
}
