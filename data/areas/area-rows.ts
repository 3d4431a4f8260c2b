/** The areas of a level as the window lists them, in order of code: a feature's id in the level's tiles is its index here. */
import type { Database } from 'better-sqlite3'
import type { AreaRow } from '../contract/api.ts'
import type { AreaLevel } from '../contract/imports.ts'
import { currentVersion } from '../store/datasets.ts'
import { decodeGeometry, envelopeOf } from '../store/geometry.ts'
import { quoteName } from '../store/sql.ts'

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

/** The outlines of a level as GeoJSON, vertices thinned to about `stepDegrees`: for the plain map where WebGL fails. */
export function readOutlines(db: Database, level: AreaLevel, stepDegrees: number): GeoJSON.FeatureCollection {
  const version = currentVersion(db, `areas:${level}`)
  if (!version) return { type: 'FeatureCollection', features: [] }
  const rows = db
    .prepare<[], { code: string; geom: Uint8Array | null }>(
      `SELECT code, geom FROM ${quoteName(version.table)} ORDER BY code`,
    )
    .all()
  const features = rows.map(({ code, geom }, id): GeoJSON.Feature => {
    const geometry = geom ? decodeGeometry(geom) : null
    return {
      type: 'Feature',
      id,
      properties: { code },
      geometry: (geometry && thin(geometry, stepDegrees)) as GeoJSON.Geometry,
    }
  })
  return { type: 'FeatureCollection', features }
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
