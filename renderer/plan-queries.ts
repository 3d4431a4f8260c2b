/** Server state of histories, states, comparisons and rankings. Keys are led by the resource whose change makes them old. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { StateName, StepsRequest } from '../data/contract/comparison.ts'
import type { RankingRequest } from '../data/contract/ranking.ts'
import { api } from './api.ts'

const STEPS_A_PAGE = 100

/** Steps, newest first, page by page. */
export function useSteps(wanted: Pick<StepsRequest, 'plan' | 'item' | 'by'>) {
  return useInfiniteQuery({
    queryKey: ['history', 'steps', wanted],
    queryFn: ({ pageParam, signal }) =>
      api.steps({ ...wanted, limit: STEPS_A_PAGE, ...(pageParam === null ? {} : { before: pageParam }) }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

export function usePeople() {
  return useQuery({ queryKey: ['history', 'people'], queryFn: ({ signal }) => api.people(signal) })
}

/** What taking back one step would leave alone. */
export function useUndoOutlook(hash: string | null) {
  return useQuery({
    queryKey: ['history', 'outlook', hash],
    queryFn: ({ signal }) => api.undoOutlook(hash as string, signal),
    enabled: hash !== null,
  })
}

export function usePlanState(state: StateName | null) {
  return useQuery({
    queryKey: ['plans', 'state', state],
    queryFn: ({ signal }) => api.planState(state as StateName, signal),
    enabled: state !== null,
    placeholderData: keepPreviousData,
  })
}

export function useComparison(left: StateName | null, right: StateName | null) {
  return useQuery({
    queryKey: ['plans', 'compare', left, right],
    queryFn: ({ signal }) => api.compare({ left: left as StateName, right: right as StateName }, signal),
    enabled: left !== null && right !== null,
    placeholderData: keepPreviousData,
  })
}

export function useRanking(plan: string, wanted: RankingRequest | null) {
  return useQuery({
    queryKey: ['plans', 'ranking', plan, wanted],
    queryFn: ({ signal }) => api.ranking(plan, wanted as RankingRequest, signal),
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
  })
}

/** Whom the plan reaches, and whom it would lose without these items; null while nobody knows. */
export function usePlanCover(plan: string | null, without: readonly string[]) {
  return useQuery({
    queryKey: ['items', 'cover', plan, without],
    queryFn: ({ signal }) => api.cover({ plan: plan as string, without: [...without] }, signal),
    enabled: plan !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
