import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { BelowState } from '../../data/contract/roll-up.ts'
import { api } from '../api.ts'

/** More than a province has in one state of one plan; the list says when there are more. */
const MOST_ITEMS = 5000

export function useBelow(plan: string | null) {
  return useQuery({
    queryKey: ['items', 'below', plan],
    queryFn: ({ signal }) => api.below(plan as string, signal),
    enabled: plan !== null,
  })
}

export function useBelowItems(plan: string, wanted: { readonly plan?: string; readonly state?: BelowState }) {
  return useQuery({
    queryKey: ['items', 'below-items', plan, wanted],
    queryFn: ({ signal }) => api.belowItems(plan, { ...wanted, limit: MOST_ITEMS }, signal),
    placeholderData: keepPreviousData,
  })
}

export function useAnswers(plan: string | null) {
  return useQuery({
    queryKey: ['items', 'answers', plan],
    queryFn: ({ signal }) => api.answers(plan as string, signal),
    enabled: plan !== null,
  })
}

export function useTrace(plan: string | null) {
  return useQuery({
    queryKey: ['items', 'trace', plan],
    queryFn: ({ signal }) => api.trace(plan as string, signal),
    enabled: plan !== null,
  })
}

export function useSources(item: string | null) {
  return useQuery({
    queryKey: ['items', 'sources', item],
    queryFn: ({ signal }) => api.sources(item as string, signal),
    enabled: item !== null,
  })
}
