/** Columns of a survey that are counted from its people: members and disabled per household, where the survey lacks them. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { SurveyCache } from './cache.ts'
import { cellOf, encodeColumn } from './columns.ts'
import type { SurveyMeta } from './survey-identity.ts'

/** The households of a survey by their ids, and what their people add up to. */
export class HouseholdIds {
  readonly versionId: number
  readonly count: number
  /** Per row of the survey's cache. */
  readonly members: Int32Array
  readonly disabled: Int32Array
  anyDisabled = false
  readonly #rows = new Map<string, number>()

  /** Throws `survey.unknown`, and `import.no-column` for a survey without household ids. */
  constructor(db: Database, surveyId: string) {
    const survey = new SurveyCache(db).survey(surveyId)
    const ids = survey.column('household_id')
    if (!ids) throw new Refusal('import.no-column', { name: survey.title, target: 'household_id' })
    this.versionId = survey.versionId
    this.count = survey.count
    this.members = new Int32Array(survey.count)
    this.disabled = new Int32Array(survey.count)
    for (let row = 0; row < survey.count; row++) {
      const id = cellOf(ids, row)
      if (id !== null && !this.#rows.has(String(id))) this.#rows.set(String(id), row)
    }
  }

  /** Counts a person; answers why not, where the household is not known. */
  add({ householdId, disabled }: { householdId: string; disabled: boolean }): string | null {
    const row = this.#rows.get(householdId)
    if (row === undefined) return 'refused.unknown-household'
    this.members[row]!++
    if (disabled) {
      this.disabled[row]!++
      this.anyDisabled = true
    }
    return null
  }
}

const derived = [
  { name: 'people_members', role: 'members' },
  { name: 'people_disabled', role: 'disabled' },
] as const

/** Adds the counts as columns of the survey, in the caller's transaction. A role that the survey has itself stays its own. */
export function addDerivedColumns(db: Database, households: HouseholdIds): void {
  const { versionId, count } = households
  const { meta } = db.prepare('SELECT meta FROM phaenthi_version WHERE id = ?').get(versionId) as { meta: string }
  const survey = JSON.parse(meta) as SurveyMeta
  const own = survey.columns.filter(({ name }) => !derived.some((column) => column.name === name))
  const added: SurveyMeta['columns'][number][] = []
  for (const { name, role } of derived) {
    if (own.some((column) => column.role === role)) continue
    if (role === 'disabled' && !households.anyDisabled) continue
    const values = role === 'members' ? households.members : households.disabled
    const stored = encodeColumn(
      { name, label: name, role, kind: 'number', values, present: null, integer: true },
      count,
    )
    db.prepare(
      `INSERT OR REPLACE INTO phaenthi_column (version_id, name, ordinal, kind, label, meta, data)
       VALUES (?, ?, (SELECT max(ordinal) + 1 FROM phaenthi_column WHERE version_id = ?), ?, ?, ?, ?)`,
    ).run(versionId, name, versionId, stored.kind, stored.label, stored.meta, stored.data)
    added.push({ name, label: name, kind: 'number', role })
  }
  if (added.length === 0) return
  const columns = [...own, ...added]
  db.prepare('UPDATE phaenthi_version SET meta = ? WHERE id = ?').run(JSON.stringify({ ...survey, columns }), versionId)
}
