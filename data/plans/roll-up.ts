/** Plans under plans: which lie below, and what became of their items. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { PlanAnswer } from '../contract/plan-frame.ts'
import { planHeight } from '../contract/plans.ts'
import { type BelowItem, type BelowItems, type BelowState, belowStates, type PlanBelow } from '../contract/roll-up.ts'
import { footingOf, keyOfSource, readSourceLinks } from './overlaps.ts'
import { uncountedByPlan } from './read.ts'
import { type AnswerSources, staleAnswers } from './stale-answers.ts'

interface PlanRow {
  readonly planId: string
  readonly title: string
  readonly level: string | null
  readonly areaCode: string | null
  readonly state: string
}

/**
 * The plans below: of a lower level, within the place of this one where both name one, and all that anything was taken from.
 * Scenarios are none. By area code, then title. Throws `request.not-found`.
 */
export function plansBelow(sources: AnswerSources, planId: string): PlanBelow[] {
  const { db } = sources
  const counts = countStates(sources, planId)
  const sums = db
    .prepare(
      `SELECT plan_id AS planId, count(*) AS itemCount, coalesce(sum(budget_baht), 0) AS budgetBaht
       FROM plan_item WHERE NOT dropped GROUP BY plan_id`,
    )
    .all() as Array<{ planId: string; itemCount: number; budgetBaht: number }>
  const uncounted = uncountedByPlan(db)
  const sumOf = new Map(sums.map((sum) => [sum.planId, sum]))
  return listBelow(db, planId).map((plan) => {
    const sum = sumOf.get(plan.planId)
    const { items = 0, baht = 0 } = uncounted.get(plan.planId) ?? {}
    return {
      ...plan,
      itemCount: (sum?.itemCount ?? 0) - items,
      budgetBaht: (sum?.budgetBaht ?? 0) - baht,
      counts: counts.get(plan.planId) ?? noneOf(),
    }
  })
}

/** Items of the plans below, in the order of the plans and then of the items; of one plan, in one state. */
export function itemsBelow(
  sources: AnswerSources,
  planId: string,
  { plan, state, offset, limit }: { plan?: string; state?: BelowState; offset: number; limit: number },
): BelowItems {
  const below = listBelow(sources.db, planId)
  const place = new Map(below.map((each, index) => [each.planId, index]))
  const all = readBelow(sources, planId)
    .filter((item) => place.has(item.planId) && (plan === undefined || item.planId === plan))
    .filter((item) => state === undefined || item.state === state)
    .sort((a, b) => place.get(a.planId)! - place.get(b.planId)! || a.ordinal - b.ordinal)
  return { total: all.length, items: all.slice(offset, offset + limit).map(({ ordinal: _ordinal, ...item }) => item) }
}

function listBelow(db: Database, planId: string): PlanRow[] {
  const plans = db
    .prepare(
      `SELECT plan_id AS planId, title, level, area_code AS areaCode, state FROM plan
       WHERE scenario_of IS NULL OR plan_id = ?`,
    )
    .all(planId) as PlanRow[]
  const own = plans.find((plan) => plan.planId === planId)
  if (!own) throw new Refusal('request.not-found', { what: planId })
  const sources = db
    .prepare('SELECT DISTINCT source_plan_id FROM plan_item_source WHERE plan_id = ?')
    .pluck()
    .all(planId)
  const taken = new Set(sources)
  return plans
    .filter((plan) => plan.planId !== planId && (taken.has(plan.planId) || liesBelow(plan, own)))
    .sort(
      (a, b) => compare(a.areaCode ?? '', b.areaCode ?? '') || compare(a.title, b.title) || compare(a.planId, b.planId),
    )
}

function liesBelow(plan: PlanRow, own: PlanRow): boolean {
  const isLower = planHeight(plan.level) < planHeight(own.level)
  return isLower && (!own.areaCode || !plan.areaCode || plan.areaCode.startsWith(own.areaCode))
}

/** All items that could be taken, with what became of each in this plan. */
function readBelow({ db, plan }: AnswerSources, planId: string): Array<BelowItem & { readonly ordinal: number }> {
  const rows = db
    .prepare(
      `SELECT i.plan_id AS planId, p.title AS planTitle, i.item_id AS id, i.title, i.category,
         i.joint_issue AS jointIssue, i.budget_baht AS budgetBaht, i.dropped AS isGone, i.ordinal,
         i.content_hash AS contentHash, i.content_hash <> s.seen_hash AS isChanged, u.item_id AS upperId, u.title AS upperTitle,
         u.budget_baht AS upperBaht, u.dropped AS upperDropped, u.dropped_why AS upperWhy, a.verdict, a.why
       FROM plan_item i JOIN plan p ON p.plan_id = i.plan_id
       LEFT JOIN plan_item_source s ON s.source_item_id = i.item_id AND s.source_plan_id = i.plan_id AND s.plan_id = @planId
       LEFT JOIN plan_item u ON u.item_id = s.item_id
       LEFT JOIN plan_answer a ON a.source_item_id = i.item_id AND a.source_plan_id = i.plan_id AND a.plan_id = @planId
       WHERE i.plan_id <> @planId AND (NOT i.dropped OR u.item_id IS NOT NULL OR a.verdict = 'dropped')
       ORDER BY i.item_id, u.dropped`,
    )
    .all({ planId }) as StoredBelow[]
  const items = new Map<string, BelowItem & { ordinal: number }>()
  const within = takenByWay(db, planId)
  const isStale = staleAnswers(plan)
  for (const row of rows) {
    if (items.has(row.id)) continue
    const { planId: below, id, contentHash, isGone } = row
    const changed = !isGone && isStale(planId, { plan: below, item: id, contentHash })
    items.set(id, toBelow(row, { within: within.get(keyOfSource({ plan: below, item: id })) ?? null, changed }))
  }
  return [...items.values()]
}

/** For everything that stands under an item of the plan, at once or by way of plans between: that item. */
function takenByWay(db: Database, planId: string): Map<string, TakenAs> {
  const links = readSourceLinks(db)
  const own = db
    .prepare(
      `SELECT item_id AS id, title, budget_baht AS budgetBaht FROM plan_item WHERE plan_id = ? AND NOT dropped
       ORDER BY ordinal, item_id`,
    )
    .all(planId) as TakenAs[]
  const within = new Map<string, TakenAs>()
  for (const item of own)
    for (const key of footingOf(links.get(item.id) ?? [], links).all) if (!within.has(key)) within.set(key, item)
  return within
}

type TakenAs = NonNullable<BelowItem['takenAs']>

interface StoredBelow extends Omit<BelowItem, 'state' | 'takenAs' | 'verdict' | 'why'> {
  readonly isGone: number
  readonly ordinal: number
  readonly contentHash: string | null
  readonly isChanged: number | null
  readonly upperId: string | null
  readonly upperTitle: string | null
  readonly upperBaht: number | null
  readonly upperDropped: number | null
  readonly upperWhy: string | null
  readonly verdict: PlanAnswer['verdict'] | null
  readonly why: string | null
}

function toBelow(
  row: StoredBelow,
  { within, changed }: { readonly within: TakenAs | null; readonly changed: boolean },
): BelowItem & { ordinal: number } {
  const { planId, planTitle, id, title, category, jointIssue, budgetBaht, ordinal, upperId, verdict } = row
  const item = { planId, planTitle, id, title, category, jointIssue, budgetBaht, ordinal, takenAs: null, verdict: null }
  if (upperId !== null && row.upperDropped === 0) {
    const takenAs = { id: upperId, title: row.upperTitle ?? '', budgetBaht: row.upperBaht ?? 0 }
    return { ...item, state: row.isChanged ? 'changed' : 'taken', takenAs, why: '' }
  }
  if (within) return { ...item, state: 'within', takenAs: within, why: '' }
  if (verdict !== null) return { ...item, state: changed ? 'again' : verdict, verdict, why: row.why ?? '' }
  if (upperId !== null) return { ...item, state: 'dropped', why: row.upperWhy ?? '' }
  return { ...item, state: 'open', why: '' }
}

function countStates(sources: AnswerSources, planId: string): Map<string, Record<BelowState, number>> {
  const counts = new Map<string, Record<BelowState, number>>()
  for (const { planId: below, state } of readBelow(sources, planId)) {
    const own = counts.get(below) ?? noneOf()
    own[state]++
    counts.set(below, own)
  }
  return counts
}

function noneOf(): Record<BelowState, number> {
  return Object.fromEntries(belowStates.map((state) => [state, 0])) as Record<BelowState, number>
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
