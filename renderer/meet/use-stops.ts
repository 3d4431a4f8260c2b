import { useMemo } from 'react'
import type { Box } from '../../data/contract/imports.ts'
import type { Bookmark } from '../../data/contract/workbook.ts'
import { useWorkbook, useWorkspace } from '../queries.ts'
import { showsWhole } from './shows-whole.ts'

/** The prepared stops in the order of the meeting: those that show the whole first, then as they were added. */
export function useStops(): readonly Bookmark[] {
  const { data: workbook } = useWorkbook()
  const { data: workspace } = useWorkspace()
  const bookmarks = workbook?.bookmarks
  const box = workspace?.box ?? null
  return useMemo(() => wholeFirst(bookmarks ?? [], box), [bookmarks, box])
}

/** A meeting starts from the whole: stops that show all of the box come first, and each part keeps its order. */
export function wholeFirst(stops: readonly Bookmark[], box: Box | null): readonly Bookmark[] {
  if (!box) return stops
  const isWhole = (stop: Bookmark) => showsWhole(stop, box)
  return [...stops.filter(isWhole), ...stops.filter((stop) => !isWhole(stop))]
}
