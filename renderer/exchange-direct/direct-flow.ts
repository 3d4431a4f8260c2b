/** Where the dialog of direct exchange stands, as far as data/ does not know it. */
import { create } from 'zustand'

export type DirectStep = 'choose' | 'send' | 'receive'

interface DirectFlow {
  readonly isOpen: boolean
  readonly step: DirectStep
  /** Plans marked to be sent. */
  readonly plans: readonly string[]
  /** As typed; kept where a try failed. */
  readonly address: string
  readonly goTo: (step: DirectStep) => void
  readonly mark: (plans: readonly string[]) => void
  readonly setAddress: (address: string) => void
  readonly close: () => void
}

export const useDirectFlow = create<DirectFlow>()((set) => ({
  isOpen: false,
  step: 'choose',
  plans: [],
  address: '',
  goTo: (step) => set({ step }),
  mark: (plans) => set({ plans }),
  setAddress: (address) => set({ address }),
  close: () => set({ isOpen: false }),
}))

/** Opens the dialog; with a plan at the step where it is sent. */
export function openDirect(plan: string | null = null): void {
  useDirectFlow.setState({ isOpen: true, step: plan ? 'send' : 'choose', plans: plan ? [plan] : [], address: '' })
}
