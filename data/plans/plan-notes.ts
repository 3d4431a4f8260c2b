/** The notes of a plan and of each of its items, worked out from the tables in one query a rule and kept until something changes. */
import type { Database } from 'better-sqlite3'
import { type ItemFacts, type ItemNote, itemRules, type PlanNotes } from '../contract/plan-notes.ts'
import type { BudgetLine, PlanInfo } from '../contract/plans.ts'
import { type Overrun, overruns } from './ceiling-rule.ts'
import { findTwins, readLinks, TitleIndex } from './find-twins.ts'
import { uncountedItems } from './overlaps.ts'
import { isOutside, type PlanArea } from './plan-area.ts'
import { notesOfItem, notesOfPlan, type Twin } from './rules.ts'

export interface NotedPlan {
  readonly summary: PlanNotes
  /** Items without a note have no entry. */
  readonly byItem: ReadonlyMap<string, readonly ItemNote[]>
}

export interface NoteSources {
  readonly db: Database
  readonly plan: (planId: string) => PlanInfo | null
  readonly area: (plan: PlanInfo) => PlanArea | null
}

interface KeptPlace {
  readonly area: string
  readonly geom: Uint8Array | null
  readonly areaCode: string | null
  readonly isOutside: boolean
}

/** Keeps notes until it is told that something changed; what shapes and folded titles answered is kept beyond that. */
export class PlanNotesKeeper {
  readonly #sources: NoteSources
  readonly #plans = new Map<string, NotedPlan>()
  readonly #titles = new TitleIndex()
  readonly #places = new Map<string, KeptPlace>()

  constructor(sources: NoteSources) {
    this.#sources = sources
  }

  /** Something changed in plans or items, or (with `areas`) in what they lie in. */
  forget({ areas = false }: { areas?: boolean } = {}): void {
    this.#plans.clear()
    if (areas) this.#places.clear()
  }

  /** The notes of a plan; null where there is no such plan. */
  of(planId: string): NotedPlan | null {
    const kept = this.#plans.get(planId)
    if (kept) return kept
    const plan = this.#sources.plan(planId)
    if (!plan || plan.dropped) return null
    const noted = this.#work(plan)
    this.#plans.set(planId, noted)
    return noted
  }

  #work(plan: PlanInfo): NotedPlan {
    const { db } = this.#sources
    const items = readFacts(db, plan.id)
    const uncounted = uncountedItems(db, plan.id)
    const counted = items.filter(({ id }) => !uncounted.has(id))
    const over = overruns(counted, plan.ceilings)
    const twins = this.#twins(plan.id)
    const area = this.#sources.area(plan)
    const { firstFiscalYear, lastFiscalYear } = plan.fields
    const years = { firstFiscalYear: yearOf(firstFiscalYear), lastFiscalYear: yearOf(lastFiscalYear) }
    const byItem = new Map<string, readonly ItemNote[]>()
    for (const item of items) {
      const context = {
        ...years,
        overruns: over.get(item.id) ?? noOverruns,
        outsideOf: area && this.#isOutside(item, area) ? area.name : null,
        twin: twins.get(item.id) ?? null,
      }
      const notes = notesOfItem(item, context)
      if (notes.length > 0) byItem.set(item.id, notes)
    }
    return { summary: { ...countNotes(byItem), itemCount: items.length, notes: notesOfPlan(plan, counted) }, byItem }
  }

  #twins(planId: string): Map<string, Twin> {
    const { db } = this.#sources
    const names = new Map(db.prepare('SELECT plan_id, title FROM plan').raw().all() as Array<[string, string]>)
    const world = { plans: this.#titles.read(db), fold: this.#titles.fold, ...readLinks(db) }
    return findTwins(planId, { ...world, planTitle: (id) => names.get(id) ?? '' })
  }

  #isOutside({ id, geom, areaCode }: PlacedFacts, area: PlanArea): boolean {
    if (geom === null && areaCode === null) return false
    const key = area.codes.join(' ')
    const kept = this.#places.get(id)
    if (kept && kept.area === key && kept.areaCode === areaCode && sameBytes(kept.geom, geom)) return kept.isOutside
    const answer = isOutside(area, { geom, areaCode })
    this.#places.set(id, { area: key, geom, areaCode, isOutside: answer })
    return answer
  }
}

const noOverruns: readonly Overrun[] = []

interface PlacedFacts extends ItemFacts {
  readonly geom: Uint8Array | null
  readonly areaCode: string | null
}

/** What the rules ask of a plan's items that stand, in the plan's order. */
function readFacts(db: Database, planId: string): PlacedFacts[] {
  const ask = <T>(sql: string) => db.prepare(sql).raw().all(planId) as T[]
  const budgets = Map.groupBy(
    ask<[string, number, string, number]>(
      'SELECT item_id, fiscal_year, source, amount_baht FROM plan_item_budget WHERE plan_id = ?',
    ),
    ([id]) => id,
  )
  const needs = listsBy(ask('SELECT item_id, indicator FROM plan_item_need WHERE plan_id = ?'))
  const goals = listsBy(ask('SELECT DISTINCT item_id, indicator FROM plan_item_goal WHERE plan_id = ?'))
  const leads = listsBy(
    ask(`SELECT item_id, organisation FROM plan_item_organisation WHERE plan_id = ? AND role = 'lead'`),
  )
  const rows = ask<[string, string, string | null, string | null, string | null, Uint8Array | null]>(
    `SELECT item_id, title, target, owner, area_code, geom FROM plan_item WHERE plan_id = ? AND NOT dropped
     ORDER BY ordinal, item_id`,
  )
  return rows.map(([id, title, target, ownerUnit, areaCode, geom]) => ({
    ...{ id, title, target, ownerUnit, areaCode, geom },
    budgets: (budgets.get(id) ?? []).map(
      ([, fiscalYear, source, amountBaht]): BudgetLine => ({ fiscalYear, source, amountBaht }),
    ),
    hasLead: leads.has(id),
    needs: needs.get(id) ?? [],
    goals: goals.get(id) ?? [],
  }))
}

function listsBy(rows: ReadonlyArray<readonly [id: string, value: string]>): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  for (const [id, value] of rows) {
    const list = lists.get(id)
    if (list) list.push(value)
    else lists.set(id, [value])
  }
  return lists
}

function countNotes(byItem: NotedPlan['byItem']): Pick<PlanNotes, 'incompleteCount' | 'counts'> {
  const counts = Object.fromEntries(itemRules.map((rule) => [rule, 0])) as Record<(typeof itemRules)[number], number>
  for (const notes of byItem.values()) for (const rule of new Set(notes.map((note) => note.rule))) counts[rule]++
  return { incompleteCount: byItem.size, counts }
}

function yearOf(value: string | number | null): number | null {
  return typeof value === 'number' ? value : null
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b
  return Buffer.compare(a, b) === 0
}
