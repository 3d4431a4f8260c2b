import { useQuery } from '@tanstack/react-query'
import type { Geometry } from 'geojson'
import { useEffect, useMemo } from 'react'
import type { ItemReach, PlanItem } from '../../data/contract/plans.ts'
import type { ReachAnswer, ReachRequest } from '../../data/contract/reach.ts'
import { ApiError, api } from '../api.ts'
import { useFilterSurvey } from '../explore/filter-summary.tsx'
import { useSurveys } from '../queries.ts'
import { createLatestAsker } from '../state/ask-latest.ts'
import { useFilter } from '../state/filter.ts'
import { notifyProblem } from '../state/notices.ts'
import { usePickedAreas } from '../state/picked-areas.ts'
import { useHeldReach, useLiveReach } from '../state/reach.ts'
import { useSelection } from '../state/selection.ts'
import { type Tool, useTool } from '../state/tool.ts'

/** What stays of the questions while something moves. */
export type StandingQuestion = Pick<ReachRequest, 'survey' | 'plan' | 'item' | 'filter'>

export interface ReachAtRest {
  readonly question: StandingQuestion | null
  /** Of the item as it is stored; null while it is not known, and of a plan where no item is selected. */
  readonly answer: ReachAnswer | null
}

/** Whom the selected item reaches as it is stored; and sees to it that what moves is asked about. */
export function useReach(item: PlanItem | null): ReachAtRest {
  const question = useStandingQuestion(item)
  const versions = useSurveyVersion(question?.survey)
  const { data, error } = useQuery({
    queryKey: ['items', 'reach', versions, question],
    queryFn: ({ signal }) => api.reach(question as ReachRequest, signal),
    enabled: question !== null,
    placeholderData: (before: ReachAnswer | undefined, query) =>
      (query?.queryKey[3] as StandingQuestion | null)?.item === question?.item ? before : undefined,
  })
  useEffect(() => {
    if (error) tellUnlessGone(error)
  }, [error])
  useLiveQuestions(question, data)
  return { question, answer: data ?? null }
}

function useStandingQuestion(item: PlanItem | null): StandingQuestion | null {
  const survey = useFilterSurvey()
  const chosen = useSelection((state) => state.planId)
  const filter = useFilter((state) => state.filter)
  const plan = item?.planId ?? chosen
  const itemId = item?.id ?? null
  return useMemo(
    () => (survey && plan ? { survey, plan, item: itemId, ...(filter ? { filter } : {}) } : null),
    [survey, plan, itemId, filter],
  )
}

function useSurveyVersion(survey: string | undefined): number | null {
  const { data: surveys } = useSurveys()
  return surveys?.find(({ id }) => id === survey)?.versionId ?? null
}

/**
 * Asks about every shape under the pen and every distance under the thumb, as fast as answers come. This goes past React: a move
 * renders nothing but the figures. `known` is looked at so that a change of the plan is asked about too.
 */
function useLiveQuestions(question: StandingQuestion | null, known: ReachAnswer | undefined): void {
  useEffect(() => {
    const { setAnswer } = useLiveReach.getState()
    if (!question || !known) {
      setAnswer(null)
      return
    }
    const asker = createLatestAsker<ReachRequest, ReachAnswer>({
      ask: (request, signal) => api.reach(request, signal),
      onAnswer: setAnswer,
      onError: tellUnlessGone,
    })
    const look = () => {
      const moving = movingPart(question, inHandNow())
      if (moving) asker.put({ ...question, ...moving })
      else {
        asker.drop()
        setAnswer(null)
      }
    }
    look()
    const stops = [
      useTool.subscribe((now, before) => (now.sketch !== before.sketch || now.tool !== before.tool) && look()),
      useHeldReach.subscribe(look),
      usePickedAreas.subscribe(look),
    ]
    return () => {
      for (const stop of stops) stop()
      asker.drop()
      setAnswer(null)
    }
  }, [question, known])
}

/** A plan or item that was dropped meanwhile is missed elsewhere; that it cannot be counted is no news. */
function tellUnlessGone(error: unknown): void {
  if (!(error instanceof ApiError && error.problem.code === 'request.not-found')) notifyProblem(error)
}

/** What is in hand: the pen's shape, the thumb's distance. */
export interface InHand {
  readonly tool: Tool
  readonly sketch: Geometry | null
  readonly held: { readonly itemId: string; readonly reach: ItemReach | null } | undefined
  /** Areas picked by click. */
  readonly picked: readonly string[]
}

/** What is in hand at this moment. */
export function inHandNow(): InHand {
  const { tool, sketch } = useTool.getState()
  return { tool, sketch, held: useHeldReach.getState().held, picked: usePickedAreas.getState().codes }
}

/** What of a question is under the hand; null: nothing is. */
export function movingPart(
  { item }: StandingQuestion,
  { tool, sketch, held, picked }: InHand,
): Pick<ReachRequest, 'sketch' | 'areas' | 'reach'> | null {
  const reach = held && held.itemId === item ? { reach: held.reach } : {}
  if (tool.kind === 'pick-areas') return tool.itemId === item ? { areas: [...picked], ...reach } : null
  const drawn = sketch && sketchOf(tool, sketch, item ?? null)
  return drawn || 'reach' in reach ? { sketch: drawn ?? null, ...reach } : null
}

/** A sketch as a place of the item in question; null where it is drawn for something else. */
function sketchOf(tool: Tool, geometry: Geometry, itemId: string | null): ReachRequest['sketch'] {
  const text = JSON.stringify(geometry)
  switch (tool.kind) {
    case 'add-item':
      return itemId === null ? { geometry: text, place: null } : null
    case 'place-item':
      return tool.itemId === itemId ? { geometry: text, place: null } : null
    case 'add-to-place':
      // A hole takes away; it is counted once it is there.
      return tool.itemId === itemId && tool.as === 'part' ? { geometry: text, place: null } : null
    case 'edit-item':
      return tool.itemId === itemId ? { geometry: text, place: tool.placeId } : null
    default:
      return null
  }
}
