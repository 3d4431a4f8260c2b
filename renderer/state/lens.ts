import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { create } from 'zustand'
import type { LensAnswer, LensKind, LensRequest } from '../../data/contract/lens.ts'
import { api } from '../api.ts'
import { useSurveys } from '../queries.ts'
import { useSelection } from './selection.ts'
import { useThematic } from './thematic.ts'
import { useWindow } from './window.ts'

export type LensLevel = 'tambon' | 'village'

/** How the draft mode looks at the whole plan: through which lens, and at which of its items. */
export interface LensView {
  readonly lens: LensKind | null
  readonly level: LensLevel
  readonly issue: string | null
  readonly fiscalYear: number | null
  readonly organisation: string | null
  readonly need: string | null
}

interface LensState extends LensView {
  readonly look: (change: Partial<LensView>) => void
}

export const useLensView = create<LensState>()((set) => ({
  lens: null,
  level: 'tambon',
  issue: null,
  fiscalYear: null,
  organisation: null,
  need: null,
  look: (change) => set(change),
}))

/** Takes up a lens from anywhere in the window. */
export function openLens(lens: LensKind): void {
  useWindow.getState().setMode('draft')
  useSelection.getState().selectItem(null)
  useLensView.getState().look({ lens })
}

/** The question that the lens in use puts to data/; null while none is, or outside the draft mode. */
export function useLensRequest(): LensRequest | null {
  const { lens, level, issue, fiscalYear, organisation, need } = useLensView()
  const mode = useWindow((state) => state.mode)
  const plan = useSelection((state) => state.planId)
  const chosen = useThematic((state) => state.choice.survey)
  const { data: surveys } = useSurveys()
  const survey = surveys?.find(({ id }) => id === chosen)?.id ?? surveys?.[0]?.id
  return useMemo(
    () =>
      lens && plan && survey && mode === 'draft'
        ? { lens, level, plan, survey, issue, fiscalYear, organisation, need }
        : null,
    [lens, level, plan, survey, mode, issue, fiscalYear, organisation, need],
  )
}

/** What the lens in use shows. An answer of another lens or level is not shown for it. */
export function useLens(): { readonly request: LensRequest | null; readonly answer: LensAnswer | null } {
  const request = useLensRequest()
  const { data: surveys } = useSurveys()
  const versions = surveys?.find(({ id }) => id === request?.survey)?.versionId ?? null
  const { data } = useQuery({
    queryKey: ['items', 'lens', versions, request],
    queryFn: ({ signal }) => api.lens(request as LensRequest, signal),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  })
  const fits = data && request && data.level === request.level && data.lens === request.lens
  return { request, answer: fits ? data : null }
}
