/** A table of the workspace into a file of another format. Written under a passing name: a stopped export leaves nothing. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { exportRequestSchema } from '../../contract/api.ts'
import { Refusal } from '../../contract/errors.ts'
import type { JobContext } from '../../jobs/context.ts'
import { stopIfCancelled } from '../../jobs/context.ts'
import type { JobRequest } from '../../jobs/kinds.ts'
import { writeCsv, writeXlsx } from '../tables/write-table.ts'
import { type ExportTable, findExportTable } from './export-table.ts'
import { valuesTable } from './values-table.ts'
import { writeByGdal } from './write-by-gdal.ts'
import { writeGeoJson } from './write-geojson.ts'
import { writeGeoPackage } from './write-gpkg.ts'

type ExportJob = Extract<JobRequest, { kind: 'export' }>

const ROWS_PER_POLL = 2000
const PLAN = 'plan:'

/** Writes the file. Throws `request.not-found`, `room.forbidden`, `import.no-geometry` for a format that needs shapes, `cancelled`. */
export async function runExport({ request: asked, target }: ExportJob, context: JobContext): Promise<void> {
  const request = exportRequestSchema.parse(asked)
  const { audience } = request
  if (request.what.startsWith(PLAN)) return writePlan(request, { target, context })
  const table =
    request.what === 'values' && request.values
      ? valuesTable(context.db, request.values, audience)
      : findExportTable(context.db, request.what, { audience, ...(request.filter ? { filter: request.filter } : {}) })
  const passing = `${target}.part`
  try {
    await write(table, { format: request.format, path: passing, tick: ticker(table.total, context), context })
    renameSync(passing, target)
  } catch (error) {
    rmSync(passing, { force: true })
    throw error
  }
}

/** A plan as its official forms, or as a project book that can be imported again. */
async function writePlan(
  { what, format }: ExportJob['request'],
  { target, context }: { readonly target: string; readonly context: JobContext },
): Promise<void> {
  const { exportPlan } = await import('../../plans/export-plan.ts')
  const bytes = exportPlan(context.db, { plan: what.slice(PLAN.length), format })
  stopIfCancelled(context)
  writeFileSync(target, bytes)
}

interface WriteOptions {
  readonly format: ExportJob['request']['format']
  readonly path: string
  readonly tick: () => void
  readonly context: JobContext
}

async function write(table: ExportTable, { format, path, tick, context }: WriteOptions): Promise<void> {
  switch (format) {
    case 'gpkg':
      return writeGeoPackage(table, path, tick)
    case 'geojson':
      return writeGeoJson(table, path, tick)
    case 'csv':
      return writeCsv(path, sheetOf(table, tick))
    case 'json':
      throw new Refusal('export.unknown-format', { name: 'json' })
    case 'xlsx':
      return writeXlsx(path, sheetOf(table, tick))
    case 'kml':
    case 'shp.zip':
      return writeByGdal(table, { format, path, tick, cancelled: context.cancelled })
  }
}

function ticker(total: number, context: JobContext): () => void {
  let done = 0
  return () => {
    if (++done % ROWS_PER_POLL !== 0) return
    stopIfCancelled(context)
    context.progress({ step: 'job.exporting', done, total })
  }
}

/** Geometry stays out of sheets; codes are text, or a spreadsheet eats their zeros. */
function sheetOf(table: ExportTable, tick: () => void) {
  function* rows() {
    for (const { values } of table.rows()) {
      tick()
      yield values
    }
  }
  const columns = table.columns.map(({ name, type }) => ({
    title: name,
    kind: type === 'TEXT' ? ('code' as const) : ('number' as const),
  }))
  return { title: table.title, columns, rows: rows() }
}
