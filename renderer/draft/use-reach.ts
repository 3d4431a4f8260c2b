import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { SurveyInfo, Tally, TallyRequest } from '../../data/contract/api.ts'
import type { FilterNode, Shape } from '../../data/contract/filters.ts'
import type { PlanItem } from '../../data/contract/plans.ts'
import { api } from '../api.ts'
import { useFilterSurvey } from '../explore/filter-summary.tsx'
import { shapeOf } from '../map/drawing.ts'
import { movablePlace, placeGeometry } from '../map/item-place.ts'
import { usePlan, useSurveys, useTally } from '../queries.ts'
import { useTool } from '../state/tool.ts'

/** Whom these plans are for, by the role of the column that tells. */
const targets = [
  { id: 'disabled', role: 'disabled', op: 'gt', value: 0 },
  { id: 'poor', role: 'bmn_29', op: 'fail' },
  { id: 'water', role: 'bmn_18', op: 'fail' },
] as const
export type TargetId = (typeof targets)[number]['id']

export interface Reached {
  readonly id: TargetId
  readonly here: Tally | null
  readonly whole: Tally | null
}

export interface Reach {
  readonly shape: Shape
  readonly survey: string
  readonly all: { readonly here: Tally | null; readonly whole: Tally | null }
  readonly reached: readonly Reached[]
  /** The area it is read against. */
  readonly areaCode: string | null
}

const MOVING_MS = 100
/** Tallies of a moving shape are not worth keeping. */
const KEPT_MS = 5000

/** Who lies within the shape under the pen, or else within the selected item's reach, against its surroundings. Null: no shape. */
export function useReach(item: PlanItem | null, reachM: number): Reach | null {
  const survey = useFilterSurvey()
  const { data: surveys } = useSurveys()
  const shape = useReachShape(item, reachM)
  const columns = surveys?.find(({ id }) => id === survey)?.columns
  const wheres = useMemo(() => targetFilters(columns ?? []), [columns])
  const base = survey && shape ? { survey, shape, columns: [] } : null
  const here = useTally(base)
  const areaCode = useSurroundings(item, here.data ?? null)
  const whole = useTally(base && { survey: base.survey, columns: [], ...(areaCode ? { areaCode } : {}) })
  const heres = useTallies(wheres.map(({ where }) => base && { ...base, filter: { where } }))
  const wholes = useTallies(
    wheres.map(({ where }) => base && areaCode && { survey: base.survey, columns: [], filter: { where, areaCode } }),
  )
  if (!base) return null
  return {
    shape: base.shape,
    survey: base.survey,
    areaCode,
    all: { here: here.data ?? null, whole: whole.data ?? null },
    reached: wheres.map(({ id }, index) => ({ id, here: heres[index] ?? null, whole: wholes[index] ?? null })),
  }
}

function targetFilters(columns: SurveyInfo['columns']): ReadonlyArray<{ id: TargetId; where: FilterNode }> {
  return targets.flatMap((target) => {
    const column = columns.find(({ role, name }) => role === target.role || name === target.role)
    if (!column) return []
    const { id, op } = target
    const value = 'value' in target ? { value: target.value } : {}
    return [{ id, where: { kind: 'compare' as const, column: column.name, op, ...value } }]
  })
}

function useTallies(
  requests: ReadonlyArray<Partial<TallyRequest> | null | '' | undefined>,
): ReadonlyArray<Tally | undefined> {
  return useQueries({
    queries: requests.map((request) => ({
      queryKey: ['values', 'tally', request],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.tally(request as Partial<TallyRequest>, signal),
      enabled: Boolean(request),
      placeholderData: keepPreviousData,
      gcTime: KEPT_MS,
    })),
  }).map(({ data }) => data as Tally | undefined)
}

/** The plan's area where it is an amphoe or smaller, else the tambon in which most of the reached households are. */
function useSurroundings(item: PlanItem | null, here: Tally | null): string | null {
  const { data: plan } = usePlan(item?.planId ?? null)
  const planArea = String(plan?.fields.areaCode ?? '')
  if (planArea.length > 2) return planArea
  return here?.villages[0]?.code.slice(0, 6) ?? null
}

function useReachShape(item: PlanItem | null, reachM: number): Shape | null {
  const sketch = useThrottled(
    useTool((state) => (state.tool.kind === 'measure' ? null : state.sketch)),
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
