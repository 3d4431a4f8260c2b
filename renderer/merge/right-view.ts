import type { MergeFlow } from './merge-flow.ts'

/** What stands beside plans that came: what was written differently, what is still open after taking, or why there is nothing. */
export type RightView =
  | { readonly kind: 'looking' | 'none-whole' | 'nothing-asked' | 'settled' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'open'; readonly planIds: readonly string[] }

/** `openIn` answers how many questions of a plan nobody has settled. */
export function rightView(
  { phase, session, outcome }: Pick<MergeFlow, 'phase' | 'session' | 'outcome'>,
  openIn: (planId: string) => number,
): RightView {
  if (phase === 'looking') return { kind: 'looking' }
  if (phase === 'done') {
    const planIds = outcome?.plans.map(({ planId }) => planId).filter((id) => openIn(id) > 0) ?? []
    return planIds.length > 0 ? { kind: 'open', planIds } : { kind: 'settled' }
  }
  const plans = session?.review.plans ?? []
  if (plans.length === 0) return { kind: 'none-whole' }
  return { kind: plans.some(({ questions }) => questions.length > 0) ? 'asked' : 'nothing-asked' }
}
