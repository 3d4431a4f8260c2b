/** Sheets about plans under plans: the answer sheet that goes back to a tambon, and where every baht of a plan comes from. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../../contract/errors.ts'
import { documentsMessages } from '../../contract/messages/documents.ts'
import { readQuestions } from '../../documents/question-rows.ts'
import { DocumentStore } from '../../documents/store.ts'
import { answersTo } from '../../plans/answer-sheet.ts'
import { tracePlan } from '../../plans/trace.ts'
import { unsettledByItem } from '../../plans/unsettled.ts'
import type { ExportCell, ExportTable } from './export-table.ts'

/** `answers:<plan>` or `trace:<plan>`; null for anything else. Throws `request.not-found` for an unknown plan. */
export function rollUpTable(db: Database, what: string): ExportTable | null {
  const [kind, planId = ''] = split(what)
  if (kind !== 'answers' && kind !== 'trace') return null
  const title = db.prepare('SELECT title FROM plan WHERE plan_id = ?').pluck().get(planId)
  if (typeof title !== 'string') throw new Refusal('request.not-found', { what: planId })
  return kind === 'answers' ? answersTable(db, planId, title) : traceTable(db, planId, title)
}

function split(what: string): [kind: string, rest: string] {
  const at = what.indexOf(':')
  return at < 0 ? [what, ''] : [what.slice(0, at), what.slice(at + 1)]
}

type Word = Extract<keyof typeof documentsMessages, `sheet.${string}`>

function say(word: Word): string {
  return documentsMessages[word].th
}

function answersTable(db: Database, planId: string, title: string): ExportTable {
  const unsettled = unsettledIn(db)
  const store = new DocumentStore(db)
  const rows = answersTo({ db, plan: (id) => store.plan(id) }, planId).map((row, index): ExportCell[] => [
    index + 1,
    row.title,
    row.budgetBaht,
    say(`sheet.state-${row.state}`),
    row.byPlanTitle,
    row.takenTitle,
    row.takenBaht,
    ...(row.joint ? [row.joint.count, row.joint.budgetBaht] : [null, null]),
    row.why || null,
    [unsettled(planId, row.itemId), row.isUnsettled ? say('sheet.answer') : null].filter(Boolean).join(' · ') || null,
  ])
  const columns: ExportTable['columns'] = [
    { name: say('sheet.number'), type: 'INTEGER' },
    { name: say('sheet.project'), type: 'TEXT' },
    { name: say('sheet.asked-baht'), type: 'INTEGER' },
    { name: say('sheet.answer'), type: 'TEXT' },
    { name: say('sheet.by-plan'), type: 'TEXT' },
    { name: say('sheet.taken-as'), type: 'TEXT' },
    { name: say('sheet.taken-baht'), type: 'INTEGER' },
    { name: say('sheet.joint-count'), type: 'INTEGER' },
    { name: say('sheet.joint-baht'), type: 'INTEGER' },
    { name: say('sheet.why'), type: 'TEXT' },
    { name: say('sheet.unsettled'), type: 'TEXT' },
  ]
  return sheet({ name: 'answers', title, columns, rows })
}

/** What of an item is not settled; each plan is asked once. */
function unsettledIn(db: Database): (planId: string, itemId: string) => string | null {
  const plans = new Map<string, ReadonlyMap<string, string>>()
  return (planId, itemId) => {
    const known = plans.get(planId) ?? unsettledByItem(readQuestions(db, planId))
    plans.set(planId, known)
    return known.get(itemId) ?? null
  }
}

/** A line for each item at the bottom; an item that was made in the plan itself has one line of its own. */
function traceTable(db: Database, planId: string, title: string): ExportTable {
  const unsettled = unsettledIn(db)
  const rows = tracePlan(db, planId).rows.flatMap(
    ({ itemId, title: project, budgetBaht, leaves }, index): ExportCell[][] => {
      const head: ExportCell[] = [index + 1, project, budgetBaht]
      const asked = unsettled(planId, itemId)
      if (leaves.length === 0) return [[...head, null, null, null, null, null, asked]]
      // The money of one item stands once, so that the column adds up.
      return leaves.map((leaf, at) => [
        ...(at === 0 ? head : [index + 1, project, null]),
        ...[
          leaf.planTitle,
          leaf.title,
          leaf.budgetBaht,
          leaf.reason,
          leaf.dropped,
          unsettled(leaf.planId, leaf.itemId) ?? (at === 0 ? asked : null),
        ],
      ])
    },
  )
  const columns: ExportTable['columns'] = [
    { name: say('sheet.number'), type: 'INTEGER' },
    { name: say('sheet.project'), type: 'TEXT' },
    { name: say('sheet.baht'), type: 'INTEGER' },
    { name: say('sheet.source-plan'), type: 'TEXT' },
    { name: say('sheet.source-project'), type: 'TEXT' },
    { name: say('sheet.source-baht'), type: 'INTEGER' },
    { name: say('sheet.reason'), type: 'TEXT' },
    { name: say('sheet.dropped-below'), type: 'TEXT' },
    { name: say('sheet.unsettled'), type: 'TEXT' },
  ]
  return sheet({ name: 'trace', title, columns, rows })
}

function sheet({
  rows,
  ...table
}: Pick<ExportTable, 'name' | 'title' | 'columns'> & { readonly rows: readonly ExportCell[][] }): ExportTable {
  return {
    ...table,
    geometryType: null,
    total: rows.length,
    rows: () => rows.map((values) => ({ geom: null, values })),
  }
}
