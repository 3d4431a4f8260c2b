import { create } from 'zustand'
import type { HistoryStep, StateName } from '../../data/contract/comparison.ts'
import type { PlanVersion } from '../../data/contract/plan-frame.ts'
import { useSelection } from '../state/selection.ts'
import { useSidePanel } from '../state/side-panel.ts'
import { useWindow } from '../state/window.ts'

/** What of the history is looked at: a step, or a version that was given a name. */
export type Looked =
  | { readonly kind: 'step'; readonly step: HistoryStep }
  | { readonly kind: 'version'; readonly plan: string; readonly version: PlanVersion }

/** What a step did, or what is different now. */
export type DifferenceView = 'step' | 'since'

interface HistoryState {
  /** Null: of all plans and of the file. */
  readonly plan: string | null
  readonly item: string | null
  readonly by: string | null
  readonly looked: Looked | null
  readonly view: DifferenceView
  readonly filter: (filter: Partial<Pick<HistoryState, 'plan' | 'item' | 'by'>>) => void
  readonly look: (looked: Looked | null) => void
  readonly setView: (view: DifferenceView) => void
}

export const useHistoryState = create<HistoryState>()((set) => ({
  plan: null,
  item: null,
  by: null,
  looked: null,
  view: 'since',
  filter: (filter) => set({ ...filter, looked: null }),
  look: (looked) => set({ looked }),
  setView: (view) => set({ view }),
}))

/** Opens the history of the plan at hand, or closes it. */
export function toggleHistory(): void {
  const { panel, open } = useSidePanel.getState()
  const { mode, setMode } = useWindow.getState()
  if (panel === 'history' && mode !== 'report') {
    open(null)
    return
  }
  // The sheet covers the map; the history needs it.
  if (mode === 'report') setMode('draft')
  openHistory(useWindow.getState().mode === 'draft' ? useSelection.getState().planId : null)
}

export function openHistory(plan: string | null): void {
  useHistoryState.getState().filter({ plan, item: null, by: null })
  useSidePanel.getState().open('history')
}

/** The state that is looked at, as data/ is asked for it; null of a step that was of no plan. */
export function stateOf(looked: Looked): (StateName & { readonly heads: string[] }) | null {
  if (looked.kind === 'version') return { plan: looked.plan, heads: [...looked.version.heads] }
  const { planId, hash } = looked.step
  return planId === null ? null : { plan: planId, heads: [hash] }
}
