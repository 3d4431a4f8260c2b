import { useEffect, useMemo, useState } from 'react'
import type { TallyRequest } from '../../data/contract/api.ts'
import type { Shape } from '../../data/contract/filters.ts'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useFilterSurvey } from '../explore/filter-summary.tsx'
import { shapeOf } from '../map/drawing.ts'
import { movablePlace, placeGeometry } from '../map/item-place.ts'
import { useIndicators, useTally } from '../queries.ts'
import { useTool } from '../state/tool.ts'

/** Indicators a reach is read by: who these plans are for. */
const reachIndicators = ['households_with_disabled', 'disabled', 'bmn38_29', 'bmn38_18'] as const
const MOVING_MS = 60

/** What lies within the shape under the pen, or else within the selected item's reach; and the same of its surroundings. */
export function useReach(item: PlanItem | null, reachM: number) {
  const survey = useFilterSurvey()
  const { data: indicators } = useIndicators()
  const shape = useReachShape(item, reachM)
  const columns = useMemo(
    () => reachIndicators.filter((id) => indicators?.some((each) => each.id === id && each.available.length > 0)),
    [indicators],
  )
  const request: Partial<TallyRequest> | null = shape && survey ? { survey, shape, columns: [...columns] } : null
  const { data: tally } = useTally(request)
  const shown = columns.flatMap((id) => {
    const indicator = indicators?.find((each) => each.id === id)
    return indicator ? [indicator] : []
  })
  return { shape, tally: shape ? (tally ?? null) : null, indicators: shown }
}

function useReachShape(item: PlanItem | null, reachM: number): Shape | null {
  const sketch = useThrottled(
    useTool((state) => state.sketch),
    MOVING_MS,
  )
  return useMemo(() => {
    if (sketch) return shapeOf(sketch, reachM)
    const place = item && movablePlace(item)
    return item && place ? shapeOf(placeGeometry(item, place.id), reachM) : null
  }, [sketch, item, reachM])
}

/** The value, renewed at most so often; the last one always arrives. */
function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState({ value, at: 0 })
  useEffect(() => {
    const wait = Math.max(0, shown.at + everyMs - performance.now())
    const timer = setTimeout(() => setShown({ value, at: performance.now() }), wait)
    return () => clearTimeout(timer)
  }, [value, everyMs, shown.at])
  return shown.value
}
