/**
 * A network of roads from the lines of an imported layer. Which way a road may be driven is ignored, and so are kinds of road:
 * layers name them in their own words.
 */
import type { Position } from 'geojson'
import { joinStretches, type Stretches, stretchGridSteps } from './join-roads.ts'
import { RoadNodes } from './road-nodes.ts'
import type { SegmentGrid } from './segment-grid.ts'

export interface RoadGraph {
  /** Metres east and north of the equator and the prime meridian, in a plane with the scale of the layer's middle latitude. */
  readonly plane: Plane
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** Nodes of stretch s: ends[2s], ends[2s + 1]. */
  readonly ends: Uint32Array
  readonly lengthsM: Float64Array
  /** Stretches at node n: stretches[starts[n]…starts[n + 1]). */
  readonly starts: Uint32Array
  readonly stretches: Uint32Array
  readonly grid: SegmentGrid
}

/** Degrees to metres on the sphere of mean radius, east-west as at one latitude: within 0.5 % over 150 km in Thailand. */
export interface Plane {
  readonly perLon: number
  readonly perLat: number
}

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180
const VERTICES_PER_STEP = 5000

export function planeAt(lat: number): Plane {
  return { perLat: METRES_PER_DEGREE, perLon: METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180) }
}

/** The network of these lines (lon, lat), in steps of a few milliseconds. */
export function* roadGraphSteps(lines: readonly (readonly Position[])[]): Generator<void, RoadGraph> {
  const plane = planeAt(middleLat(lines))
  const nodes = new RoadNodes()
  const drawn: Stretches = []
  const lineEnds = new Set<number>()
  let vertices = 0
  for (const line of lines) {
    let before = -1
    for (const [lon = 0, lat = 0] of line) {
      if (vertices++ % VERTICES_PER_STEP === 0) yield
      const node = nodes.at(lon * plane.perLon, lat * plane.perLat)
      if (before < 0) lineEnds.add(node)
      else if (node !== before) drawn.push(before, node)
      before = node
    }
    if (before >= 0) lineEnds.add(before)
  }
  const joined = yield* joinStretches(nodes, drawn, lineEnds)
  const grid = yield* stretchGridSteps(nodes, joined)
  return { plane, ...(yield* linkSteps(nodes, joined)), grid }
}

function* linkSteps(nodes: RoadNodes, joined: Stretches): Generator<void, Omit<RoadGraph, 'plane' | 'grid'>> {
  const xs = Float64Array.from(nodes.xs)
  const ys = Float64Array.from(nodes.ys)
  const ends = Uint32Array.from(joined)
  yield
  const lengthsM = new Float64Array(ends.length / 2)
  const starts = new Uint32Array(xs.length + 1)
  for (let i = 0; i < ends.length; i++) starts[ends[i]! + 1]!++
  for (let node = 1; node < starts.length; node++) starts[node] = starts[node]! + starts[node - 1]!
  yield
  const next = starts.slice()
  const stretches = new Uint32Array(ends.length)
  for (let s = 0; s < lengthsM.length; s++) {
    const [a, b] = [ends[s * 2]!, ends[s * 2 + 1]!]
    lengthsM[s] = Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!)
    stretches[next[a]!++] = s
    stretches[next[b]!++] = s
  }
  return { xs, ys, ends, lengthsM, starts, stretches }
}

function middleLat(lines: readonly (readonly Position[])[]): number {
  let [south, north] = [90, -90]
  for (const line of lines) {
    for (const [, lat = 0] of line) {
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
  }
  return south <= north ? (south + north) / 2 : 0
}
