/** Files as a planner might drop them, made from the rehearsal province: boundaries that do not say where they lie, names that do not quite match. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Geometry, Position } from 'geojson'
import proj4 from 'proj4'
import { populationTable } from '../../data/rehearsal/authorities.ts'
import { rehearsalProvince } from '../../data/rehearsal/create-province.ts'
import { writeSourcePackage } from '../../data/rehearsal/source-package.ts'
import { registerSpatialFunctions } from '../../data/store/functions.ts'
import { decodeGeometry, encodeGeometry } from '../../data/store/geometry.ts'

/** Indian 1975 / UTM 48N by EPSG:1304. */
const INDIAN_1975 = '+proj=utm +zone=48 +a=6377276.345 +rf=300.8017 +towgs84=210,814,289 +units=m +no_defs'
const LEFT_OUT = 2

export interface SampleFiles {
  /** Tambons in Indian 1975 metres, without a coordinate system: the wizard has to ask. */
  readonly boundaries: string
  /** Population by names, three of them misspelt, one of nowhere, two tambons missing. */
  readonly population: string
}

/** Writes the files into a folder. */
export function writeSampleFiles(folder: string): SampleFiles {
  const boundaries = join(folder, 'ขอบเขตตำบล (ตัวอย่าง).gpkg')
  const population = join(folder, 'ประชากร 2568 (ตัวอย่าง).csv')
  const province = rehearsalProvince()
  writeSourcePackage(boundaries, province)
  loseTheSystem(boundaries)
  const rows = populationTable(province)
    .slice(LEFT_OUT)
    .map(({ tambonTh, amphoeTh, population: people, houses }, index) => {
      const name = index < 3 ? `${tambonTh.slice(0, -1)}ร` : tambonTh
      return [name, amphoeTh, people, houses].join(',')
    })
  const stranger = ['บ้านนอกแผนที่', populationTable(province)[0]?.amphoeTh, 1200, 400].join(',')
  writeFileSync(population, `${['ตำบล,อำเภอ,ประชากร (คน),บ้าน (หลัง)', ...rows, stranger].join('\n')}\n`)
  return { boundaries, population }
}

function loseTheSystem(path: string): void {
  const db = new Sqlite(path)
  registerSpatialFunctions(db)
  db.pragma('foreign_keys = OFF')
  const { forward } = proj4('+proj=longlat +datum=WGS84 +no_defs', INDIAN_1975)
  const rows = db.prepare('SELECT fid, geom FROM tambon').all() as { fid: number; geom: Uint8Array }[]
  const put = db.prepare('UPDATE tambon SET geom = ? WHERE fid = ?')
  for (const { fid, geom } of rows) {
    const geometry = decodeGeometry(geom)
    if (geometry) put.run(encodeGeometry(moved(geometry, (position) => forward([...position]))), fid)
  }
  for (const table of ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_extensions']) {
    db.prepare(`DELETE FROM ${table} WHERE table_name <> 'tambon'`).run()
  }
  db.prepare('UPDATE gpkg_geometry_columns SET srs_id = -1').run()
  db.prepare('UPDATE gpkg_contents SET srs_id = -1, min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL').run()
  db.close()
}

/** The geometry with every position led through `place`. */
function moved(geometry: Geometry, place: (position: Position) => Position): Geometry {
  const lead = (value: unknown): unknown =>
    Array.isArray(value) ? (typeof value[0] === 'number' ? place(value as Position) : value.map(lead)) : value
  if (geometry.type === 'GeometryCollection') throw new Error('boundaries are polygons')
  return { ...geometry, coordinates: lead(geometry.coordinates) } as Geometry
}
