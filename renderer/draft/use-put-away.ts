import { useEffect } from 'react'
import { useSelection } from '../state/selection.ts'
import { type Tool, useTool } from '../state/tool.ts'

/**
 * Puts a drawing tool away when the draft mode is left or another plan is taken in hand, and one that works on an item when
 * another item is selected.
 */
export function usePutAway(): void {
  useEffect(
    () =>
      useSelection.subscribe(({ itemId, planId }) => {
        const { tool, setTool } = useTool.getState()
        const worksOn = itemOf(tool)
        const isOfAnotherPlan = 'planId' in tool && tool.planId !== planId
        if (isOfAnotherPlan || (worksOn !== null && worksOn !== itemId)) setTool({ kind: 'look' })
      }),
    [],
  )
  useEffect(
    () => () => {
      const { tool, setTool } = useTool.getState()
      if (tool.kind === 'add-item' || tool.kind === 'pick-areas' || itemOf(tool) !== null) setTool({ kind: 'look' })
    },
    [],
  )
}

function itemOf(tool: Tool): string | null {
  return 'itemId' in tool ? tool.itemId : null
}
