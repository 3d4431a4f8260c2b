/** Branches of a plan that may be taken into a scenario. */
import type { PlanItem } from '../../data/contract/plans.ts'

export const branchKinds = ['whole', 'category', 'strategy', 'issue', 'items'] as const
export type BranchKind = (typeof branchKinds)[number]

/** What an item is grouped by; '' where it does not say. */
export function branchOf(item: PlanItem, kind: Exclude<BranchKind, 'whole' | 'items'>): string {
  const { category, strategy, strategyCode, jointIssue } = item.fields
  if (kind === 'category') return category ?? ''
  return kind === 'issue' ? (jointIssue ?? '').trim() : [strategyCode, strategy].filter(Boolean).join(' ').trim()
}

/** The groups that standing items make, in the plan's order, those without one last. */
export function branchesOf(
  items: readonly PlanItem[],
  kind: Exclude<BranchKind, 'whole' | 'items'>,
): ReadonlyArray<{ readonly key: string; readonly items: readonly PlanItem[] }> {
  const standing = items.filter(({ dropped }) => dropped === null)
  const groups = [...Map.groupBy(standing, (item) => branchOf(item, kind))].map(([key, own]) => ({ key, items: own }))
  return [...groups.filter(({ key }) => key !== ''), ...groups.filter(({ key }) => key === '')]
}
