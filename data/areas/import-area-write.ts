/** Writes one level of areas as a staged version: rows in order of code, the packed R-tree, what tiles are made from. */
import type { Geometry } from 'geojson'
import type { AreaLevel, Box } from '../contract/imports.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { dropStaging, stageVersion } from '../store/datasets.ts'
import { boxOf, encodeGeometry } from '../store/geometry.ts'
import { createLayerTable, type GeometryTypeName } from '../store/layers.ts'
import { writePackedRtree } from '../store/packed-rtree.ts'
import { quoteName } from '../store/sql.ts'
import { buildAreaTiles } from '../tiles/overlay/build.ts'
import { areaRaiOf, labelPointOf } from './import-area-measure.ts'
import { labelOf, sortKeyOf } from './import-area-names.ts'

export interface NewArea {
  readonly code: string
  readonly nameTh: string
  readonly nameEn: string
  readonly parentCode: string
  readonly moo: number | null
  readonly geometry: Geometry
}

export interface StagedLevel {
  readonly level: AreaLevel
  readonly versionId: number
  readonly table: string
  readonly rowCount: number
  readonly box: Box | null
  readonly geometryType: GeometryTypeName
}

/** What QGIS's layer list and the window call a level. */
export const levelTitles: Readonly<Record<AreaLevel, string>> = {
  province: 'จังหวัด (provinces)',
  amphoe: 'อำเภอ (amphoe)',
  tambon: 'ตำบล (tambons)',
  village: 'หมู่บ้าน (villages)',
}

const ROWS_PER_TURN = 300

const columns = [
  ...['code', 'name_th', 'name_en', 'parent_code', 'label', 'sort_key'].map((name) => ({
    name,
    type: 'TEXT' as const,
  })),
  ...['area_rai', 'label_lon', 'label_lat'].map((name) => ({ name, type: 'REAL' as const })),
]

/** Stages the areas of a level (any order). Only chunks hold the writer's turn. Throws `cancelled`. */
export function stageAreas(
  context: JobContext,
  level: AreaLevel,
  { areas, contentHash, meta }: { areas: readonly NewArea[]; contentHash: string; meta: Record<string, unknown> },
): StagedLevel {
  const { db, turn } = context
  const sorted = [...areas].sort((a, b) => (a.code < b.code ? -1 : 1))
  const geometryType = geometryTypeOf(sorted)
  const { versionId, table } = turn.holdSync(() => {
    const staged = stageVersion(db, {
      datasetId: `areas:${level}`,
      kind: 'areas',
      title: levelTitles[level],
      tablePrefix: level,
      contentHash,
      meta,
    })
    const own = level === 'village' ? [...columns, { name: 'moo', type: 'INTEGER' as const }] : columns
    createLayerTable(db, { table: staged.table, geometryType, columns: own })
    return staged
  })
  try {
    const boxes = writeRows(context, { level, table, areas: sorted, multi: geometryType === 'MULTIPOLYGON' })
    writeIndex(context, table, boxes)
    buildAreaTiles(db, versionId, context)
    return { level, versionId, table, rowCount: sorted.length, box: boxAround(boxes), geometryType }
  } catch (error) {
    turn.holdSync(() => dropStaging(db, versionId))
    throw error
  }
}

function geometryTypeOf(areas: readonly NewArea[]): GeometryTypeName {
  const points = areas.filter((area) => area.geometry.type === 'Point').length
  return points === 0 ? 'MULTIPOLYGON' : points === areas.length ? 'POINT' : 'GEOMETRY'
}

interface Writing {
  readonly level: AreaLevel
  readonly table: string
  readonly areas: readonly NewArea[]
  readonly multi: boolean
}

function writeRows(context: JobContext, { level, table, areas, multi }: Writing): Float64Array {
  const { db, turn } = context
  const marks = level === 'village' ? 12 : 11
  const insert = db.prepare(
    `INSERT INTO ${quoteName(table)} VALUES (${Array.from({ length: marks }, () => '?').join(',')})`,
  )
  const boxes = new Float64Array(areas.length * 4)
  for (let start = 0; start < areas.length; start += ROWS_PER_TURN) {
    stopIfCancelled(context)
    const chunk = areas.slice(start, start + ROWS_PER_TURN)
    // Measuring and encoding need no turn; only the inserts do.
    const rows = chunk.map((area, offset) => {
      boxes.set(boxOf(area.geometry) ?? [NaN, NaN, NaN, NaN], (start + offset) * 4)
      return [start + offset + 1, ...rowOf(area, multi), ...(level === 'village' ? [area.moo] : [])]
    })
    turn.holdSync(() =>
      db.transaction(() => {
        for (const row of rows) insert.run(row)
      })(),
    )
    context.progress({ step: 'job.writing-areas', done: start + chunk.length, total: areas.length })
  }
  return boxes
}

function rowOf(area: NewArea, multi: boolean): unknown[] {
  const geometry: Geometry =
    multi && area.geometry.type === 'Polygon'
      ? { type: 'MultiPolygon', coordinates: [area.geometry.coordinates] }
      : area.geometry
  const label = labelPointOf(geometry)
  return [
    encodeGeometry(geometry),
    ...[area.code, area.nameTh, area.nameEn, area.parentCode, labelOf(area.nameTh), sortKeyOf(area.nameTh)],
    ...[areaRaiOf(geometry), label?.[0] ?? null, label?.[1] ?? null],
  ]
}

function writeIndex({ db, turn }: JobContext, table: string, boxes: Float64Array): void {
  const ids = Uint32Array.from({ length: boxes.length / 4 }, (_, index) => index + 1)
  turn.holdSync(() => writePackedRtree(db, table, { ids, boxes }))
}

function boxAround(boxes: Float64Array): Box | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < boxes.length; i += 4) {
    box[0] = Math.min(box[0], boxes[i]!)
    box[1] = Math.min(box[1], boxes[i + 1]!)
    box[2] = Math.max(box[2], boxes[i + 2]!)
    box[3] = Math.max(box[3], boxes[i + 3]!)
  }
  return box[0] <= box[2] ? box : null
}
