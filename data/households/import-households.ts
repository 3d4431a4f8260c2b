/**
 * A household survey into the workspace. One thread reads the file, checks and places each row and builds the columns; this
 * one writes: rows in chunks as they come, then the packed R-tree, then the columns, and at last one short transaction that
 * makes the new version the current one. Until then nothing of it is seen, and a stop drops all of it.
 */
import { rmSync, unlinkSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices, ImportOutcome, Provenance } from '../contract/imports.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { dropStaging, publishVersion, stageVersion } from '../store/datasets.ts'
import { createLayerTable, dropLayer } from '../store/layers.ts'
import { type PackedRtree, packedRtreeSteps } from '../store/packed-rtree.ts'
import { quoteName } from '../store/sql.ts'
import { buildHouseholdTiles } from '../tiles/overlay/build.ts'
import { decodeColumn, type StoredColumn } from './columns.ts'
import { type HouseholdSource, sourceFile } from './household-source.ts'
import { scratchFolder } from './scratch-folder.ts'
import { notesOf, surveyIdentity, surveyMeta } from './survey-identity.ts'
import { CANCEL, type SurveyMessage, type SurveySummary, type SurveyTask, UNDER_WAY } from './survey-messages.ts'
import type { PlannedColumn } from './survey-plan.ts'
import { NO_POSITION } from './survey-rows.ts'
import { tableColumns } from './survey-table.ts'

export { importPeople } from './import-people.ts'

const CHUNKS_PER_CHECKPOINT = 12
const CANCEL_POLL_MS = 100

/**
 * Imports a survey as a new version of `households:<survey>`. Refused rows are listed with their reasons; throws a Refusal
 * when none can be taken, when a decision is open (`import.choose-crs`, `import.no-column`, …) or when it was `cancelled`.
 */
export async function importHouseholds(
  source: HouseholdSource,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportOutcome> {
  const scratch = scratchFolder()
  const writer = new SurveyWriter(context, source, choices)
  try {
    const path = await sourceFile(source, scratch, () => stopIfCancelled(context))
    const summary = await readAside({ path, scratch, source, choices }, writer, context)
    return writer.publish(summary)
  } catch (error) {
    writer.drop()
    throw error
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface ReadRequest {
  readonly path: string
  readonly scratch: string
  readonly source: HouseholdSource
  readonly choices: ImportChoices
}

/** Runs the reading thread and hands what it sends to the writer, in order. */
function readAside(request: ReadRequest, writer: SurveyWriter, context: JobContext): Promise<SurveySummary> {
  const signals = new Int32Array(new SharedArrayBuffer(8))
  const { columns, crs, datum, encoding, headerRow, joins } = request.choices
  const format = request.source.kind === 'rows' ? { encoding: 'utf-8', headerRow: 1 } : { encoding, headerRow }
  const task: SurveyTask = {
    path: request.path,
    name: request.source.name,
    choices: { columns, crs, datum, joins, ...format },
    workspacePath: context.workspacePath,
    scratch: request.scratch,
    signals: signals.buffer,
  }
  const worker = new Worker(new URL('./survey-worker.ts', import.meta.url), { workerData: task })
  const poll = setInterval(() => {
    if (context.cancelled()) Atomics.store(signals, CANCEL, 1)
  }, CANCEL_POLL_MS)
  return new Promise<SurveySummary>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('the reading thread ended early')))
    worker.on('message', (message: SurveyMessage) => {
      try {
        stopIfCancelled(context)
        if (message.type === 'done') resolve(message.summary)
        else if (message.type === 'refused') {
          const { code, values, detail } = message.problem
          reject(new Refusal(code, values, detail))
        } else writer.take(message)
      } catch (error) {
        reject(error)
      }
      if (message.type === 'rows') {
        Atomics.sub(signals, UNDER_WAY, 1)
        Atomics.notify(signals, UNDER_WAY)
      }
    })
  }).finally(async () => {
    clearInterval(poll)
    Atomics.store(signals, CANCEL, 1)
    Atomics.notify(signals, UNDER_WAY)
    await worker.terminate()
  })
}

type Piece = Exclude<SurveyMessage, { type: 'done' | 'refused' }>

/** The workspace's side of an import: a staged version that fills up. */
class SurveyWriter {
  readonly #context: JobContext
  readonly #source: HouseholdSource
  readonly #choices: ImportChoices
  #version: { versionId: number; table: string } | null = null
  #planned: readonly PlannedColumn[] = []
  #columns: StoredColumn[] = []
  #fileBytes = 0
  #chunks = 0

  constructor(context: JobContext, source: HouseholdSource, choices: ImportChoices) {
    this.#context = context
    this.#source = source
    this.#choices = choices
  }

  take(piece: Piece): void {
    switch (piece.type) {
      case 'plan':
        this.#fileBytes = piece.fileBytes
        this.#createTable(piece.columns)
        break
      case 'rows':
        this.#insertRows(piece.path)
        this.#context.progress({ step: 'job.reading-households', done: piece.bytesRead, total: this.#fileBytes })
        break
      case 'rtree':
        this.#writeRtree(piece.tree)
        break
      case 'column':
        this.#writeColumn(piece.column)
    }
  }

  /** Also called when the file has to be read again: the rows so far are dropped. */
  #createTable(columns: readonly PlannedColumn[]): void {
    const { db, turn } = this.#context
    this.#planned = columns
    turn.holdSync(() => {
      const identity = surveyIdentity(this.#source, this.#choices)
      this.#version ??= stageVersion(db, {
        datasetId: `households:${identity.surveyId}`,
        kind: 'households',
        title: identity.title,
        tablePrefix: 'households',
        contentHash: null,
        meta: { surveyId: identity.surveyId },
      })
      dropLayer(db, this.#version.table)
      createLayerTable(db, { table: this.#version.table, geometryType: 'POINT', columns: tableColumns(columns) })
    })
    // Left to itself a commit would copy pages back while it holds the turn; `checkpoint` does that between chunks.
    db.pragma('wal_autocheckpoint = 0')
  }

  #insertRows(path: string): void {
    const { db, turn } = this.#context
    const { table } = this.#staged()
    db.prepare('ATTACH ? AS survey_rows').run(path)
    try {
      turn.holdSync(() => db.exec(`INSERT INTO main.${quoteName(table)} SELECT * FROM survey_rows.t`))
    } finally {
      db.exec('DETACH survey_rows')
      unlinkSync(path)
    }
    if (++this.#chunks % CHUNKS_PER_CHECKPOINT === 0) db.pragma('wal_checkpoint(PASSIVE)')
  }

  /** In short transactions: nothing reads the index of a version that is not published. */
  #writeRtree(tree: PackedRtree): void {
    const { db, turn, progress } = this.#context
    const total = tree.rowids.length
    const steps = packedRtreeSteps(db, this.#staged().table, tree)
    for (let done = false; !done; ) {
      stopIfCancelled(this.#context)
      turn.holdSync(() => {
        db.transaction(() => {
          const step = steps.next()
          done = step.done === true
          if (!step.done) progress({ step: 'job.indexing-households', done: step.value, total })
        })()
      })
    }
    db.pragma('wal_checkpoint(PASSIVE)')
  }

  #writeColumn(column: StoredColumn): void {
    const { db, turn, progress } = this.#context
    const { versionId } = this.#staged()
    turn.holdSync(() => {
      db.prepare(
        'INSERT INTO phaenthi_column (version_id, name, ordinal, kind, label, meta, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(...[versionId, column.name, this.#columns.length, column.kind, column.label, column.meta, column.data])
    })
    this.#columns.push({ ...column, data: new Uint8Array(0) })
    progress({ step: 'job.writing-columns', done: this.#columns.length, total: this.#planned.length + 5 })
  }

  /** Tiles belong to what becomes visible: the map asks for them the moment it does. */
  #prepareTiles(versionId: number): void {
    const { db } = this.#context
    const read = db.prepare<[number, string], StoredColumn>(
      'SELECT name, kind, label, meta, data FROM phaenthi_column WHERE version_id = ? AND name = ?',
    )
    const degrees = (name: string): Float64Array => {
      const stored = read.get(versionId, name)
      const column = stored && decodeColumn(stored)
      if (column?.kind !== 'number') throw new Error(`version ${versionId} lacks ${name}`)
      return Float64Array.from(column.values, (value) => (value === NO_POSITION ? Number.NaN : value / 1e7))
    }
    buildHouseholdTiles(db, versionId, { lon: degrees('#lon'), lat: degrees('#lat'), context: this.#context })
  }

  publish(summary: SurveySummary): ImportOutcome {
    const { db, turn } = this.#context
    const { versionId } = this.#staged()
    const identity = surveyIdentity(this.#source, this.#choices)
    const notes = [...summary.plan.notes, ...summary.joinNotes, ...notesOf(summary)]
    const provenance: Provenance = {
      file: this.#source.name,
      hash: this.#source.hash ?? summary.hash,
      bytes: this.#source.bytes ?? this.#fileBytes,
      format: this.#source.format,
      layer: this.#source.layer ?? '',
      crs: summary.plan.position?.crs ?? null,
      datum: summary.plan.position?.datum ?? null,
      encoding: this.#source.kind === 'csv' ? summary.plan.format.encoding : null,
      columns: summary.plan.mapping,
      importedAt: new Date().toISOString(),
      notes,
    }
    this.#prepareTiles(versionId)
    stopIfCancelled(this.#context)
    turn.holdSync(() =>
      db.transaction(() => {
        db.prepare('UPDATE phaenthi_version SET content_hash = ? WHERE id = ?').run(provenance.hash, versionId)
        publishVersion(db, versionId, {
          rowCount: summary.taken,
          refusedCount: summary.refused,
          refusedRows: summary.listed,
          provenance,
          meta: surveyMeta(identity, this.#columns, summary.plan),
          box: summary.box,
          geometryType: 'POINT',
          identifier: `ครัวเรือน ${identity.surveyId} (households ${identity.surveyId})`,
        })
      })(),
    )
    db.pragma('wal_autocheckpoint = 1000')
    db.pragma('wal_checkpoint(PASSIVE)')
    return {
      datasetIds: [`households:${identity.surveyId}`],
      versionIds: [versionId],
      taken: summary.taken,
      refused: summary.refused,
      refusedRows: summary.listed.slice(0, 1000),
      join: summary.join,
      notes,
      provenance,
    }
  }

  /** Takes back everything staged. */
  drop(): void {
    const { db, turn } = this.#context
    const version = this.#version
    if (!version) return
    this.#version = null
    turn.holdSync(() => dropStaging(db, version.versionId))
    db.pragma('wal_autocheckpoint = 1000')
  }

  #staged(): { versionId: number; table: string } {
    if (!this.#version) throw new Error('rows came before their plan')
    return this.#version
  }
}
