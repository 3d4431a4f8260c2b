/**
 * Boundaries in: one file of areas of one level (or village points) becomes a new version of that level; amphoe and province
 * are dissolved from the areas below where the workspace has none of its own. Everything is read and judged first; the
 * workspace is only written when it is known to be good, and all levels become current in one transaction.
 */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { type AreaLevel, areaLevels, type ImportChoices, type ImportOutcome, type Note } from '../contract/imports.ts'
import { codeLength } from '../exchange/text/area-code.ts'
import {
  chooseLayer,
  type ImportSource,
  openVectorSource,
  prepareLayer,
  provenanceOf,
  type ReadyLayer,
} from '../exchange/vector/read-layer.ts'
import type { Surroundings } from '../exchange/vector/understand.ts'
import { cellText } from '../exchange/vector/understand.ts'
import type { VectorSource } from '../exchange/vector/vector-source.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { currentVersion, dropStaging, publishVersion } from '../store/datasets.ts'
import { loadAreaIndex } from './area-index.ts'
import { codeFinder } from './import-area-by-name.ts'
import { type AreaMapping, type AreaTarget, areaTargets, mapAreaColumns } from './import-area-columns.ts'
import { dissolveAreas } from './import-area-dissolve.ts'
import { smallHolesOf } from './import-area-measure.ts'
import { AreaRowReader, type AreaRows, isPolygonal, type RowNames } from './import-area-rows.ts'
import { levelTitles, type NewArea, type StagedLevel, stageAreas } from './import-area-write.ts'
import { type AreaRegister, loadRegister } from './register.ts'

const MAPPING_ROWS = 500
const LISTED_REFUSALS = 1000
const ROWS_PER_POLL = 500
/** A tambon covers thousands of ไร่; a hole smaller than this is where two borders were drawn apart. */
const GAP_RAI = 100

/**
 * Imports boundaries or villages. Throws `import.choose-layer`, `import.choose-crs`, `import.choose-encoding`,
 * `import.no-column`, `import.no-geometry`, `import.outside-thailand`, `import.no-rows`, `cancelled` and what opening throws.
 */
export async function importAreas(
  source: ImportSource,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportOutcome> {
  context.progress({ step: 'job.reading-areas', done: 0, total: 0 })
  const opened = await openVectorSource(source, context.cancelled)
  try {
    const layer = chooseLayer(opened, choices.layer)
    if (layer.geometryTypes.length === 0) throw new Refusal('import.no-geometry', { name: opened.name })
    const surroundings = surroundingsOf(context.db)
    const ready = await prepareLayer(opened, layer, { choices, surroundings, cancelled: context.cancelled })
    const plan = planColumns(opened, ready, { choices, register: surroundings.register })
    const rows = readRows(opened, ready, { ...plan, context })
    return writeAll({ opened, ready, rows, ...plan }, context)
  } finally {
    opened.close()
  }
}

/** What the workspace knows already: names to read back, and tambons (or amphoe) to compare places with. */
export function surroundingsOf(db: Database): Surroundings {
  const level = (['tambon', 'amphoe', 'province'] as const).find((name) => currentVersion(db, `areas:${name}`))
  return { register: loadRegister(db), areas: level ? loadAreaIndex(db, level) : undefined }
}

interface ColumnPlan {
  readonly level: AreaLevel
  readonly mapping: AreaMapping
  readonly codeOfNames: ((names: RowNames) => string | null) | null
}

function planColumns(
  source: VectorSource,
  ready: ReadyLayer,
  { choices, register }: { choices: ImportChoices; register: AreaRegister | undefined },
): ColumnPlan {
  const { level, mapping } = suggestAreaColumns(ready, choices)
  const chosen = { ...mapping }
  for (const [target, column] of Object.entries(choices.columns)) {
    if (!(areaTargets as readonly string[]).includes(target)) throw new Refusal('request.invalid', { what: target })
    if (column === '') {
      // A person said that no column is this.
      delete chosen[target as AreaTarget]
      continue
    }
    if (!ready.described.columns.some(({ name }) => name === column)) {
      throw new Refusal('import.no-column', { name: source.name, target: column })
    }
    chosen[target as AreaTarget] = column
  }
  if (!level) throw new Refusal('import.no-column', { name: source.name, target: 'code' })
  const hasParts = level !== 'village' && chosen.province_code !== undefined
  if (chosen.code !== undefined || hasParts) return { level, mapping: chosen, codeOfNames: null }
  if (!register?.hasLevel(level) || (chosen.name_th ?? chosen.name_en) === undefined) {
    throw new Refusal('import.no-column', { name: source.name, target: 'code' })
  }
  return { level, mapping: chosen, codeOfNames: codeFinder(register, level) }
}

/** The level and the columns as a sample of rows suggests them. */
export function suggestAreaColumns(
  ready: ReadyLayer,
  choices: Pick<ImportChoices, 'level'>,
): { level: AreaLevel | null; mapping: AreaMapping } {
  const values: string[][] = ready.described.columns.map(() => [])
  let rows = 0
  for (const feature of ready.features()) {
    feature.values.forEach((value, index) => {
      values[index]?.push(cellText(value, (text) => text))
    })
    if (++rows >= MAPPING_ROWS) break
  }
  const columns = ready.described.columns.map(({ name }, index) => ({ name, values: values[index] ?? [] }))
  return mapAreaColumns(columns, choices.level ?? null)
}

interface Reading extends ColumnPlan {
  readonly context: JobContext
}

function readRows(
  source: VectorSource,
  ready: ReadyLayer,
  { level, mapping, codeOfNames, context }: Reading,
): AreaRows {
  const columns = ready.described.columns.map(({ name }) => name)
  const reader = new AreaRowReader({ level, mapping, columns, codeOfNames })
  const total = ready.described.rowCount
  for (const feature of ready.features()) {
    reader.take(feature)
    if (feature.row % ROWS_PER_POLL === 0) {
      stopIfCancelled(context)
      context.progress({ step: 'job.reading-areas', done: feature.row, total })
    }
  }
  const rows = reader.finish()
  if (rows.areas.length > 0) return rows
  if (rows.outsideRows > 0 && rows.outsideRows === rows.refused.length) {
    const where = ready.described.crs?.candidates[0]?.box ?? ready.described.box ?? []
    throw new Refusal('import.outside-thailand', {
      name: source.name,
      what: where.map((side) => side.toFixed(2)).join(', '),
    })
  }
  throw new Refusal('import.no-rows', { name: source.name, what: rows.refused[0]?.reason ?? '0' })
}

interface Everything extends ColumnPlan {
  readonly opened: VectorSource
  readonly ready: ReadyLayer
  readonly rows: AreaRows
}

function writeAll(everything: Everything, context: JobContext): ImportOutcome {
  const { opened, ready, rows, level, mapping } = everything
  const notes = [...ready.notes, ...rowNotes(rows)]
  if (everything.codeOfNames) notes.push({ message: 'areas.codes-by-name', values: {}, severity: 'warn' })
  const columns = Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined))
  const provenance = { ...provenanceOf(opened, ready, columns), notes }
  const staged: StagedLevel[] = []
  try {
    const contentHash = opened.hash
    staged.push(stageAreas(context, level, { areas: rows.areas, contentHash, meta: { level } }))
    for (const upper of dissolveMissing(everything, context)) {
      const meta = { level: upper.level, dissolvedFrom: level }
      staged.push(stageAreas(context, upper.level, { areas: upper.areas, contentHash, meta }))
      const gaps = upper.areas.reduce((sum, area) => sum + smallHolesOf(area.geometry, GAP_RAI), 0)
      if (gaps > 0) notes.push({ message: 'areas.gaps', values: { level: upper.level, count: gaps }, severity: 'warn' })
      notes.push({
        message: 'areas.dissolved',
        values: { level: upper.level, count: upper.areas.length },
        severity: 'info',
      })
    }
    stopIfCancelled(context)
    context.turn.holdSync(() =>
      context.db.transaction(() => {
        for (const one of staged) publish(context.db, one, { ...everything, provenance })
      })(),
    )
  } catch (error) {
    context.turn.holdSync(() => {
      for (const { versionId } of staged) dropStaging(context.db, versionId)
    })
    throw error
  }
  return {
    datasetIds: staged.map((one) => `areas:${one.level}`),
    versionIds: staged.map((one) => one.versionId),
    taken: ready.described.rowCount - rows.refused.length,
    refused: rows.refused.length,
    refusedRows: rows.refused.slice(0, LISTED_REFUSALS),
    join: null,
    notes,
    provenance,
  }
}

function publish(
  db: Database,
  staged: StagedLevel,
  { level, rows, provenance }: Everything & { provenance: ImportOutcome['provenance'] },
): void {
  const own = staged.level === level
  publishVersion(db, staged.versionId, {
    rowCount: staged.rowCount,
    refusedCount: own ? rows.refused.length : 0,
    refusedRows: own ? rows.refused : [],
    provenance,
    meta: own ? { level } : { level: staged.level, dissolvedFrom: level },
    box: staged.box,
    geometryType: staged.geometryType,
    identifier: levelTitles[staged.level],
  })
}

function rowNotes(rows: AreaRows): Note[] {
  const notes: Note[] = []
  const count = (message: string, n: number, severity: Note['severity']) => {
    if (n > 0) notes.push({ message, values: { count: n }, severity })
  }
  count('vector.rings-mended', rows.mendedRows, 'warn')
  count('areas.pieces-joined', rows.joinedRows, 'info')
  return notes
}

/** Upper levels that the workspace lacks, or has only as dissolved before. */
function dissolveMissing({ rows, level }: Everything, context: JobContext): { level: AreaLevel; areas: NewArea[] }[] {
  if (level === 'village') return []
  const uppers = areaLevels
    .slice(0, areaLevels.indexOf(level))
    .filter((upper) => {
      const version = currentVersion(context.db, `areas:${upper}`)
      return !version || version.meta.dissolvedFrom !== undefined
    })
    .reverse()
  if (uppers.length === 0) return []
  context.progress({ step: 'job.dissolving-areas', done: 0, total: uppers.length })
  const shapes = rows.areas.flatMap(({ code, geometry }) => (isPolygonal(geometry) ? [{ code, geometry }] : []))
  const dissolved = dissolveAreas(shapes, uppers.map(codeLength))
  return uppers.map((upper, index) => ({
    level: upper,
    areas: dissolved[index]!.map(({ code, geometry }) => {
      const name = rows.upperNames.get(code)
      const parentCode = code.length > 2 ? code.slice(0, -2) : ''
      return { code, nameTh: name?.nameTh ?? code, nameEn: name?.nameEn ?? '', parentCode, moo: null, geometry }
    }),
  }))
}
