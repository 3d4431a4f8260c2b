/** What commands about a plan's frame write: issues, strategies, ceilings, and agreeing on it. */
import { Refusal } from '../contract/errors.ts'
import type { PlanFreeze, PlanIssue, Strategy } from '../contract/plan-frame.ts'
import type { Goal, ItemField, NewItem, PlanInfo, PlanItem } from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../contract/text/year.ts'
import { canonicalJson } from '../documents/cells.ts'
import type { Draft } from '../documents/draft.ts'
import { type CommandContext, type Planned, planned } from '../documents/planning.ts'
import { foldThai } from '../exchange/text/fold.ts'
import { ceilingField, FREEZE, issueField, issueId, strategyField, strategyId } from './frame-cells.ts'
import { strategiesNamed } from './import-strategies.ts'
import { itemRecord, readItems } from './plan-cells.ts'
import type { PlanHandlers } from './plan-commands.ts'
import { requirePlan, touchesItems, touchesPlans } from './required.ts'

type FrameCommand = 'setIssue' | 'removeIssue' | 'setStrategy' | 'removeStrategy' | 'setCeiling'

export const frameHandlers: Pick<PlanHandlers, FrameCommand> = {
  setIssue(draft, { issue }, { documentId }) {
    const { issues } = requirePlan(draft, documentId)
    const id = issue.id ?? issueId(issue.title)
    const before = issues.find((each) => each.id === id)
    const whole: PlanIssue = { ...issue, id }
    draft.write(null, issueField(id), canonicalJson(whole))
    if (before) renameInItems(draft, documentId, { jointIssue: [before.title, whole.title] })
    return planned('command.set-issue', { issue: issue.title }, { ...touchesItems, created: before ? [] : [id] })
  },
  removeIssue(draft, { issue }, { documentId }) {
    const found = requirePlan(draft, documentId).issues.find(({ id }) => id === issue)
    if (!found) throw new Refusal('request.not-found', { what: issue })
    draft.write(null, issueField(issue), null)
    return planned('command.remove-issue', { issue: found.title }, touchesPlans)
  },
  setStrategy(draft, { strategy }, { documentId }) {
    const { strategies } = requirePlan(draft, documentId)
    const { parent, code, title } = strategy
    if (parent !== null && !strategies.some((each) => each.id === parent && each.parent === null))
      throw new Refusal('request.not-found', { what: parent })
    const id = strategy.id ?? strategyId({ parent, code, title })
    const before = strategies.find((each) => each.id === id)
    const whole: Strategy = { ...strategy, id }
    draft.write(null, strategyField(id), canonicalJson(whole))
    if (before) renameStrategy(draft, documentId, { before, after: whole })
    const message = parent === null ? 'command.set-strategy' : 'command.set-tactic'
    return planned(message, { strategy: title }, { ...touchesItems, created: before ? [] : [id] })
  },
  removeStrategy(draft, { strategy }, { documentId }) {
    const { strategies } = requirePlan(draft, documentId)
    const found = strategies.find(({ id }) => id === strategy)
    if (!found) throw new Refusal('request.not-found', { what: strategy })
    for (const { id } of strategies.filter((each) => each.id === strategy || each.parent === strategy))
      draft.write(null, strategyField(id), null)
    return planned('command.remove-strategy', { strategy: found.title }, touchesPlans)
  },
  setCeiling(draft, { fiscalYear, source, amountBaht }, { documentId }) {
    requirePlan(draft, documentId)
    draft.write(null, ceilingField(fiscalYear, source), amountBaht)
    const values = { year: fiscalYear + BUDDHIST_ERA_OFFSET, source }
    if (amountBaht === null) return planned('command.clear-ceiling', values, touchesPlans)
    return planned('command.set-ceiling', { ...values, amount: amountBaht }, touchesPlans)
  },
}

/** Makes the strategies that items name things of the plan, in the step that brings the items. */
export function defineStrategies(draft: Draft, plan: PlanInfo, items: readonly NewItem[]): void {
  for (const strategy of strategiesNamed(items, plan.strategies))
    draft.write(null, strategyField(strategy.id), canonicalJson(strategy))
}

/** Agrees on the plan: next year is measured against its goals, boundaries and indicators as they are now. */
export function freezePlan(draft: Draft, plan: PlanInfo, context: CommandContext): Planned {
  const items = readItems(draft, context.documentId).filter(({ dropped }) => !dropped)
  const named = new Set(items.flatMap(({ needs, goals }) => [...needs, ...goals].map(({ indicator }) => indicator)))
  const freeze: PlanFreeze = {
    at: context.at.toISOString(),
    by: context.by,
    heads: [...context.heads()],
    ...context.freezeWorld([...named].sort()),
    goals: items.flatMap((item) => item.goals.map((goal) => frozenGoal(goal, item, plan))),
  }
  draft.write(null, FREEZE, canonicalJson(freeze))
  return planned('command.agree-plan', { plan: plan.fields.title }, touchesPlans)
}

function frozenGoal(goal: Goal, { id, needs, places }: PlanItem, plan: PlanInfo): PlanFreeze['goals'][number] {
  const baseline = needs.find(({ indicator }) => indicator === goal.indicator)?.baseline ?? null
  const named = [...new Set(places.flatMap(({ code }) => (code === null ? [] : [code])))].sort()
  const own = plan.fields.areaCode ? [String(plan.fields.areaCode)] : []
  return { ...goal, item: id, baseline, areas: named.length > 0 ? named : own }
}

function renameStrategy(draft: Draft, planId: string, { before, after }: { before: Strategy; after: Strategy }): void {
  const isTactic = before.parent !== null
  renameInItems(
    draft,
    planId,
    isTactic
      ? { tacticCode: [before.code, after.code], tactic: [before.title, after.title] }
      : { strategyCode: [before.code, after.code], strategy: [before.title, after.title] },
  )
}

/** Items that say all of the old words say the new ones. */
function renameInItems(
  draft: Draft,
  planId: string,
  words: Partial<Readonly<Record<ItemField, readonly [before: string, after: string]>>>,
): void {
  const fields = Object.entries(words) as Array<[ItemField, readonly [string, string]]>
  for (const { id, fields: said } of readItems(draft, planId)) {
    if (!fields.every(([field, [before]]) => foldThai(said[field] ?? '') === foldThai(before))) continue
    for (const [field, [, after]] of fields) draft.write(itemRecord(id), field, after === '' ? null : after)
  }
}
