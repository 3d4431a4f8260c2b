import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { SnapLines } from '../../data/contract/api.ts'
import type { Box } from '../../data/contract/imports.ts'
import { api } from '../api.ts'
import { buildSnapIndex } from '../shapes/snap-index.ts'
import { useSnapping } from '../state/snapping.ts'
import type { Tool } from '../state/tool.ts'
import type { Drawing } from './drawing.ts'
import type { MapView } from './map-view.ts'

/** So much wider than the view is what is asked for, so that a small move asks for nothing. */
const MARGIN = 0.25
/** A view that shows less than this share of what was asked for asks again: corners alone may have become lines. */
const CLOSER = 0.4

/** Holds the pen to boundaries and items in view while it is in hand and snapping is on. */
export function useHeldPen(view: MapView | null, drawing: Drawing | null, tool: Tool): void {
  const isOn = useSnapping((state) => state.on)
  const isHeld = isOn && holds(tool)
  const box = useAskedBox(isHeld ? view : null)
  const { data } = useQuery({
    queryKey: ['items', 'snap', box],
    queryFn: ({ signal }) => api.snapLines(box as Box, signal),
    enabled: isHeld && box !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const index = useMemo(() => (data ? buildSnapIndex(data satisfies SnapLines) : null), [data])
  const without = tool.kind === 'edit-item' ? tool.itemId : null
  useEffect(() => drawing?.holdTo(isHeld ? index : null, without), [drawing, isHeld, index, without])
}

function holds(tool: Tool): boolean {
  if (tool.kind === 'edit-item') return true
  return 'what' in tool && tool.what !== 'free-area' && tool.what !== 'free-line'
}

/** The box to ask for: the one before as long as the view lies in it and is not much closer. */
function useAskedBox(view: MapView | null): Box | null {
  const [asked, setAsked] = useState<Box | null>(null)
  useEffect(() => {
    if (!view) return
    const look = () => setAsked((before) => askedFor(view.box(), before))
    look()
    view.map.on('moveend', look)
    return () => void view.map.off('moveend', look)
  }, [view])
  return asked
}

function askedFor(view: Box, before: Box | null): Box {
  const isCloser = before !== null && view[2] - view[0] < (before[2] - before[0]) * CLOSER
  if (before && holdsBox(before, view) && !isCloser) return before
  const [margin, up] = [(view[2] - view[0]) * MARGIN, (view[3] - view[1]) * MARGIN]
  return [view[0] - margin, view[1] - up, view[2] + margin, view[3] + up]
}

function holdsBox(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}
