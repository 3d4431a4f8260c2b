/** The areas of one level in memory: codes, names, parents, outlines, and which area a point lies in. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { AreaLevel, Box } from '../contract/imports.ts'
import { currentVersion } from '../store/datasets.ts'
import { decodeGeometry } from '../store/geometry.ts'
import { quoteName } from '../store/sql.ts'
import { boxOfFlat, buildAreaGrid, type FlatAreas } from './area-grid.ts'

export interface AreaIndex extends FlatAreas {
  readonly level: AreaLevel
  readonly versionId: number
  /** In order of code; an area's position in this list is its index everywhere here. */
  readonly codes: readonly string[]
  readonly namesTh: readonly string[]
  readonly namesEn: readonly string[]
  readonly parents: readonly string[]
  readonly areaRai: Float64Array
  /** minX, minY, maxX, maxY of each area, in degrees. */
  readonly boxes: Float64Array
  readonly box: Box | null
  /** Position of a code, or -1. */
  readonly indexOf: (code: string) => number
  /** Position of the area that a WGS84 point lies in, or -1. */
  readonly locate: (lon: number, lat: number) => number
}

/** What an index is made of, when the areas do not come from a workspace. */
export interface AreaRecord {
  readonly code: string
  readonly nameTh: string
  readonly nameEn: string
  readonly parentCode: string
  readonly areaRai: number
  readonly geometry: GeoJSON.Geometry | null
}

interface Row {
  code: string
  name_th: string
  name_en: string | null
  parent_code: string | null
  area_rai: number | null
  geom: Uint8Array | null
}

/** The current areas of a level. Throws the refusal `import.no-areas` when the workspace has none. */
export function loadAreaIndex(db: Database, level: AreaLevel = 'tambon'): AreaIndex {
  const version = currentVersion(db, `areas:${level}`)
  if (!version) throw new Refusal('import.no-areas')
  const rows = db
    .prepare<[], Row>(
      `SELECT code, name_th, name_en, parent_code, area_rai, geom FROM ${quoteName(version.table)} ORDER BY code`,
    )
    .all()
  const records = rows.map((row) => ({
    code: row.code,
    nameTh: row.name_th,
    nameEn: row.name_en ?? '',
    parentCode: row.parent_code ?? '',
    areaRai: row.area_rai ?? 0,
    geometry: row.geom ? decodeGeometry(row.geom) : null,
  }))
  return buildAreaIndex(records, { level, versionId: version.versionId })
}

/** Builds the index of records given in order of code. Areas without polygons (village points) are never located. */
export function buildAreaIndex(
  records: readonly AreaRecord[],
  origin: { level: AreaLevel; versionId: number },
): AreaIndex {
  const flat = flatten(records.map((record) => record.geometry))
  const positions = new Map(records.map((record, index) => [record.code, index]))
  return {
    ...origin,
    ...flat,
    codes: records.map((record) => record.code),
    namesTh: records.map((record) => record.nameTh),
    namesEn: records.map((record) => record.nameEn),
    parents: records.map((record) => record.parentCode),
    areaRai: Float64Array.from(records, (record) => record.areaRai),
    boxes: boxesOf(flat),
    box: boxOfFlat(flat.coordinates),
    indexOf: (code) => positions.get(code) ?? -1,
    locate: buildAreaGrid(flat).locate,
  }
}

function ringsOf(geometry: GeoJSON.Geometry | null): GeoJSON.Position[][] {
  if (geometry?.type === 'Polygon') return geometry.coordinates
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates.flat()
  if (geometry?.type === 'GeometryCollection') return geometry.geometries.flatMap(ringsOf)
  return []
}

function flatten(geometries: readonly (GeoJSON.Geometry | null)[]): FlatAreas {
  const rings = geometries.map(ringsOf)
  const areaRings = new Uint32Array(geometries.length + 1)
  rings.forEach((list, area) => {
    areaRings[area + 1] = areaRings[area]! + list.length
  })
  const all = rings.flat()
  const ringStarts = new Uint32Array(all.length + 1)
  all.forEach((ring, index) => {
    ringStarts[index + 1] = ringStarts[index]! + ring.length
  })
  const coordinates = new Float64Array(ringStarts[all.length]! * 2)
  let at = 0
  for (const ring of all) {
    for (const position of ring) {
      coordinates[at++] = position[0]!
      coordinates[at++] = position[1]!
    }
  }
  return { coordinates, ringStarts, areaRings }
}

function boxesOf(flat: FlatAreas): Float64Array {
  const count = flat.areaRings.length - 1
  const boxes = new Float64Array(count * 4)
  for (let area = 0; area < count; area++) {
    const from = flat.ringStarts[flat.areaRings[area]!]! * 2
    const to = flat.ringStarts[flat.areaRings[area + 1]!]! * 2
    boxes.set(boxOfFlat(flat.coordinates.subarray(from, to)) ?? [NaN, NaN, NaN, NaN], area * 4)
  }
  return boxes
}
