import { create } from 'zustand'

/** Which sheet about plans under plans is open, and of which plan. */
interface RollUpState {
  readonly open: { readonly kind: 'below' | 'answers' | 'trace' | 'mirror'; readonly planId: string } | null
}

export const useRollUp = create<RollUpState>()(() => ({ open: null }))

export function openRollUp(kind: NonNullable<RollUpState['open']>['kind'], planId: string): void {
  useRollUp.setState({ open: { kind, planId } })
}

export function closeRollUp(): void {
  useRollUp.setState({ open: null })
}
