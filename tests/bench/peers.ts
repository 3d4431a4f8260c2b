/** The programs that benches are run beside, where they are installed. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { benchFolder, boundariesPath } from './bench-workspace.ts'

const PATIENCE_MS = 10 * 60 * 1000

/** Seconds of ogr2ogr writing a CSV of points to an indexed GeoPackage; null where it is not installed. */
export function ogr2ogrSeconds(csv: string): number | null {
  const out = join(benchFolder(), 'peer-ogr.gpkg')
  rmSync(out, { force: true })
  const position = ['-oo', 'X_POSSIBLE_NAMES=lon', '-oo', 'Y_POSSIBLE_NAMES=lat', '-oo', 'AUTODETECT_TYPE=YES']
  const seconds = timed('ogr2ogr', [
    '-f',
    'GPKG',
    out,
    csv,
    ...position,
    '-a_srs',
    'EPSG:4326',
    '-lco',
    'SPATIAL_INDEX=YES',
  ])
  rmSync(out, { force: true })
  return seconds
}

/** Seconds of QGIS summing up one column of a workspace's points by tambon; null where it is not installed. */
export function qgisSummarySeconds(workspace: string, table: string, column: string): number | null {
  const out = join(benchFolder(), 'peer-qgis.gpkg')
  rmSync(out, { force: true })
  const join_ = `--JOIN=${workspace}|layername=${table}`
  const parameters = [
    `--INPUT=${boundariesPath}`,
    join_,
    '--PREDICATE=0',
    `--JOIN_FIELDS=${column}`,
    '--SUMMARIES=6',
    `--OUTPUT=${out}`,
  ]
  const summary = (provider: string) => ['run', `${provider}:joinbylocationsummary`, ...parameters]
  // Debian's wrapper passes an option that its own program does not know; and the algorithm has moved between providers.
  const seconds =
    timed('qgis_process.bin', summary('qgis')) ??
    timed('qgis_process', summary('native')) ??
    timed('qgis_process', summary('qgis'))
  rmSync(out, { force: true })
  return seconds
}

function timed(program: string, parameters: readonly string[]): number | null {
  const started = performance.now()
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen' }
  const { status } = spawnSync(program, parameters, { env, stdio: 'ignore', timeout: PATIENCE_MS })
  return status === 0 ? (performance.now() - started) / 1000 : null
}
