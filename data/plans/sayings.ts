/** What a plan or an item says, field by field, as it is compared and told. Fields have the names of their cells. */
import { reachWords } from '../contract/cell-words.ts'
import type { Label } from '../contract/commands.ts'
import type { FieldKind, FieldValue } from '../contract/comparison.ts'
import { itemFields, type Place, type PlanField, type PlanInfo, type PlanItem, planFields } from '../contract/plans.ts'
import { canonicalJson } from '../documents/cells.ts'
import { ceilingField, issueField, strategyField } from './frame-cells.ts'
import {
  budgetField,
  goalField,
  linkField,
  needField,
  ordinanceField,
  placeField,
  roleField,
  sourceField,
} from './plan-cells.ts'

export interface Saying {
  readonly kind: FieldKind
  readonly value: FieldValue
  /** Equal exactly where both say the same, also where they are told in the same words. */
  readonly whole: string
}

export type Sayings = ReadonlyMap<string, Saying>

const kindOfItemField: Partial<Record<(typeof itemFields)[number], FieldKind>> = {
  category: 'category',
  status: 'status',
  form: 'form',
}

/** Everything that an item says but its rank, which means something only beside others. */
export function itemSayings(item: PlanItem): Sayings {
  const sayings = new Map<string, Saying>()
  for (const field of itemFields) put(sayings, field, kindOfItemField[field] ?? 'text', item.fields[field])
  for (const { fiscalYear, source, amountBaht } of item.budgets)
    put(sayings, budgetField(fiscalYear, source), 'baht', amountBaht)
  for (const { fiscalYear, amountBaht } of item.ordinances) put(sayings, ordinanceField(fiscalYear), 'baht', amountBaht)
  for (const place of item.places) put(sayings, placeField(place.id), 'said', placeWords(place), canonicalJson(place))
  for (const { indicator, baseline, survey } of item.needs) {
    put(sayings, needField(indicator), 'said', said('said.yes'))
    put(sayings, `baseline:${indicator}`, 'figure', baseline, canonicalJson([baseline, survey]))
  }
  for (const { indicator, fiscalYear, goal } of item.goals)
    put(sayings, goalField(fiscalYear, indicator), 'figure', goal)
  for (const { role, organisation } of item.roles) put(sayings, roleField(role, organisation), 'said', said('said.yes'))
  for (const link of item.links) put(sayings, linkField(link.id), 'text', link.title || link.url, canonicalJson(link))
  for (const source of item.sources)
    put(sayings, sourceField(source.plan, source.item), 'text', source.planTitle, canonicalJson(source.seen))
  if (item.reach) put(sayings, 'reach', 'said', reachWords(item.reach), canonicalJson(item.reach))
  if (item.dropped?.why) put(sayings, 'dropped', 'text', item.dropped.why)
  return sayings
}

const kindOfPlanField: Partial<Record<PlanField, FieldKind>> = {
  level: 'level',
  state: 'state',
  firstFiscalYear: 'fiscal-year',
  lastFiscalYear: 'fiscal-year',
}

/** What a plan says of itself besides its items: fields, ceilings, issues, strategies. */
export function planSayings(plan: PlanInfo): Sayings {
  const sayings = new Map<string, Saying>()
  for (const field of planFields) put(sayings, field, kindOfPlanField[field] ?? 'text', plan.fields[field])
  for (const { fiscalYear, source, amountBaht } of plan.ceilings)
    put(sayings, ceilingField(fiscalYear, source), 'baht', amountBaht)
  for (const issue of plan.issues) put(sayings, issueField(issue.id), 'text', issue.title, canonicalJson(issue))
  for (const strategy of plan.strategies) {
    const words = `${strategy.code} ${strategy.title}`.trim()
    put(sayings, strategyField(strategy.id), 'text', words, canonicalJson(strategy))
  }
  return sayings
}

/** `whole` where the words alone do not tell whether two are the same. */
function put(sayings: Map<string, Saying>, field: string, ...[kind, value, whole]: PutArguments): void {
  if (value === null) return
  const words = typeof value === 'object' ? value.message : String(value)
  sayings.set(field, { kind, value, whole: whole ?? words })
}

type PutArguments = [kind: FieldKind, value: FieldValue | null, whole?: string]

function said(message: string, values: Label['values'] = {}): Label {
  return { message, values }
}

function placeWords({ kind, code, label }: Place): Label {
  if (label) return said('said.place-named', { label })
  return said(`said.place-${kind}`, code ? { code } : {})
}
