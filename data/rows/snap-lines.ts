/**
 * What a pen is held to within a box of the map: boundaries of every level, and items. Positions are those of the file, never a
 * simplified tile's, so that what is drawn along a border has the border's own corners.
 */
import type { Database } from 'better-sqlite3'
import type { Geometry, Position } from 'geojson'
import type { SnapLines } from '../contract/api.ts'
import type { Box } from '../contract/imports.ts'
import { giveWay } from '../jobs/turns.ts'
import { currentVersion } from '../store/datasets.ts'
import { decodeGeometry } from '../store/geometry.ts'
import { rtreeName } from '../store/layers.ts'
import { quoteName } from '../store/sql.ts'

/** More than this, and a screen shows no single border any more: corners alone are told. */
const MOST_POSITIONS = 60_000
/** About the dots of a screen across the box. */
const DOTS_ACROSS = 1400
/** How long the thread is held at a time. */
const SLICE_MS = 8
/** From small to large: the border of an amphoe is its tambons', and is told once. */
const levels = ['village', 'tambon', 'amphoe', 'province'] as const

type Point = [lon: number, lat: number]
type Stretch = SnapLines['lines'][number]

/** Stretches within the box, each border once; corners alone where that would be too much to draw by. */
export async function readSnapLines(db: Database, box: Box): Promise<SnapLines> {
  const lines: Stretch[] = []
  const told = new Set<string>()
  let count = 0
  let started = performance.now()
  for (const { item, geometry } of shapesWithin(db, box)) {
    for (const positions of stretchesWithin(geometry, box, item === null ? told : new Set())) {
      lines.push({ item, positions })
      count += positions.length
    }
    if (performance.now() - started < SLICE_MS) continue
    await giveWay()
    started = performance.now()
  }
  return count <= MOST_POSITIONS ? { lines, corners: [] } : { lines: [], corners: oneInEachDot(lines, box) }
}

function* shapesWithin(db: Database, box: Box): Generator<{ item: string | null; geometry: Geometry }> {
  for (const level of levels) {
    const table = currentVersion(db, `areas:${level}`)?.table
    if (table) yield* rowsWithin(db, { table, item: 'NULL', where: '' }, box)
  }
  yield* rowsWithin(db, { table: 'plan_item', item: 't.item_id', where: 'AND NOT t.dropped AND t.placed' }, box)
}

function* rowsWithin(
  db: Database,
  { table, item, where }: { readonly table: string; readonly item: string; readonly where: string },
  [minX, minY, maxX, maxY]: Box,
): Generator<{ item: string | null; geometry: Geometry }> {
  // The rows are looked up first: a statement that stays open would hold the database while the thread is given away.
  const fids = db
    .prepare<object, number>(
      `SELECT r.id FROM ${quoteName(rtreeName(table))} r
       WHERE r.minx <= @maxX AND r.maxx >= @minX AND r.miny <= @maxY AND r.maxy >= @minY ORDER BY r.id`,
    )
    .pluck()
    .all({ minX, minY, maxX, maxY })
  const rowOf = db.prepare<[number], { item: string | null; geom: Uint8Array | null }>(
    `SELECT ${item} AS item, t.geom FROM ${quoteName(table)} t WHERE t.fid = ? ${where}`,
  )
  for (const fid of fids) {
    const row = rowOf.get(fid)
    const geometry = row?.geom ? decodeGeometry(row.geom) : null
    if (row && geometry) yield { item: row.item, geometry }
  }
}

/** The stretches of a shape whose sides meet the box and were not told before. */
function* stretchesWithin(geometry: Geometry, box: Box, told: Set<string>): Generator<Point[]> {
  for (const chain of chainsOf(geometry)) {
    const points = chain.map(([x = 0, y = 0]): Point => [x, y])
    const [only] = points
    if (points.length === 1 && only && meets(only, only, box)) yield [only]
    let stretch: Point[] = []
    for (let index = 1; index < points.length; index++) {
      const [from, to] = [points[index - 1]!, points[index]!]
      if (meets(from, to, box) && isNew(from, to, told)) {
        if (stretch.length === 0) stretch.push(from)
        stretch.push(to)
      } else if (stretch.length > 0) {
        yield stretch
        stretch = []
      }
    }
    if (stretch.length > 0) yield stretch
  }
}

function chainsOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]]
    case 'MultiPoint':
      return geometry.coordinates.map((position) => [position])
    case 'LineString':
      return [geometry.coordinates]
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates
    case 'MultiPolygon':
      return geometry.coordinates.flat()
    case 'GeometryCollection':
      return geometry.geometries.flatMap(chainsOf)
  }
}

function meets([ax, ay]: Point, [bx, by]: Point, [minX, minY, maxX, maxY]: Box): boolean {
  return Math.min(ax, bx) <= maxX && Math.max(ax, bx) >= minX && Math.min(ay, by) <= maxY && Math.max(ay, by) >= minY
}

/** Neighbours go along the same side in opposite directions. */
function isNew(from: Point, to: Point, told: Set<string>): boolean {
  const isForward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1])
  const key = isForward ? `${from[0]},${from[1]},${to[0]},${to[1]}` : `${to[0]},${to[1]},${from[0]},${from[1]}`
  if (told.has(key)) return false
  told.add(key)
  return true
}

function oneInEachDot(lines: readonly Stretch[], [minX, minY, maxX]: Box): Point[] {
  const step = (maxX - minX) / DOTS_ACROSS
  const dots = new Map<string, Point>()
  for (const { positions } of lines) {
    for (const [x, y] of positions) {
      const key = `${Math.floor((x - minX) / step)},${Math.floor((y - minY) / step)}`
      if (!dots.has(key)) dots.set(key, [x, y])
    }
  }
  return [...dots.values()]
}
