/** Shapefile and KML, which GDAL writes: the table goes through a GeoPackage of its own, in a scratch folder. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { zipSync } from 'fflate'
import { Refusal } from '../../contract/errors.ts'
import { runGdal } from '../vector/gdal-client.ts'
import type { ExportTable } from './export-table.ts'
import { writeGeoPackage } from './write-gpkg.ts'

interface GdalWrite {
  readonly format: 'kml' | 'shp.zip'
  readonly path: string
  readonly tick: () => void
  readonly cancelled: () => boolean
}

const drivers = {
  kml: { driver: 'KML', options: [] },
  'shp.zip': { driver: 'ESRI Shapefile', options: ['-lco', 'ENCODING=UTF-8'] },
} as const

/** Writes the file. Throws `import.no-geometry` for a table without shapes and `file.damaged` where GDAL could not write. */
export async function writeByGdal(table: ExportTable, { format, path, tick, cancelled }: GdalWrite): Promise<void> {
  if (!table.geometryType) throw new Refusal('import.no-geometry', { name: table.title })
  const folder = mkdtempSync(join(tmpdir(), 'phaenthi-export-'))
  try {
    const source = join(folder, `${table.name}.gpkg`)
    writeGeoPackage(table, source, tick)
    const outFolder = mkdtempSync(join(folder, 'out-'))
    const { driver, options } = drivers[format]
    const answer = await runGdal(
      { path: source, outFolder, openOptions: [], layer: table.name, write: { driver, options, name: table.name } },
      cancelled,
    )
    const files = filesUnder(outFolder)
    if (files.length === 0)
      throw new Refusal('file.damaged', { name: table.name, what: driver }, answer.warnings.join('\n'))
    if (format === 'kml') renameSync(files[0] as string, path)
    else writeFileSync(path, zipSync(Object.fromEntries(files.map((file) => [basename(file), readFileSync(file)]))))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A shapefile is several files, which GDAL puts into a folder of their name. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
