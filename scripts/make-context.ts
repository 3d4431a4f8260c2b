/**
 * Makes resources/context/*.json: the land, coasts, borders and names around Thailand that are shown when there is no basemap.
 * Source: Natural Earth 4.1 through the npm package world-atlas 2.0.2 (public domain). Near land and borders are of its 1:10m
 * scale, cut to South-East Asia; the rest of the world is of 1:110m. Run: node scripts/make-context.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { bboxClip } from '@turf/bbox-clip'
import type { Feature, FeatureCollection, LineString, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson'
import { feature, merge, mesh } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, simplify } from 'topojson-simplify'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'

type Box = [number, number, number, number]
type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>

/** What is near: from Bangladesh to the Philippines and from Sumatra to the Yangtze. */
const near: Box = [86, -9, 127, 31]
/** The rest of the world in four pieces around it. */
const far: Box[] = [
  [-180, -85, near[0], 85],
  [near[2], -85, 180, 85],
  [near[0], -85, near[2], near[1]],
  [near[0], near[3], near[2], 85],
]
/** Vertices that bend an outline less than this (degrees²) are left out: about one kilometre. */
const LEAST_BEND = 0.0002
const DECIMALS = 3
/** Quantisation of the written file: the world in this many steps, 0.004° each. */
const STEPS = 1e5
const LARGEST_BYTES = 300_000

const names: [lon: number, lat: number, th: string, en: string, kind: 'country' | 'sea', rank: number][] = [
  [101.0, 15.6, 'ประเทศไทย', 'Thailand', 'country', 1],
  [102.9, 19.6, 'ลาว', 'Laos', 'country', 2],
  [104.9, 12.7, 'กัมพูชา', 'Cambodia', 'country', 2],
  [96.2, 21.2, 'เมียนมา', 'Myanmar', 'country', 2],
  [108.3, 13.4, 'เวียดนาม', 'Vietnam', 'country', 2],
  [102.3, 4.2, 'มาเลเซีย', 'Malaysia', 'country', 2],
  [113.8, 2.9, 'มาเลเซีย', 'Malaysia', 'country', 4],
  [103.82, 1.35, 'สิงคโปร์', 'Singapore', 'country', 4],
  [101.6, -0.9, 'อินโดนีเซีย', 'Indonesia', 'country', 3],
  [114.0, -1.0, 'อินโดนีเซีย', 'Indonesia', 'country', 4],
  [114.7, 4.5, 'บรูไน', 'Brunei', 'country', 4],
  [121.3, 16.6, 'ฟิลิปปินส์', 'Philippines', 'country', 3],
  [106.5, 26.5, 'จีน', 'China', 'country', 2],
  [90.3, 24.2, 'บังกลาเทศ', 'Bangladesh', 'country', 3],
  [93.2, 26.2, 'อินเดีย', 'India', 'country', 3],
  [101.2, 10.2, 'อ่าวไทย', 'Gulf of Thailand', 'sea', 1],
  [95.6, 10.6, 'ทะเลอันดามัน', 'Andaman Sea', 'sea', 1],
  [112.6, 12.6, 'ทะเลจีนใต้', 'South China Sea', 'sea', 2],
  [89.0, 14.5, 'อ่าวเบงกอล', 'Bay of Bengal', 'sea', 2],
]

const require = createRequire(import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}.json`), 'utf8')) as World

const detailed = simplify(presimplify(nearOnly(read('countries-10m')) as never), LEAST_BEND) as World
const countries = detailed.objects.countries
const coarse = read('land-110m')

const features: Feature[] = [
  tagged('land', clipPolygons(merge(detailed, countries.geometries as never), near)),
  ...far.map((box) => tagged('land', clipPolygons(wholeLand(coarse), box))),
  tagged(
    'border',
    clipLines(
      mesh(detailed, countries, (a: GeometryObject, b: GeometryObject) => a !== b),
      near,
    ),
  ),
  tagged(
    'coast',
    clipLines(
      mesh(detailed, countries, (a: GeometryObject, b: GeometryObject) => a === b),
      near,
    ),
  ),
  ...names.map(
    ([lon, lat, th, en, kind, rank]): Feature => ({
      type: 'Feature',
      properties: { part: kind, 'name:th': th, name: en, rank },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }),
  ),
]
const source = 'Natural Earth 4.1 (public domain) through world-atlas 2.0.2; names by Phaenthi'
const collection: FeatureCollection = { type: 'FeatureCollection', features }
// As TopoJSON the coast, which is also the land's edge, is written once.
const text = `${JSON.stringify({ source, ...topology({ context: collection }, STEPS) })}\n`
if (Buffer.byteLength(text) > LARGEST_BYTES) throw new Error(`${Buffer.byteLength(text)} bytes: raise LEAST_BEND`)
writeFileSync(new URL('../resources/context/south-east-asia.json', import.meta.url), text)
console.log(`${features.length} features, ${Buffer.byteLength(text)} bytes`)

/** The countries that reach into the near box; the others only cost time. */
function nearOnly(world: World): World {
  const geometries = world.objects.countries.geometries.filter((geometry) => {
    const shape = feature(world, geometry as never) as unknown as Feature<Polygon | MultiPolygon>
    return clipPolygons(shape.geometry, near).coordinates.length > 0
  })
  return { ...world, objects: { ...world.objects, countries: { type: 'GeometryCollection', geometries } } }
}

function wholeLand(world: World): MultiPolygon {
  return merge(world, world.objects.land.geometries as never)
}

function clipPolygons(geometry: Polygon | MultiPolygon, box: Box): MultiPolygon {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const kept = polygons.flatMap((coordinates): Position[][][] => {
    const clipped = bboxClip({ type: 'Polygon', coordinates }, box).geometry as Polygon | MultiPolygon
    return clipped.type === 'Polygon' ? [clipped.coordinates] : clipped.coordinates
  })
  const rounded = kept.map((rings) => rings.map(round).filter((ring) => ring.length >= 4))
  return { type: 'MultiPolygon', coordinates: rounded.filter((rings) => rings.length > 0) }
}

function clipLines(geometry: MultiLineString, box: Box): MultiLineString {
  const kept = geometry.coordinates.flatMap((coordinates): Position[][] => {
    const clipped = bboxClip({ type: 'LineString', coordinates }, box).geometry as LineString | MultiLineString
    return clipped.type === 'LineString' ? [clipped.coordinates] : clipped.coordinates
  })
  return { type: 'MultiLineString', coordinates: kept.map(round).filter((line) => line.length >= 2) }
}

function round(positions: Position[]): Position[] {
  const rounded = positions.map((position) => position.map((value) => Number(value.toFixed(DECIMALS))))
  return rounded.filter((position, i) => i === 0 || String(position) !== String(rounded[i - 1]))
}

function tagged(part: string, geometry: MultiPolygon | MultiLineString): Feature {
  return { type: 'Feature', properties: { part }, geometry }
}
