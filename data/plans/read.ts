/** What the window asks about plans and items. Lists and totals come from the projected tables; an item whole from its document. */
import type { Database } from 'better-sqlite3'
import type { HistoryEntry } from '../contract/api.ts'
import {
  type BudgetTotals,
  type ItemPage,
  type ItemRow,
  type ItemsRequest,
  itemsRequestSchema,
  type PlanItem,
  type PlanSummary,
} from '../contract/plans.ts'
import type { DocumentStore } from '../documents/store.ts'
import { foldThai } from '../exchange/text/fold.ts'
import { envelopeOf } from '../store/geometry.ts'
import { arrivedSql, uncountedItems, uncountedTogether } from './overlaps.ts'
import { itemRecord } from './plan-cells.ts'
import type { NotedPlan } from './plan-notes.ts'

/** All plans with what they hold, by title. Dropped plans, dropped items and those that do not count are left out of the figures. */
export function listPlans(db: Database): PlanSummary[] {
  const plans = db
    .prepare(
      `SELECT p.plan_id AS id, p.title, p.level, p.area_code AS areaCode, p.first_fiscal_year AS firstFiscalYear,
         p.last_fiscal_year AS lastFiscalYear, p.state, count(i.fid) AS itemCount,
         coalesce(sum(NOT i.placed), 0) AS unplacedCount, coalesce(sum(i.budget_baht), 0) AS budgetBaht,
         (SELECT count(*) FROM plan_question q WHERE q.plan_id = p.plan_id) AS questionCount, p.scenario_of AS scenarioOf
       FROM plan p LEFT JOIN plan_item i ON i.plan_id = p.plan_id AND NOT i.dropped
       GROUP BY p.plan_id`,
    )
    .all() as PlanSummary[]
  const collator = new Intl.Collator('th')
  const uncounted = uncountedByPlan(db)
  return plans
    .map((plan) => {
      const { items = 0, baht = 0 } = uncounted.get(plan.id) ?? {}
      return { ...plan, itemCount: plan.itemCount - items, budgetBaht: plan.budgetBaht - baht }
    })
    .sort((a, b) => collator.compare(a.title, b.title) || (a.id < b.id ? -1 : 1))
}

interface Uncounted {
  readonly items: number
  readonly baht: number
}

/** How many of each plan's items do not count, and their money, where it has any. */
export function uncountedByPlan(db: Database): Map<string, Uncounted> {
  const ids = JSON.stringify([...uncountedItems(db, null)])
  const sql = `SELECT plan_id AS planId, count(*) AS items, sum(budget_baht) AS baht FROM plan_item
    WHERE item_id IN (SELECT value FROM json_each(?)) GROUP BY plan_id`
  const rows = db.prepare(sql).all(ids) as Array<Uncounted & { planId: string }>
  return new Map(rows.map(({ planId, ...uncounted }) => [planId, uncounted]))
}

/**
 * Items in plan order, filtered, with how many there are in all and the budget of those that stand. `noted` answers the notes of a plan, for `note`.
 * Throws ZodError on an impossible request.
 */
export function listItems(
  db: Database,
  request: ItemsRequest = {},
  noted: (planId: string) => NotedPlan | null = () => null,
): ItemPage {
  const wanted = itemsRequestSchema.parse(request)
  const { where, values } = conditions(wanted, noted)
  const counted = `NOT i.dropped AND ${countedIn(db, wanted.plan ?? null)}`
  const totals = db
    .prepare(
      `SELECT count(*) AS total, coalesce(sum(i.budget_baht) FILTER (WHERE ${counted}), 0) AS budgetBaht
       FROM plan_item i ${where}`,
    )
    .get(values) as { total: number; budgetBaht: number }
  const rows = db
    .prepare(
      `SELECT item_id AS id, plan_id AS planId, title, category, status, strategy, tactic, joint_issue AS jointIssue,
         owner, target, area_code AS areaCode, budget_baht AS budgetBaht, placed, dropped, ordinal, geom, (${counted}) AS counted,
         (SELECT count(*) FROM plan_question q WHERE q.item_id = i.item_id) AS questions
       FROM plan_item i ${where} ORDER BY plan_id, ordinal, item_id LIMIT @limit OFFSET @offset`,
    )
    .all({ ...values, limit: wanted.limit, offset: wanted.offset }) as StoredItem[]
  return { ...totals, items: rows.map(toItemRow) }
}

/** Budgets of a plan, or of all plans but scenarios together, by fiscal year and by category. Dropped items are left out. */
export function budgetTotals(db: Database, planId: string | null = null): BudgetTotals {
  // The items first and then their money: the other way round each line of money looks its item up. The row without a year counts them.
  const rows = db
    .prepare(
      `WITH counted AS MATERIALIZED (
         SELECT i.item_id, i.category FROM plan_item i
         WHERE NOT i.dropped AND (@planId IS NULL OR i.plan_id = @planId) AND ${countedIn(db, planId)}
       )
       SELECT NULL AS category, NULL AS fiscalYear, 0 AS amountBaht, count(*) AS items FROM counted
       UNION ALL
       SELECT category, fiscalYear, sum(amountBaht), count(*) FROM (
         SELECT i.category, b.fiscal_year AS fiscalYear, sum(b.amount_baht) AS amountBaht
         FROM counted i CROSS JOIN plan_item_budget b ON b.item_id = i.item_id GROUP BY b.item_id, b.fiscal_year
       ) GROUP BY category, fiscalYear ORDER BY category, fiscalYear`,
    )
    .all({ planId }) as Array<Omit<BudgetTotals['byCategory'][number], 'fiscalYear'> & { fiscalYear: number | null }>
  const byCategory = rows.filter((row): row is BudgetTotals['byCategory'][number] => row.fiscalYear !== null)
  const byFiscalYear = sumByYear(byCategory)
  const itemCount = rows.find(({ fiscalYear }) => fiscalYear === null)?.items ?? 0
  return {
    byFiscalYear,
    byCategory,
    itemCount,
    totalBaht: byFiscalYear.reduce((sum, year) => sum + year.amountBaht, 0),
  }
}

/**
 * SQL of `plan_item i`: all but items that stand on what another of their plan already stands on. Of all plans together, moreover, what went up counts where it
 * arrived, and scenarios do not count.
 */
export function countedIn(db: Database, planId: string | null): string {
  const uncounted = planId === null ? uncountedTogether(db) : uncountedItems(db, planId)
  const ids = [...uncounted].map((id) => `'${id.replaceAll("'", "''")}'`)
  const once = ids.length > 0 ? `i.item_id NOT IN (${ids.join(', ')})` : 'TRUE'
  if (planId !== null) return once
  return `${once} AND ${arrivedSql}`
}

/** An item whole, with what was done to it, newest first; null where there is none. */
export function itemWithHistory(
  db: Database,
  store: DocumentStore,
  itemId: string,
): { readonly item: PlanItem; readonly history: readonly HistoryEntry[] } | null {
  const owner = db.prepare('SELECT plan_id AS planId FROM plan_item WHERE item_id = ?').get(itemId)
  if (!owner) return null
  const { planId } = owner as { planId: string }
  const item = store.item(planId, itemId)
  return item ? { item, history: store.history({ documentId: planId, record: itemRecord(itemId) }) } : null
}

/** An item is in one category only, so its years add up without counting it twice. */
function sumByYear(byCategory: BudgetTotals['byCategory']): Array<BudgetTotals['byFiscalYear'][number]> {
  const years = Map.groupBy(byCategory, ({ fiscalYear }) => fiscalYear)
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([fiscalYear, parts]) => ({
      fiscalYear,
      amountBaht: parts.reduce((sum, part) => sum + part.amountBaht, 0),
      items: parts.reduce((sum, part) => sum + part.items, 0),
    }))
}

interface StoredItem extends Omit<ItemRow, 'placed' | 'dropped' | 'counted' | 'point'> {
  readonly placed: number
  readonly dropped: number
  readonly counted: number
  readonly geom: Uint8Array | null
}

function toItemRow({ geom, placed, dropped, counted, ...row }: StoredItem): ItemRow {
  const box = geom ? envelopeOf(geom) : null
  const point = box ? ([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const) : null
  return { ...row, placed: placed === 1, dropped: dropped === 1, counted: counted === 1, point }
}

function conditions(wanted: ReturnType<typeof itemsRequestSchema.parse>, noted: (planId: string) => NotedPlan | null) {
  const { plan, unplaced, category, status, fiscalYear, words, note } = wanted
  const values: Record<string, string | number | null> = {}
  // Whether a dropped item is dropped may be what is not settled.
  const parts = wanted.dropped || wanted.unsettled ? [] : ['NOT i.dropped']
  const add = (sql: string, name: string, value: string | number | null) => {
    parts.push(sql)
    values[name] = value
  }
  if (plan !== undefined) add('i.plan_id = @plan', 'plan', plan)
  // Of all plans together a scenario's items are the same works once more.
  else parts.push('i.plan_id NOT IN (SELECT plan_id FROM plan WHERE scenario_of NOTNULL)')
  if (unplaced !== undefined) add('i.placed = @placed', 'placed', unplaced ? 0 : 1)
  if (category !== undefined) add('i.category IS @category', 'category', category)
  if (status !== undefined) add('i.status = @status', 'status', status)
  if (fiscalYear !== undefined)
    add(
      'EXISTS (SELECT 1 FROM plan_item_budget b WHERE b.item_id = i.item_id AND b.fiscal_year = @year AND b.amount_baht > 0)',
      'year',
      fiscalYear,
    )
  if (note !== undefined) {
    const speaks = [...(noted(plan ?? '')?.byItem ?? [])].filter(
      ([, notes]) => note === 'any' || notes.some(({ rule }) => rule === note),
    )
    add('i.item_id IN (SELECT value FROM json_each(@noted))', 'noted', JSON.stringify(speaks.map(([id]) => id)))
  }
  if (wanted.unsettled) parts.push('EXISTS (SELECT 1 FROM plan_question q WHERE q.item_id = i.item_id)')
  // An old file that is only read has no folded titles.
  if (words) add('instr(coalesce(i.title_folded, i.title), @words) > 0', 'words', foldThai(words))
  return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', values }
}
