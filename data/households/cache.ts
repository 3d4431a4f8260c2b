/**
 * Surveys held by column, loaded from the workspace when they are first asked for. All together they stay within a budget of
 * bytes: the columns that were not asked for longest go first, and come back when they are needed (a million rows of one
 * column take about a millisecond).
 */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { AreaLevel } from '../contract/imports.ts'
import { type Column, columnBytes, decodeColumn, type NumberColumn, type StoredColumn } from './columns.ts'
import { type Runs, runsAtLevel, villageRuns } from './runs.ts'
import type { IndicatorSet, SurveyMeta } from './survey-identity.ts'

export interface Survey {
  readonly surveyId: string
  readonly versionId: number
  readonly title: string
  readonly year: number | null
  readonly indicatorSet: IndicatorSet | null
  /** Households. */
  readonly count: number
  readonly columns: SurveyMeta['columns']
  /** Areas of a level that have households, as runs of rows. */
  readonly runs: (level: AreaLevel) => Runs
  /** A column by name, else by role, else by label; null where there is none. Answers the same object while it is held. */
  readonly column: (name: string) => Column | null
  /** Row → fid in the feature table. */
  readonly fids: () => Int32Array
  /** Positions in 1e-7 degrees; NO_POSITION where there is none. */
  readonly positions: () => { readonly lons: Int32Array; readonly lats: Int32Array }
}

export const DEFAULT_BUDGET_BYTES = 256 * 1024 * 1024

interface HeldColumn {
  readonly column: Column
  readonly bytes: number
}

interface VersionRecord {
  readonly id: number
  readonly title: string
  readonly rowCount: number
  readonly meta: string
}

export class SurveyCache {
  readonly #db: Database
  readonly #budget: number
  readonly #surveys = new Map<number, { readonly survey: Survey; readonly meta: string }>()
  /** In order of last use. */
  readonly #held = new Map<string, HeldColumn>()
  #bytes = 0

  constructor(db: Database, budgetBytes: number = DEFAULT_BUDGET_BYTES) {
    this.#db = db
    this.#budget = budgetBytes
  }

  /** Bytes of columns held now. */
  get heldBytes(): number {
    return this.#bytes
  }

  /** The current version of a survey. Throws `survey.unknown`. */
  survey(surveyId: string): Survey {
    const version = this.#db
      .prepare<[string], VersionRecord>(
        `SELECT v.id, d.title, v.row_count AS rowCount, v.meta FROM phaenthi_dataset d
         JOIN phaenthi_version v ON v.id = d.current_version WHERE d.id = ?`,
      )
      .get(`households:${surveyId}`)
    if (!version) throw new Refusal('survey.unknown', { id: surveyId })
    const known = this.#surveys.get(version.id)
    // People imported later add columns to the same version.
    if (known?.meta === version.meta) return known.survey
    for (const [id, other] of this.#surveys) if (other.survey.surveyId === surveyId) this.#forget(id)
    const survey = this.#open(surveyId, version)
    this.#surveys.set(version.id, { survey, meta: version.meta })
    return survey
  }

  /** Ids of the surveys of the workspace that are current, newest year first. */
  surveyIds(): string[] {
    const rows = this.#db
      .prepare<[], { id: string; meta: string }>(
        `SELECT d.id, v.meta FROM phaenthi_dataset d JOIN phaenthi_version v ON v.id = d.current_version
         WHERE d.kind = 'households' ORDER BY d.id`,
      )
      .all()
    const yearOf = (meta: string): number => (JSON.parse(meta) as Partial<SurveyMeta>).year ?? 0
    return rows.sort((a, b) => yearOf(b.meta) - yearOf(a.meta)).map(({ id }) => id.slice('households:'.length))
  }

  /** Lets go of everything, under memory pressure or when the workspace closes. */
  drop(): void {
    this.#surveys.clear()
    this.#held.clear()
    this.#bytes = 0
  }

  #open(surveyId: string, version: VersionRecord): Survey {
    const meta = JSON.parse(version.meta) as SurveyMeta
    const load = (name: string): Column | null => this.#column(version.id, name)
    const own = (name: string): Column => {
      const column = load(name)
      if (!column) throw new Error(`survey ${surveyId} lacks its column ${name}`)
      return column
    }
    const areas = own('#area')
    if (areas.kind !== 'category') throw new Error(`survey ${surveyId} has a wrong #area`)
    const villages = villageRuns(areas.codes, numbersOf(own('#moo')), areas.words)
    const levels = new Map<AreaLevel, Runs>()
    const names = namesOf(meta.columns)
    return {
      ...{ surveyId, versionId: version.id, title: version.title, count: version.rowCount },
      ...{ year: meta.year, indicatorSet: meta.indicatorSet, columns: meta.columns },
      runs: (level) => {
        const runs = levels.get(level) ?? runsAtLevel(villages, level)
        levels.set(level, runs)
        return runs
      },
      column: (name) => {
        const known = names.get(name)
        return known === undefined ? null : load(known)
      },
      fids: () => numbersOf(own('#fid')) as Int32Array,
      positions: () => ({ lons: numbersOf(own('#lon')) as Int32Array, lats: numbersOf(own('#lat')) as Int32Array }),
    }
  }

  #column(versionId: number, name: string): Column | null {
    const key = `${versionId} ${name}`
    const held = this.#held.get(key)
    if (held) {
      this.#held.delete(key)
      this.#held.set(key, held)
      return held.column
    }
    const stored = this.#db
      .prepare<[number, string], StoredColumn>(
        'SELECT name, kind, label, meta, data FROM phaenthi_column WHERE version_id = ? AND name = ?',
      )
      .get(versionId, name)
    if (!stored) return null
    const column = decodeColumn(stored)
    this.#hold(key, column)
    return column
  }

  #hold(key: string, column: Column): void {
    const bytes = columnBytes(column)
    this.#held.set(key, { column, bytes })
    this.#bytes += bytes
    for (const [other, held] of this.#held) {
      if (this.#bytes <= this.#budget || other === key) break
      this.#held.delete(other)
      this.#bytes -= held.bytes
    }
  }

  #forget(versionId: number): void {
    this.#surveys.delete(versionId)
    for (const [key, held] of this.#held) {
      if (!key.startsWith(`${versionId} `)) continue
      this.#held.delete(key)
      this.#bytes -= held.bytes
    }
  }
}

function numbersOf(column: Column): NumberColumn['values'] {
  if (column.kind !== 'number') throw new Error(`${column.name} holds no numbers`)
  return column.values
}

/** What a column may be called: its name above all, then its role, then its label. */
function namesOf(columns: SurveyMeta['columns']): Map<string, string> {
  const names = new Map<string, string>()
  for (const { name, label } of columns) names.set(label, name)
  for (const { name, role } of columns) if (role) names.set(role, name)
  for (const { name } of columns) names.set(name, name)
  return names
}
