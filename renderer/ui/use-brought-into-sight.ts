import { type RefObject, useEffect } from 'react'

/** Rows are of one line or two; how far off a row is that is not drawn is guessed, and guessed again from nearer. */
const ROW_PX = 40
const MOST_GUESSES = 12

/**
 * Scrolls a list that draws only what is in sight to the row of this key, whenever another is selected or the list is whole again
 * after a search. Rows carry `data-key`.
 */
export function useBroughtIntoSight(
  list: RefObject<HTMLElement | null>,
  rows: readonly string[],
  { selected, isWhole }: { readonly selected: string | null; readonly isWhole: boolean },
): void {
  const at = selected === null ? -1 : rows.indexOf(selected)
  const isThere = at >= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that come and go do not move the list under the hand
  useEffect(() => {
    if (!isThere || selected === null) return
    let frame = 0
    const look = (guesses: number, height: number) => {
      const element = list.current
      if (!element) return
      const row = element.querySelector(`[data-key="${CSS.escape(selected)}"]`)
      if (row) row.scrollIntoView({ block: 'nearest' })
      else element.scrollTop += offsetOf(element, rows, at)
      // Rows that come in sight are measured then, which moves those below them.
      const isSettled = row !== null && element.scrollHeight === height
      if (!isSettled && guesses > 0) frame = requestAnimationFrame(() => look(guesses - 1, element.scrollHeight))
    }
    frame = requestAnimationFrame(() => look(MOST_GUESSES, 0))
    return () => cancelAnimationFrame(frame)
  }, [list, selected, isThere, isWhole])
}

/** How far the row is below the first one drawn, as far as can be told. */
function offsetOf(list: HTMLElement, rows: readonly string[], at: number): number {
  const first = list.querySelector('[data-key]')?.getAttribute('data-key')
  const from = first === null || first === undefined ? 0 : rows.indexOf(first)
  return (at - Math.max(0, from)) * ROW_PX - list.clientHeight / 2
}
