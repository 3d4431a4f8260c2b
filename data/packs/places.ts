/**
 * The areas that a plan needs beside it: those it and its items name, those its items lie in, and what these lie in up to the
 * amphoe. Code, names and shape of each; nothing else of a workspace's areas, and nothing of who lives there.
 */
import type { Database } from 'better-sqlite3'
import { loadAreaIndex } from '../areas/area-index.ts'
import { type AreaLevel, areaLevels } from '../contract/imports.ts'
import type { PlanInfo, PlanItem } from '../contract/plans.ts'
import type { ProjectedRow } from '../documents/projected-tables.ts'
import { currentVersion } from '../store/datasets.ts'
import { defaultStyle } from '../store/default-styles.ts'
import { decodeGeometry, eachPosition } from '../store/geometry.ts'
import { toQml } from '../store/qgis-style.ts'
import { quoteName } from '../store/sql.ts'
import type { PackLayer } from './layers.ts'

export const PLACE_TABLE = 'place'

const levelOfLength: Readonly<Record<number, AreaLevel>> = { 2: 'province', 4: 'amphoe', 6: 'tambon', 8: 'village' }
const PROVINCE_DIGITS = 2
/** Corners of a shape that are asked where they lie: enough for any road, few enough for a traced coast. */
const ASKED_CORNERS = 400

/** A plan of the pack with all its items. */
export interface PlacedPlan {
  readonly plan: PlanInfo
  readonly items: readonly PlanItem[]
}

/** The layer `place` of these plans. */
export function placeLayer(db: Database, plans: readonly PlacedPlan[]): PackLayer {
  const codes = new Set(
    plans.flatMap((each) => [...codesNamed(each), ...codesLainIn(db, each.items)]).flatMap(withAncestors),
  )
  const rows = areaLevels.flatMap((level) =>
    readAreas(
      db,
      level,
      [...codes].filter((code) => levelOfLength[code.length] === level),
    ),
  )
  const types = new Set(rows.map(({ geom }) => (geom instanceof Uint8Array ? decodeGeometry(geom)?.type : undefined)))
  const geometryType = [...types].every((type) => type === 'MultiPolygon' || type === undefined)
    ? 'MULTIPOLYGON'
    : 'GEOMETRY'
  const style = defaultStyle('areas:tambon', 'MULTIPOLYGON')
  return {
    table: PLACE_TABLE,
    identifier: 'พื้นที่ของแผน (places of the plan)',
    geometryType,
    columns: ['level', 'code', 'name_th', 'name_en', 'parent_code'].map((name) => ({ name, type: 'TEXT' as const })),
    rows,
    qml: style && toQml(style),
  }
}

/** Which imported file each level comes from: null for a level that is not there or was not imported from a file. */
export function boundaryHashes(db: Database): Record<string, string | null> {
  return Object.fromEntries(
    areaLevels.map((level) => {
      const hash = currentVersion(db, `areas:${level}`)?.contentHash ?? null
      return [level, hash !== null && /^[0-9a-f]{64}$/.test(hash) ? hash : null]
    }),
  )
}

function codesNamed({ plan, items }: PlacedPlan): string[] {
  const own = plan.fields.areaCode
  const named = items.flatMap(({ places }) => places.flatMap(({ code }) => (code === null ? [] : [code])))
  return [...(typeof own === 'string' ? [own] : []), ...named]
}

/** Tambons that hold a corner or the middle of any item's shape. */
function codesLainIn(db: Database, items: readonly PlanItem[]): string[] {
  const shapes = items.flatMap(({ places }) => places.flatMap(({ geometry }) => (geometry === null ? [] : [geometry])))
  if (shapes.length === 0 || !currentVersion(db, 'areas:tambon')) return []
  const index = loadAreaIndex(db, 'tambon')
  const found = new Set<number>()
  for (const shape of shapes) for (const [lon, lat] of cornersOf(shape)) found.add(index.locate(lon, lat))
  return [...found].flatMap((at) => index.codes[at] ?? [])
}

function cornersOf(shape: string): Array<readonly [number, number]> {
  const corners: Array<readonly [number, number]> = []
  eachPosition(JSON.parse(shape) as GeoJSON.Geometry, (lon, lat) => corners.push([lon, lat]))
  const step = Math.max(1, Math.ceil(corners.length / ASKED_CORNERS))
  const middle = corners.reduce(([x, y], [lon, lat]) => [x + lon / corners.length, y + lat / corners.length] as const, [
    0, 0,
  ] as const)
  return [...corners.filter((_, at) => at % step === 0), ...(corners.length > 1 ? [middle] : [])]
}

function withAncestors(code: string): string[] {
  const path = [code]
  for (let digits = code.length - 2; digits > PROVINCE_DIGITS; digits -= 2) path.push(code.slice(0, digits))
  return path
}

function readAreas(db: Database, level: AreaLevel, codes: readonly string[]): ProjectedRow[] {
  const version = currentVersion(db, `areas:${level}`)
  if (!version || codes.length === 0) return []
  return db
    .prepare(
      `SELECT '${level}' AS level, code, name_th, name_en, parent_code, geom FROM ${quoteName(version.table)}
       WHERE code IN (SELECT value FROM json_each(?)) ORDER BY code`,
    )
    .all(JSON.stringify(codes)) as ProjectedRow[]
}
