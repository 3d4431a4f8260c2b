/**
 * What differs between two states of plans: items that only one has, fields that both have and say differently, money by year,
 * source and category, and goals. Pure: the states are read by whoever asks. Items meet by their root, which is their own id or,
 * in a scenario, that of the item they were first copied from.
 */
import type {
  ComparedGoal,
  ComparedItem,
  ComparedMoney,
  ComparedSide,
  Comparison,
  FieldChange,
  GoalRange,
  PlanState,
  SideSum,
} from '../contract/comparison.ts'
import { fieldLabel } from '../contract/field-labels.ts'
import type { Goal, PlanItem } from '../contract/plans.ts'
import { inOrder } from './longest-run.ts'
import { itemSayings, planSayings, type Sayings } from './sayings.ts'

/** The id that all copies of an item share. */
export type RootOf = (item: PlanItem) => string

const ownRoot: RootOf = ({ id, copyOf }) => copyOf ?? id

/** Fields in which a scenario differs from its original by being one. */
const ofScenario: ReadonlySet<string> = new Set(['title', 'state'])

export function compareStates(left: PlanState, right: PlanState, rootOf: RootOf = ownRoot): Comparison {
  const isOnePlan = left.plan === null || right.plan === null || left.plan.id === right.plan.id
  const differs = left.plan && right.plan ? diff(planSayings(left.plan), planSayings(right.plan)) : []
  return {
    left: sumUp(left),
    right: sumUp(right),
    plan: differs.filter(({ field }) => isOnePlan || !ofScenario.has(field)),
    items: compareItems(left.items, right.items, rootOf),
    money: compareMoney(countedIn(left), countedIn(right)),
    goals: compareGoals(left.items, right.items),
  }
}

function compareItems(left: readonly PlanItem[], right: readonly PlanItem[], rootOf: RootOf): ComparedItem[] {
  const lefts = new Map(left.map((item) => [rootOf(item), item]))
  const rights = new Map(right.map((item) => [rootOf(item), item]))
  const moved = movedItems([...lefts.keys()], [...rights.keys()])
  const both = [...rights].map(([root, item]): ComparedItem => {
    const other = lefts.get(root)
    const changes = other ? [...diff(itemSayings(other), itemSayings(item)), ...(moved.get(root) ?? [])] : []
    return { root, left: other ? sideOf(other) : null, right: sideOf(item), changes }
  })
  const gone = [...lefts].filter(([root]) => !rights.has(root))
  return [
    ...both,
    ...gone.map(([root, item]): ComparedItem => ({ root, left: sideOf(item), right: null, changes: [] })),
  ]
}

/** Of the items that both have: the fewest whose moving makes the one order the other, with their places counted from 1. */
function movedItems(left: readonly string[], right: readonly string[]): Map<string, FieldChange[]> {
  const places = new Map(left.map((root, index) => [root, index]))
  const shared = right.filter((root) => places.has(root))
  const stayed = inOrder(shared.map((root) => places.get(root) as number))
  const leftShared = new Map(
    [...shared].sort((a, b) => places.get(a)! - places.get(b)!).map((root, at) => [root, at + 1]),
  )
  return new Map(
    shared.flatMap((root, index): Array<[string, FieldChange[]]> => {
      if (stayed.has(index)) return []
      const label = fieldLabel('rank')
      return [
        [root, [{ field: 'rank', label, kind: 'position', left: leftShared.get(root) ?? null, right: index + 1 }]],
      ]
    }),
  )
}

/** In the order of the left side's fields, then those only the right has. */
function diff(left: Sayings, right: Sayings): FieldChange[] {
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((field) => {
    const [one, other] = [left.get(field), right.get(field)]
    const known = other ?? one
    if (!known || (one && other && one.whole === other.whole)) return []
    return [
      { field, label: fieldLabel(field), kind: known.kind, left: one?.value ?? null, right: other?.value ?? null },
    ]
  })
}

function sideOf({ id, planId, fields, budgetBaht, dropped, places }: PlanItem): ComparedSide {
  const { title, category, status } = fields
  return { id, planId, title, category, status, budgetBaht, isDropped: dropped !== null, places }
}

function sumUp(state: PlanState): SideSum {
  const standing = state.items.filter(stands)
  return {
    title: state.plan?.fields.title ?? null,
    items: standing.length,
    placed: standing.filter(({ places }) => places.length > 0).length,
    budgetBaht: countedIn(state).reduce((sum, { budgetBaht }) => sum + budgetBaht, 0),
  }
}

/** Items that stand and whose money counts. */
function countedIn({ items, uncounted }: PlanState): PlanItem[] {
  const without = new Set(uncounted)
  return items.filter((item) => stands(item) && !without.has(item.id))
}

function compareMoney(left: readonly PlanItem[], right: readonly PlanItem[]): ComparedMoney[] {
  const cells = new Map<string, { -readonly [K in keyof ComparedMoney]: ComparedMoney[K] }>()
  const add = (items: readonly PlanItem[], side: 'leftBaht' | 'rightBaht') => {
    for (const { fields, budgets } of items) {
      for (const { fiscalYear, source, amountBaht } of budgets) {
        const { category } = fields
        const key = JSON.stringify([fiscalYear, source, category])
        const cell = cells.get(key) ?? { fiscalYear, source, category, leftBaht: 0, rightBaht: 0 }
        cell[side] += amountBaht
        cells.set(key, cell)
      }
    }
  }
  add(left, 'leftBaht')
  add(right, 'rightBaht')
  return [...cells.values()].sort(
    (a, b) => a.fiscalYear - b.fiscalYear || order(a.source, b.source) || order(a.category ?? '', b.category ?? ''),
  )
}

function compareGoals(left: readonly PlanItem[], right: readonly PlanItem[]): ComparedGoal[] {
  const [lefts, rights] = [goalsOf(left), goalsOf(right)]
  const keys = [...new Set([...lefts.keys(), ...rights.keys()])]
  const goals = keys.map((key): ComparedGoal => {
    const [indicator, fiscalYear] = JSON.parse(key) as [string, number]
    return { indicator, fiscalYear, left: rangeOf(lefts.get(key)), right: rangeOf(rights.get(key)) }
  })
  return goals.sort((a, b) => order(a.indicator, b.indicator) || a.fiscalYear - b.fiscalYear)
}

function goalsOf(items: readonly PlanItem[]): Map<string, Goal[]> {
  const goals = items.filter(stands).flatMap((item) => item.goals)
  return Map.groupBy(goals, ({ indicator, fiscalYear }) => JSON.stringify([indicator, fiscalYear]))
}

function rangeOf(goals: readonly Goal[] | undefined): GoalRange | null {
  if (!goals) return null
  const values = goals.map(({ goal }) => goal)
  return { items: goals.length, lowest: Math.min(...values), highest: Math.max(...values) }
}

function stands({ dropped }: PlanItem): boolean {
  return dropped === null
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
