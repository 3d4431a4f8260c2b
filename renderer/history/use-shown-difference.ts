import { useEffect } from 'react'
import type { Comparison } from '../../data/contract/comparison.ts'
import { usePlanOverlay } from '../state/plan-overlay.ts'
import { differingItems } from './difference-list.tsx'

/** While it is looked at, the map shows what differs: as it was and as it is. */
export function useShownDifference(comparison: Comparison | null): void {
  useEffect(() => {
    const { showDifference } = usePlanOverlay.getState()
    showDifference(comparison && { items: differingItems(comparison) })
    return () => showDifference(null)
  }, [comparison])
}
