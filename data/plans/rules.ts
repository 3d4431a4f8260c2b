/**
 * The rules that speak while a plan is drafted. Each is a small function that answers a message with its values and the field it
 * stands at, or null. What has to be looked up (shapes, other items) is given; nothing here reads a workspace.
 */
import type { ItemFacts, ItemNote, PlanNotes } from '../contract/plan-notes.ts'
import type { PlanInfo } from '../contract/plans.ts'
import { levelOfCode } from '../exchange/text/area-code.ts'
import { amountUnder, type Overrun } from './ceiling-rule.ts'

/** An item that says and means the same as another. */
export interface Twin {
  readonly plan: string
  readonly item: string
  readonly title: string
  readonly planTitle: string
  readonly isSamePlan: boolean
}

/** What the rules need besides the item. */
export interface RuleContext {
  readonly firstFiscalYear: number | null
  readonly lastFiscalYear: number | null
  readonly overruns: readonly Overrun[]
  /** Name of the plan's area where a place of the item lies outside of it; else null. */
  readonly outsideOf: string | null
  readonly twin: Twin | null
}

/** Everything there is to say of an item, in the order of its form. */
export function notesOfItem(item: ItemFacts, context: RuleContext): ItemNote[] {
  return [
    budgetYear(item, context),
    ...context.overruns.map(overCeiling),
    outsideArea(context),
    noNeed(item),
    noTarget(item),
    noLead(item),
    sameTwice(context),
  ].filter((note) => note !== null)
}

/** An item without money in any year; or with money, but in none of the plan's years. */
export function budgetYear(
  { budgets }: Pick<ItemFacts, 'budgets'>,
  { firstFiscalYear: first, lastFiscalYear: last }: Pick<RuleContext, 'firstFiscalYear' | 'lastFiscalYear'>,
): ItemNote | null {
  const years = budgets.filter(({ amountBaht }) => amountBaht > 0).map(({ fiscalYear }) => fiscalYear)
  const note = { rule: 'no-budget-year', field: 'budget', other: null } as const
  if (years.length === 0) return { ...note, message: 'note.no-budget-year', values: {} }
  // Years that are the wrong way round are the plan's own fault, and said there.
  if (first === null || last === null || first > last) return null
  if (years.some((year) => year >= first && year <= last)) return null
  return { ...note, message: 'note.budget-outside-years', values: { first, last } }
}

/** The part of the item's money for which the plan's ceiling leaves no room. */
export function overCeiling({ fiscalYear, source, overBaht, amountBaht }: Overrun): ItemNote {
  const values = { year: fiscalYear, over: overBaht, ceiling: amountBaht, ...(source ? { source } : {}) }
  const message = source ? 'note.over-ceiling-of-source' : 'note.over-ceiling'
  return { rule: 'over-ceiling', field: 'budget', other: null, message, values }
}

export function outsideArea({ outsideOf }: Pick<RuleContext, 'outsideOf'>): ItemNote | null {
  if (outsideOf === null) return null
  return {
    ...{ rule: 'outside-area', field: 'places', other: null, message: 'note.outside-area' },
    values: { area: outsideOf },
  }
}

/** An item that names no indicator answers a need that nobody can look up. */
export function noNeed({ needs }: Pick<ItemFacts, 'needs'>): ItemNote | null {
  if (needs.length > 0) return null
  return { rule: 'no-need', field: 'needs', other: null, message: 'note.no-need', values: {} }
}

/** Neither an output in words nor a goal in figures; or an indicator that has no goal in any year. */
export function noTarget({ target, needs, goals }: Pick<ItemFacts, 'target' | 'needs' | 'goals'>): ItemNote | null {
  const note = { rule: 'no-target', other: null } as const
  if (isBlank(target) && goals.length === 0) return { ...note, field: 'target', message: 'note.no-target', values: {} }
  const count = needs.filter((indicator) => !goals.includes(indicator)).length
  if (count === 0) return null
  return { ...note, field: 'goals', message: 'note.need-without-goal', values: { count } }
}

/** Nobody is named who does it: neither a lead nor, as the ผ.02 form asks, a responsible unit. */
export function noLead({ hasLead, ownerUnit }: Pick<ItemFacts, 'hasLead' | 'ownerUnit'>): ItemNote | null {
  if (hasLead || !isBlank(ownerUnit)) return null
  return { rule: 'no-lead', field: 'roles', other: null, message: 'note.no-lead', values: {} }
}

export function sameTwice({ twin }: Pick<RuleContext, 'twin'>): ItemNote | null {
  if (!twin) return null
  const { plan, item, planTitle, isSamePlan } = twin
  const note = { rule: 'same-twice', field: 'title', other: { plan, item } } as const
  if (isSamePlan) return { ...note, message: 'note.same-twice', values: {} }
  return { ...note, message: 'note.same-twice-elsewhere', values: { plan: planTitle } }
}

/** What is to be said of the plan itself; `items` are those that count. */
export function notesOfPlan(plan: PlanInfo, items: readonly ItemFacts[]): PlanNotes['notes'] {
  const notes = [yearsNote(plan.fields), areaNote(plan.fields)].filter((note) => note !== null)
  for (const ceiling of plan.ceilings) {
    const total = items.reduce((sum, { budgets }) => sum + amountUnder(budgets, ceiling), 0)
    if (total <= ceiling.amountBaht) continue
    const { fiscalYear, source, amountBaht } = ceiling
    const values = { year: fiscalYear, over: total - amountBaht, ceiling: amountBaht, ...(source ? { source } : {}) }
    const message = source ? 'note.plan-over-ceiling-of-source' : 'note.plan-over-ceiling'
    notes.push({ field: 'ceilings', message, values })
  }
  return notes
}

type PlanNote = PlanNotes['notes'][number]

/** Years that are not given, or of which the last comes before the first. */
function yearsNote({ firstFiscalYear: first, lastFiscalYear: last }: PlanInfo['fields']): PlanNote | null {
  if (first === null || last === null) return { field: 'years', message: 'note.plan-no-years', values: {} }
  if (first <= last) return null
  return { field: 'years', message: 'note.plan-years-reversed', values: { first, last } }
}

/** No area; or one of another level than the plan's. A local authority's area is that of its tambons, whatever its code. */
function areaNote({ level, areaCode, authorityCode }: PlanInfo['fields']): PlanNote | null {
  if (areaCode === null)
    return authorityCode === null ? { field: 'area', message: 'note.plan-no-area', values: {} } : null
  const found = levelOfCode(String(areaCode))
  if (found === null || level === null || level === 'local-authority' || level === found) return null
  return { field: 'area', message: `note.plan-area-is-${found}`, values: {} }
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === ''
}
