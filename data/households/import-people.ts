/**
 * The people of a survey's households, as a table linked by household id. What the households' own file does not say (how many
 * members, how many of them disabled) is counted from here and kept beside the survey's columns.
 */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices, ImportOutcome, Provenance, RefusedRow } from '../contract/imports.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { dropStaging, publishVersion, stageVersion } from '../store/datasets.ts'
import { createLayerTable } from '../store/layers.ts'
import { quoteName } from '../store/sql.ts'
import { addDerivedColumns, HouseholdIds } from './derived-columns.ts'
import { type HouseholdSource, sourceFile } from './household-source.ts'
import { type PeopleColumn, type PersonRow, planPeople, readPeople } from './people-reader.ts'
import { scratchFolder } from './scratch-folder.ts'
import { notesOf, surveyIdentity } from './survey-identity.ts'

const ROWS_PER_CHUNK = 2000
const MAX_LISTED = 100_000

/**
 * Imports a people table as `people:<survey>`. A person of an unknown household is refused. Throws `survey.unknown` without the
 * survey itself, `import.no-column` where either side lacks a household id, `import.no-rows` when none can be taken.
 */
export async function importPeople(
  source: HouseholdSource,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportOutcome> {
  const { surveyId, title } = surveyIdentity(source, choices)
  const households = new HouseholdIds(context.db, surveyId)
  const scratch = scratchFolder()
  const writer = new PeopleWriter(context, surveyId, title)
  try {
    const path = await sourceFile(source, scratch, () => stopIfCancelled(context))
    const plan = planPeople(path, source, choices)
    writer.create(plan.columns)
    const hash = createHash('sha256')
    for (const person of readPeople(path, plan, (block) => hash.update(block))) {
      const refused = person.refused ?? households.add(person)
      if (refused) writer.refuse(person, refused)
      else writer.put(person)
    }
    writer.flush()
    if (writer.taken === 0)
      throw new Refusal('import.no-rows', { name: source.name, what: plan.mapping.household_id ?? '' })
    const provenance: Provenance = {
      ...{ file: source.name, hash: source.hash ?? hash.digest('hex'), bytes: source.bytes ?? plan.format.fileBytes },
      ...{ format: source.format, layer: source.layer ?? '', crs: null, datum: null, encoding: plan.format.encoding },
      ...{ columns: plan.mapping, importedAt: new Date().toISOString(), notes: notesOf(writer) },
    }
    return writer.publish(provenance, households)
  } catch (error) {
    writer.drop()
    throw error
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

class PeopleWriter {
  taken = 0
  refused = 0
  readonly reasons = new Map<string, number>()
  readonly #context: JobContext
  readonly #surveyId: string
  readonly #title: string
  readonly #listed: RefusedRow[] = []
  #columns: readonly PeopleColumn[] = []
  #version: { versionId: number; table: string } | null = null
  #chunk: (readonly (string | number | null)[])[] = []

  constructor(context: JobContext, surveyId: string, title: string) {
    this.#context = context
    this.#surveyId = surveyId
    this.#title = title
  }

  create(columns: readonly PeopleColumn[]): void {
    const { db, turn } = this.#context
    this.#columns = columns
    turn.holdSync(() => {
      this.#version = stageVersion(db, {
        datasetId: `people:${this.#surveyId}`,
        kind: 'people',
        title: this.#title,
        tablePrefix: 'people',
        contentHash: null,
        meta: { surveyId: this.#surveyId },
      })
      createLayerTable(db, { table: this.#version.table, geometryType: null, columns: [...columns] })
    })
  }

  refuse({ row, column, text }: PersonRow, reason: string): void {
    this.refused++
    this.#list({ row, column, value: text, reason })
  }

  put(person: PersonRow): void {
    for (const left of person.leftOut) this.#list({ row: person.row, ...left })
    this.#chunk.push([person.row, ...person.values])
    this.taken++
    if (this.#chunk.length >= ROWS_PER_CHUNK) this.flush()
  }

  flush(): void {
    stopIfCancelled(this.#context)
    const { db, turn, progress } = this.#context
    const names = ['fid', ...this.#columns.map((column) => quoteName(column.name))]
    const places = names.map(() => '?').join(', ')
    const insert = db.prepare(`INSERT INTO ${quoteName(this.#staged().table)} (${names.join(', ')}) VALUES (${places})`)
    turn.holdSync(() => db.transaction(() => this.#chunk.forEach((row) => void insert.run(row)))())
    this.#chunk = []
    progress({ step: 'job.reading-people', done: this.taken, total: 0 })
  }

  publish(provenance: Provenance, households: HouseholdIds): ImportOutcome {
    const { db, turn } = this.#context
    const { versionId } = this.#staged()
    turn.holdSync(() =>
      db.transaction(() => {
        db.prepare('UPDATE phaenthi_version SET content_hash = ? WHERE id = ?').run(provenance.hash, versionId)
        publishVersion(db, versionId, {
          rowCount: this.taken,
          refusedCount: this.refused,
          refusedRows: this.#listed,
          provenance,
          meta: { surveyId: this.#surveyId, title: this.#title, columns: this.#columns },
          box: null,
          geometryType: null,
          identifier: `สมาชิกครัวเรือน ${this.#surveyId} (people ${this.#surveyId})`,
        })
        addDerivedColumns(db, households)
      })(),
    )
    return {
      ...{ datasetIds: [`people:${this.#surveyId}`], versionIds: [versionId] },
      ...{ taken: this.taken, refused: this.refused, refusedRows: this.#listed.slice(0, 1000) },
      ...{ join: null, notes: provenance.notes, provenance },
    }
  }

  drop(): void {
    const version = this.#version
    if (version) this.#context.turn.holdSync(() => dropStaging(this.#context.db, version.versionId))
  }

  #list(row: RefusedRow): void {
    this.reasons.set(row.reason, (this.reasons.get(row.reason) ?? 0) + 1)
    if (this.#listed.length < MAX_LISTED) this.#listed.push({ ...row, value: row.value.slice(0, 200) })
  }

  #staged(): { versionId: number; table: string } {
    if (!this.#version) throw new Error('rows came before their table')
    return this.#version
  }
}
