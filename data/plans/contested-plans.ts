/** Plans that show as dropped while somebody else went on writing them. */
import type { Database } from 'better-sqlite3'
import type { ContestedPlan } from '../contract/plans.ts'
import { type CellReader, DROPPED, EXISTS } from '../documents/cells.ts'

/** Those of which nobody has settled whether they stand. A dropped plan has no rows: only its questions know of it. */
export function contestedPlans(db: Database, document: (planId: string) => CellReader): ContestedPlan[] {
  const ids = db
    .prepare(
      `SELECT DISTINCT plan_id FROM plan_question WHERE item_id = '' AND field IN (?, ?)
         AND plan_id NOT IN (SELECT plan_id FROM plan) ORDER BY plan_id`,
    )
    .pluck()
    .all(DROPPED, EXISTS) as string[]
  return ids.map((id) => ({ id, title: String(document(id).read(null, 'title') ?? '') }))
}
