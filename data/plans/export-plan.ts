/** A plan out: as the official forms in a workbook, or as a project book. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { DocumentStore } from '../documents/store.ts'
import { toFormWorkbook } from '../exchange/tables/write-workbook.ts'
import { projectBookOf } from './export-project-book.ts'
import { uncountedItems } from './overlaps.ts'
import { formSheets } from './project-form-sheet.ts'
import { summarySheet } from './project-summary-sheet.ts'
import { listPlans } from './read.ts'
import { unsettledSheets } from './unsettled-sheet.ts'

/**
 * The file of a plan, named by its id or its title: `xlsx` holds ผ.01, the forms of the ผ.02 family and what is not settled, `json` a project book. Dropped
 * items are left out, but where it is not settled whether they are. Throws `request.not-found`, and `export.unknown-format` for any other format.
 */
export function exportPlan(
  db: Database,
  { plan: named, format }: { readonly plan: string; readonly format: string },
): Uint8Array {
  const plans = listPlans(db)
  const found = plans.find(({ id }) => id === named) ?? plans.find(({ title }) => title === named)
  const store = new DocumentStore(db)
  const plan = found ? store.plan(found.id) : null
  if (!plan) throw new Refusal('request.not-found', { what: named })
  const items = store.items(plan.id).filter(({ dropped }) => !dropped)
  switch (format) {
    case 'json':
      return new TextEncoder().encode(`${JSON.stringify(projectBookOf(plan, items), null, 2)}\n`)
    case 'xlsx': {
      const { categories } = store.workbook()
      const uncounted = uncountedItems(db, plan.id)
      const book = { plan, items, uncounted, categories, questions: store.questions(plan.id) }
      return toFormWorkbook([summarySheet(book), ...formSheets(book), ...unsettledSheets(book, store.open(plan.id))])
    }
    default:
      throw new Refusal('export.unknown-format', { name: format })
  }
}
