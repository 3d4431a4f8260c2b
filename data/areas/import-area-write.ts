/** Writes one level of areas as a staged version: rows in order of code, the packed R-tree, what tiles are made from. */
import type { Geometry } from 'geojson'
import type { AreaLevel, Box } from '../contract/imports.ts'
import { boxAround, indexInTurns, rowWriter } from '../exchange/vector/write-in-turns.ts'
import type { JobContext } from '../jobs/context.ts'
import { dropStaging, stageVersion } from '../store/datasets.ts'
import { boxOf, encodeGeometry } from '../store/geometry.ts'
import { createLayerTable, type GeometryTypeName } from '../store/layers.ts'
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
    indexInTurns(context, table, boxes)
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
  const writer = rowWriter(context, table, {
    width: level === 'village' ? 12 : 11,
    written: (done) => context.progress({ step: 'job.writing-areas', done, total: areas.length }),
  })
  const boxes = new Float64Array(areas.length * 4)
  areas.forEach((area, index) => {
    boxes.set(boxOf(area.geometry) ?? [Number.NaN, Number.NaN, Number.NaN, Number.NaN], index * 4)
    writer.add([index + 1, ...rowOf(area, multi), ...(level === 'village' ? [area.moo] : [])])
  })
  writer.finish()
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
