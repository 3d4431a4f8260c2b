/** The answer sheet of a plan: what plans above say to each of its items. */
import type { PlanAnswer } from '../contract/plan-frame.ts'
import type { AnswerRow } from '../contract/roll-up.ts'
import { type AnswerSources, staleAnswers } from './stale-answers.ts'

/** What plans above say to each item of a plan, dropped items of its own left out; in its order. */
export function answersTo({ db, plan }: AnswerSources, planId: string): AnswerRow[] {
  const rows = db
    .prepare(
      `SELECT i.item_id AS itemId, i.title, i.budget_baht AS budgetBaht, i.content_hash AS contentHash, u.title AS takenTitle, u.budget_baht AS takenBaht,
         u.dropped AS isDropped, u.dropped_why AS droppedWhy, p.plan_id AS byPlan, p.title AS byPlanTitle,
         (SELECT count(*) FROM plan_item_source o WHERE o.item_id = u.item_id) AS sourceCount,
         a.verdict, a.why, ap.plan_id AS answeredBy, ap.title AS answeredByTitle,
         EXISTS (SELECT 1 FROM plan_question q JOIN plan qp ON qp.plan_id = q.plan_id AND qp.scenario_of IS NULL
           WHERE q.field = 'answer:' || i.plan_id || '/' || i.item_id) AS isAsked
       FROM plan_item i
       LEFT JOIN plan_item_source s ON s.source_item_id = i.item_id AND s.source_plan_id = i.plan_id
         AND s.plan_id IN (SELECT plan_id FROM plan WHERE scenario_of IS NULL)
       LEFT JOIN plan_item u ON u.item_id = s.item_id
       LEFT JOIN plan p ON p.plan_id = s.plan_id
       LEFT JOIN plan_answer a ON a.source_item_id = i.item_id AND a.source_plan_id = i.plan_id
         AND a.plan_id IN (SELECT plan_id FROM plan WHERE scenario_of IS NULL)
       LEFT JOIN plan ap ON ap.plan_id = a.plan_id
       WHERE i.plan_id = ? AND NOT i.dropped ORDER BY i.ordinal, i.item_id, u.dropped, p.plan_id`,
    )
    .all(planId) as StoredAnswer[]
  const isStale = staleAnswers(plan)
  const answers = new Map<string, AnswerRow>()
  // An item that went into two places is told by the one that stands.
  for (const row of rows) {
    if (answers.has(row.itemId)) continue
    const { itemId, contentHash, answeredBy } = row
    const changed = answeredBy !== null && isStale(answeredBy, { plan: planId, item: itemId, contentHash })
    answers.set(itemId, toAnswer(row, changed ? 'again' : row.verdict))
  }
  return [...answers.values()]
}

interface StoredAnswer {
  readonly itemId: string
  readonly title: string
  readonly budgetBaht: number
  readonly contentHash: string | null
  readonly takenTitle: string | null
  readonly takenBaht: number | null
  readonly sourceCount: number
  readonly isDropped: number | null
  readonly droppedWhy: string | null
  readonly byPlan: string | null
  readonly byPlanTitle: string | null
  readonly verdict: PlanAnswer['verdict'] | null
  readonly why: string | null
  readonly answeredBy: string | null
  readonly answeredByTitle: string | null
  readonly isAsked: number
}

function toAnswer(row: StoredAnswer, answered: StoredAnswer['verdict'] | 'again'): AnswerRow {
  const { itemId, title, budgetBaht, takenTitle, byPlan, byPlanTitle, sourceCount } = row
  const item = { itemId, title, budgetBaht, isUnsettled: row.isAsked === 1 }
  if (takenTitle !== null && row.isDropped === 0) {
    const joint = sourceCount > 1 ? { count: sourceCount, budgetBaht: row.takenBaht ?? 0 } : null
    const takenBaht = joint ? null : row.takenBaht
    return { ...item, state: 'taken', byPlan, byPlanTitle, takenTitle, takenBaht, joint, why: '' }
  }
  const nothing = { takenTitle: null, takenBaht: null, joint: null }
  if (answered !== null)
    return {
      ...{ ...item, ...nothing, state: answered, byPlan: row.answeredBy, byPlanTitle: row.answeredByTitle },
      why: row.why ?? '',
    }
  if (takenTitle !== null)
    return { ...item, ...nothing, state: 'dropped', byPlan, byPlanTitle, why: row.droppedWhy ?? '' }
  return { ...item, ...nothing, state: 'open', byPlan: null, byPlanTitle: null, why: '' }
}
