/** The thread that reads a survey's file: decides how, reads, sorts, and sends rows, R-tree and columns to the writer. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { type AreaIndex, loadAreaIndex } from '../areas/area-index.ts'
import { type AreaRegister, loadRegister } from '../areas/register.ts'
import { Refusal } from '../contract/errors.ts'
import { createJoiner } from '../exchange/join/join-rows.ts'
import { joinNotes } from '../exchange/tables/join-notes.ts'
import { openStore } from '../store/open.ts'
import { packRtree } from '../store/packed-rtree.ts'
import { type Column, encodeColumn, reorderColumn } from './columns.ts'
import { listDuplicates } from './duplicates.ts'
import { RowPages } from './row-pages.ts'
import { decideFormat } from './survey-format.ts'
import { CANCEL, MAX_UNDER_WAY, type SurveyMessage, type SurveyTask, UNDER_WAY } from './survey-messages.ts'
import { type PlannedColumn, planSurvey, type SurveyPlan } from './survey-plan.ts'
import { type ReadSurvey, SurveyReader } from './survey-reader.ts'
import { pagesSql } from './survey-table.ts'

const task = workerData as SurveyTask
const signals = new Int32Array(task.signals)

try {
  run()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  send({ type: 'refused', problem: error.toProblem() })
}

function run(): void {
  const places = loadPlaces(task.workspacePath)
  const { areas } = places
  const { path, name, choices } = task
  const format = decideFormat(path, name, {
    ...(choices.encoding ? { encoding: choices.encoding } : {}),
    ...(choices.headerRow ? { headerRow: choices.headerRow } : {}),
  })
  const isInAreas = (lon: number, lat: number) => areas.locate(lon, lat) >= 0
  const { survey, plan, hash } = readAll(planSurvey({ path, name, format, choices, isInAreas }), places)
  if (survey.rows.count === 0) throw nothingTaken(survey)
  finish(survey, plan, { hash, ...places })
}

interface Places {
  readonly areas: AreaIndex
  readonly register: AreaRegister
}

function loadPlaces(workspacePath: string): Places {
  const store = openStore(workspacePath, { readOnly: true })
  try {
    return { areas: loadAreaIndex(store.db, 'tambon'), register: loadRegister(store.db) }
  } finally {
    store.close()
  }
}

interface Read {
  readonly survey: ReadSurvey
  readonly plan: SurveyPlan
  readonly hash: string
}

/** Reads, and reads once more where a column turned out wider than the beginning of the file had shown. */
function readAll(first: SurveyPlan, { areas, register }: Places): Read {
  for (let plan = first; ; ) {
    send({ type: 'plan', columns: plan.columns, fileBytes: plan.format.fileBytes })
    const hash = createHash('sha256')
    const joiner = plan.names && createJoiner({ register, level: 'tambon', settled: task.choices.joins })
    const lookup = { codes: areas.codes, locate: areas.locate, ...(joiner ? { joiner } : {}) }
    let chunk = 0
    let bytesRead = 0
    const reader = new SurveyReader(task.path, plan, lookup, new RowPages('t', pagesSql(plan.columns)), {
      block: (block) => {
        bytesRead += block.length
        hash.update(block)
      },
      progress: stopIfCancelled,
      rows: (pages, count) => {
        waitForRoom()
        const path = join(task.scratch, `rows-${chunk++}.db`)
        writeFileSync(path, pages)
        send({ type: 'rows', path, count, bytesRead })
      },
    })
    const outcome = reader.read()
    if (!('wider' in outcome)) return { survey: outcome, plan, hash: hash.digest('hex') }
    const widened = plan.columns.map((column): PlannedColumn => {
      const kind = outcome.wider.get(column.field)
      return kind ? { ...column, kind } : column
    })
    plan = { ...plan, columns: widened }
  }
}

function finish(
  survey: ReadSurvey,
  plan: SurveyPlan,
  { hash, areas, register }: Places & { readonly hash: string },
): void {
  const { rows, join } = survey
  const { count } = rows
  stopIfCancelled()
  const points = new Float64Array(count * 2)
  for (let i = 0; i < count; i++) {
    points[2 * i] = rows.lons[i]!
    points[2 * i + 1] = rows.lats[i]!
  }
  send({ type: 'rtree', tree: packRtree({ ids: rows.fids.subarray(0, count), boxes: points }) })
  const { byPlace } = rows.orders()
  for (const column of rows.columns(byPlace, areas.codes)) sendColumn(column, count)
  const listed = [...survey.listed]
  const reasons = new Map(survey.reasons)
  for (const { plan: planned, builder } of survey.columns) {
    stopIfCancelled()
    const head = { name: planned.name, label: planned.label, role: planned.role }
    const column = builder.build(head, count)
    if (planned.field === plan.idField) listDuplicates(column, { rows, listed, reasons })
    sendColumn(reorderColumn(column, byPlace), count)
  }
  const told = { join: join?.report ?? null, joinNotes: join ? joinNotes(join, register) : [] }
  const summary = { taken: count, refused: survey.refusedCount, listed, reasons, box: rows.box(), hash, plan, ...told }
  send({ type: 'done', summary })
}

function nothingTaken(survey: ReadSurvey): Refusal {
  const [reason] = [...survey.reasons].sort((a, b) => b[1] - a[1])[0] ?? ['-']
  const first = survey.listed[0]
  if (reason === 'refused.outside-thailand') {
    return new Refusal('import.outside-thailand', { name: task.name, what: first?.value ?? '-' })
  }
  return new Refusal('import.no-rows', {
    name: task.name,
    what: first ? `${first.column} ${first.value} (${reason})` : '0',
  })
}

function sendColumn(column: Column, count: number): void {
  send({ type: 'column', column: encodeColumn(column, count) })
}

/** Blocks while the writer is behind, so that memory holds a few chunks and no more. */
function waitForRoom(): void {
  stopIfCancelled()
  while (Atomics.load(signals, UNDER_WAY) >= MAX_UNDER_WAY) {
    Atomics.wait(signals, UNDER_WAY, MAX_UNDER_WAY, 1000)
    stopIfCancelled()
  }
  Atomics.add(signals, UNDER_WAY, 1)
}

function stopIfCancelled(): void {
  if (Atomics.load(signals, CANCEL) === 1) throw new Refusal('cancelled')
}

/** Large arrays are handed over rather than copied. */
function send(message: SurveyMessage): void {
  if (message.type === 'rtree') {
    const { blobs, parents, rowids, leaves } = message.tree
    parentPort?.postMessage(
      message,
      [blobs, parents, rowids, leaves].map((array) => array.buffer as ArrayBuffer),
    )
  } else if (message.type === 'column') {
    const { data } = message.column
    const alone = data.byteLength === data.buffer.byteLength
    parentPort?.postMessage(message, alone ? [data.buffer as ArrayBuffer] : [])
  } else parentPort?.postMessage(message)
}
