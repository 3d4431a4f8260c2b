/** The areas of a level as the window lists them, in order of code: a feature's id in the level's tiles is its index here. */
import type { Database } from 'better-sqlite3'
import type { AreaRow } from '../contract/api.ts'
import type { AreaLevel, Box } from '../contract/imports.ts'
import { giveWay } from '../jobs/turns.ts'
import { currentVersion } from '../store/datasets.ts'
import { decodeGeometry, envelopeOf } from '../store/geometry.ts'
import { quoteName } from '../store/sql.ts'

/** How long the thread is held at a time. */
const SLICE_MS = 8

interface StoredArea {
  code: string
  name_th: string | null
  name_en: string | null
  parent_code: string | null
  label: string | null
  label_lon: number | null
  label_lat: number | null
  area_rai: number | null
  geom: Uint8Array | null
}

/** All areas of a level without pilot marks (those are the workbook's); empty where the level is not in the workspace. */
export function readAreaRows(db: Database, level: AreaLevel): Omit<AreaRow, 'pilot'>[] {
  const version = currentVersion(db, `areas:${level}`)
  if (!version) return []
  const rows = db
    .prepare<[], StoredArea>(
      `SELECT code, name_th, name_en, parent_code, label, label_lon, label_lat, area_rai, geom
       FROM ${quoteName(version.table)} ORDER BY code`,
    )
    .all()
  return rows.map(toRow)
}

function toRow(row: StoredArea): Omit<AreaRow, 'pilot'> {
  const box = (row.geom && envelopeOf(row.geom)) ?? [0, 0, 0, 0]
  const labelPoint = [row.label_lon ?? (box[0] + box[2]) / 2, row.label_lat ?? (box[1] + box[3]) / 2] as const
  return {
    code: row.code,
    nameTh: row.name_th ?? '',
    nameEn: row.name_en ?? '',
    parentCode: row.parent_code ?? row.code.slice(0, -2),
    label: row.label ?? row.name_th ?? '',
    labelPoint,
    box,
    areaRai: row.area_rai ?? 0,
  }
}

export interface OutlineDetail {
  readonly stepDegrees: number
  /** Only areas that meet it; absent: all. */
  readonly box?: Box | null
}

/**
 * The outlines of a level as the text of a GeoJSON feature collection, vertices thinned to about `stepDegrees`: for sheets and
 * for the plain map where WebGL fails. The whole country takes 0.15 s of work; the thread is given back every few milliseconds.
 */
export async function readOutlines(
  db: Database,
  level: AreaLevel,
  { stepDegrees, box = null }: OutlineDetail,
): Promise<string> {
  const version = currentVersion(db, `areas:${level}`)
  const table = version && quoteName(version.table)
  const areas = table
    ? db.prepare<[], { fid: number; code: string }>(`SELECT fid, code FROM ${table} ORDER BY code`).all()
    : []
  const geometryOf = table
    ? db.prepare<[number], Uint8Array | null>(`SELECT geom FROM ${table} WHERE fid = ?`).pluck()
    : null
  const features: string[] = []
  let started = performance.now()
  for (const [id, { fid, code }] of areas.entries()) {
    const geom = geometryOf?.get(fid) ?? null
    if (!box || (geom && meets(envelopeOf(geom), box))) {
      const geometry = geom ? decodeGeometry(geom) : null
      const thinned = geometry && thin(geometry, stepDegrees)
      features.push(JSON.stringify({ type: 'Feature', id, properties: { code }, geometry: thinned }))
    }
    if (performance.now() - started < SLICE_MS) continue
    await giveWay()
    started = performance.now()
  }
  return `{"type":"FeatureCollection","features":[${features.join(',')}]}`
}

function meets(a: Box | null, b: Box): boolean {
  return a !== null && a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/** Snaps to a grid and drops repeats: neighbours snap alike, so no gaps open between them. */
function thin(geometry: GeoJSON.Geometry, step: number): GeoJSON.Geometry | null {
  const snap = (value: number) => Math.round(value / step) * step
  const ring = (positions: GeoJSON.Position[]) => {
    const out: GeoJSON.Position[] = []
    for (const [x = 0, y = 0] of positions) {
      const [sx, sy] = [Number(snap(x).toFixed(5)), Number(snap(y).toFixed(5))]
      const last = out.at(-1)
      if (!last || last[0] !== sx || last[1] !== sy) out.push([sx, sy])
    }
    return out
  }
  const polygon = (rings: GeoJSON.Position[][]) => rings.map(ring).filter((points) => points.length > 3)
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: polygon(geometry.coordinates) }
  if (geometry.type === 'MultiPolygon') {
    return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon).filter((rings) => rings.length > 0) }
  }
  return geometry
}
