/**
 * Tiles of areas. Two layers: the areas themselves, and `<level>_label` with one point an area, so that an area which lies in
 * four tiles is named once. A feature's id is the place of its code among all codes of the version in ascending order.
 */
import type { Database } from 'better-sqlite3'
import type { AreaLevel } from '../../contract/imports.ts'
import { decodeGeometry } from '../../store/geometry.ts'
import { quoteName } from '../../store/sql.ts'
import { buildShapes, type ShapeFeature } from './build-shapes.ts'
import { drawShape } from './draw-shape.ts'
import { finishTile, GeometryKind, LayerWriter } from './mvt-writer.ts'
import { entriesWithin, packShapes, type Shapes, shapesByteLength, unpackShapes } from './shapes.ts'
import { thinPoints } from './thin-points.ts'
import { readSource } from './tile-store.ts'
import { frameOf, TILE_BUFFER, TILE_BYTES_LIMIT, TILE_EXTENT, type TileAddress, type TileFrame } from './world.ts'

export interface AreaShapes {
  readonly shapes: Shapes
  readonly level: AreaLevel
  /** By feature id. */
  readonly codes: readonly string[]
  readonly labels: readonly string[]
}

/** From which zoom on a level's names are in its tiles; further out they could not be read. */
const LABEL_MIN_ZOOM: Record<AreaLevel, number> = { province: 3, amphoe: 6, tambon: 8, village: 10 }
/** Points further than this in one tile are thinned, tile by tile. */
const POINTS_PER_TILE = 4000

/** What is given up, step by step, until a tile fits: names (the label layer still has them near), then detail. */
const efforts = [
  { named: true, vertexArea: 10, partArea: 8 },
  { named: false, vertexArea: 10, partArea: 8 },
  { named: false, vertexArea: 60, partArea: 30 },
  { named: false, vertexArea: 400, partArea: 100 },
] as const
type Effort = { readonly named: boolean; readonly vertexArea: number; readonly partArea: number }

interface AreaRow {
  readonly code: string
  readonly label: string
  readonly geom: Uint8Array | null
  readonly lon: number | null
  readonly lat: number | null
}

/** Reads a version's areas from its table and prepares their shapes. */
export function prepareAreas(db: Database, table: string, level: AreaLevel): AreaShapes {
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
  const orNull = (column: string) => (columns.includes(column) ? column : 'NULL')
  const rows = db
    .prepare(
      `SELECT code, coalesce(${orNull('label')}, ${orNull('name_th')}, code) AS label, geom,
              ${orNull('label_lon')} AS lon, ${orNull('label_lat')} AS lat
       FROM ${quoteName(table)} ORDER BY code`,
    )
    .all() as AreaRow[]
  const features = rows.map(
    (row, id): ShapeFeature => ({
      fid: id,
      geometry: row.geom ? decodeGeometry(row.geom) : null,
      anchor: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
    }),
  )
  return {
    shapes: buildShapes(features, 'as-given'),
    level,
    codes: rows.map((row) => row.code),
    labels: rows.map((row) => row.label),
  }
}

/** Prepared areas as bytes for the store. */
export function packAreas({ shapes, level, codes, labels }: AreaShapes): Uint8Array {
  return packShapes(shapes, { level, codes, labels })
}

/** The areas an import prepared, or null where it prepared none. */
export function readPreparedAreas(db: Database, versionId: number): AreaShapes | null {
  const bytes = readSource(db, versionId)
  if (!bytes) return null
  const { shapes, extra } = unpackShapes<Omit<AreaShapes, 'shapes'>>(bytes)
  return { shapes, ...extra }
}

/** Bytes that prepared areas hold in memory, roughly. */
export function areasByteLength({ shapes, codes }: AreaShapes): number {
  return shapesByteLength(shapes) + codes.length * 150
}

/** The tile of a level's areas; null where there are none. Never over the limit. */
export function drawAreaTile(areas: AreaShapes, address: TileAddress): Uint8Array | null {
  for (const effort of efforts) {
    const body = drawWith(areas, address, effort)
    if (body === null || body.length <= TILE_BYTES_LIMIT) return body
  }
  // Only a tile of tens of thousands of areas comes here: the smallest of them are left out.
  return drawWith(areas, address, efforts[3], TILE_BYTES_LIMIT * 0.9)
}

function drawWith(areas: AreaShapes, address: TileAddress, effort: Effort, limit = Infinity): Uint8Array | null {
  const frame = frameOf(address)
  const { shapes, level } = areas
  const layer = new LayerWriter(level)
  const labels = new LayerWriter(`${level}_label`)
  const detail = { vertexArea: address.z >= 14 ? 0 : effort.vertexArea, partArea: effort.partArea }
  const margin = TILE_BUFFER * frame.unit
  const box = [
    frame.originX - margin,
    frame.originY - margin,
    frame.originX + frame.side + margin,
    frame.originY + frame.side + margin,
  ] as const
  const found = entriesWithin(shapes, box)
  const points = thinPoints(shapes, found, { frame, most: POINTS_PER_TILE })
  const withLabels = address.z >= LABEL_MIN_ZOOM[level]
  for (const entry of found) {
    const standsFor = shapes.kinds[entry] === GeometryKind.point ? points.get(entry) : 1
    if (standsFor === undefined || layer.size > limit) continue
    if (drawShape(shapes, entry, { frame, detail, out: layer.geometry })) {
      addFeature(layer, areas, { entry, named: effort.named, standsFor })
    }
    if (withLabels && drawAnchor(shapes, entry, frame, labels))
      addFeature(labels, areas, { entry, named: true, standsFor })
  }
  return finishTile([layer, labels])
}

function addFeature(
  layer: LayerWriter,
  { shapes, codes, labels }: AreaShapes,
  { entry, named, standsFor }: { entry: number; named: boolean; standsFor: number },
): void {
  const id = shapes.fids[entry]!
  layer.tag('code', codes[id]!)
  if (named) layer.tag('label', labels[id]!)
  if (standsFor > 1) layer.tag('n', standsFor)
  layer.feature(layer.name.endsWith('_label') ? GeometryKind.point : (shapes.kinds[entry] as GeometryKind), id)
}

function drawAnchor(shapes: Shapes, entry: number, frame: TileFrame, layer: LayerWriter): boolean {
  const x = Math.floor((shapes.anchors[entry * 2]! - frame.originX) / frame.unit)
  const y = Math.floor((shapes.anchors[entry * 2 + 1]! - frame.originY) / frame.unit)
  if (x < 0 || y < 0 || x >= TILE_EXTENT || y >= TILE_EXTENT) return false
  layer.geometry.begin()
  layer.geometry.points([x], [y], 1)
  return true
}
