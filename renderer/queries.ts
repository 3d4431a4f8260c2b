/** Server state: one query per resource, its key led by the resource's name so that a change invalidates exactly what it changed. */
import { keepPreviousData, QueryClient, useMutation, useQuery } from '@tanstack/react-query'
import type { ClassesRequest, ResourceName, TallyRequest } from '../data/contract/api.ts'
import type { CommandInput } from '../data/contract/commands.ts'
import type { AreaLevel } from '../data/contract/imports.ts'
import type { ItemsRequest } from '../data/contract/plans.ts'
import { ApiError, api } from './api.ts'
import { notifyProblem } from './state/notices.ts'

const ASK_AGAIN_MS = 2000

/** Asks and writes whether or not the machine has a network: what answers runs on it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => !(error instanceof ApiError && error.status > 0) && failures < 2,
    },
    mutations: { networkMode: 'always', onError: notifyProblem },
  },
})

/** Which queries depend on a resource besides those that carry its name. */
const alsoChanged: Readonly<Partial<Record<ResourceName, readonly ResourceName[]>>> = {
  areas: ['values', 'layers', 'workspace'],
  surveys: ['values', 'indicators', 'layers'],
  datasets: ['basemaps', 'layers', 'indicators', 'values'],
  indicators: ['values'],
  items: ['plans', 'layers', 'history'],
  plans: ['items', 'layers', 'history'],
  workbook: ['history'],
}

/** Marks everything that a change of these resources touched as old. */
export function invalidate(resources: readonly ResourceName[]): void {
  const names = new Set<ResourceName>(resources)
  for (const name of resources) for (const also of alsoChanged[name] ?? []) names.add(also)
  for (const name of names) void queryClient.invalidateQueries({ queryKey: [name] })
}

/** Asked again until there is a first answer: the file may be on a stick that is plugged in later. */
export function useWorkspace() {
  return useQuery({
    queryKey: ['workspace'],
    queryFn: ({ signal }) => api.workspace(signal),
    refetchInterval: ({ state }) => (state.error && !state.data ? ASK_AGAIN_MS : false),
  })
}

export function useAreas(level: AreaLevel | null) {
  return useQuery({
    queryKey: ['areas', level],
    queryFn: ({ signal }) => api.areas(level as AreaLevel, signal),
    enabled: level !== null,
    placeholderData: keepPreviousData,
  })
}

export function useProfile(code: string | null, survey: string | null) {
  return useQuery({
    queryKey: ['values', 'profile', code, survey],
    queryFn: ({ signal }) => api.profile(code as string, survey, signal),
    enabled: code !== null,
    placeholderData: keepPreviousData,
  })
}

export function useSurveys() {
  return useQuery({ queryKey: ['surveys'], queryFn: ({ signal }) => api.surveys(signal) })
}

export function useDatasets() {
  return useQuery({ queryKey: ['datasets'], queryFn: ({ signal }) => api.datasets(signal) })
}

export function useIndicators() {
  return useQuery({ queryKey: ['indicators'], queryFn: ({ signal }) => api.indicators(signal) })
}

export function useClasses(request: ClassesRequest | null) {
  return useQuery({
    queryKey: ['values', 'classes', request],
    queryFn: ({ signal }) => api.classes(request as ClassesRequest, signal),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  })
}

export function useTally(request: Partial<TallyRequest> | null) {
  return useQuery({
    queryKey: ['values', 'tally', request],
    queryFn: ({ signal }) => api.tally(request as Partial<TallyRequest>, signal),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  })
}

export function useLayers() {
  return useQuery({ queryKey: ['layers'], queryFn: ({ signal }) => api.layers(signal) })
}

export function useWorkbook() {
  return useQuery({ queryKey: ['workbook'], queryFn: ({ signal }) => api.workbook(signal) })
}

export function usePlans() {
  return useQuery({ queryKey: ['plans'], queryFn: ({ signal }) => api.plans(signal) })
}

/** Plans of which nobody has settled whether they were dropped. */
export function useContestedPlans() {
  return useQuery({ queryKey: ['plans', 'contested'], queryFn: ({ signal }) => api.contestedPlans(signal) })
}

export function usePlan(plan: string | null) {
  return useQuery({
    queryKey: ['plans', 'one', plan],
    queryFn: ({ signal }) => api.plan(plan as string, signal),
    enabled: plan !== null,
  })
}

export function useBudgets(plan: string | null) {
  return useQuery({
    queryKey: ['plans', 'budgets', plan],
    queryFn: ({ signal }) => api.budgets(plan as string, signal),
    enabled: plan !== null,
  })
}

/** What is not settled in a plan. */
export function useQuestions(plan: string | null) {
  return useQuery({
    queryKey: ['items', 'questions', plan],
    queryFn: ({ signal }) => api.questions(plan as string, signal),
    enabled: plan !== null,
  })
}

export function useItems(wanted: ItemsRequest | null) {
  return useQuery({
    queryKey: ['items', 'list', wanted],
    queryFn: ({ signal }) => api.items(wanted as ItemsRequest, signal),
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
  })
}

export function useItem(item: string | null) {
  return useQuery({
    queryKey: ['items', 'one', item],
    queryFn: ({ signal }) => api.item(item as string, signal),
    enabled: item !== null,
  })
}

/** Places whose names hold these words; none where there are no words. */
export function usePlaceSearch(words: string) {
  return useQuery({
    queryKey: ['areas', 'search', words],
    queryFn: ({ signal }) => api.search(words, signal),
    enabled: words.trim() !== '',
    placeholderData: keepPreviousData,
    select: (hits) => hits.filter(({ kind }) => kind === 'area' || kind === 'village'),
  })
}

/** What the rules say of an item, in the order of its form. */
export function useItemNotes(item: string) {
  return useQuery({
    queryKey: ['items', 'notes', item],
    queryFn: ({ signal }) => api.itemNotes(item, signal),
    placeholderData: keepPreviousData,
  })
}

export function usePlanNotes(plan: string) {
  return useQuery({
    queryKey: ['items', 'plan-notes', plan],
    queryFn: ({ signal }) => api.planNotes(plan, signal),
    placeholderData: keepPreviousData,
  })
}

/** Words that items already use, to be offered where a field is free text. */
export function usePlanWords(plan: string) {
  return useQuery({
    queryKey: ['items', 'words', plan],
    queryFn: ({ signal }) => api.planWords(plan, signal),
    placeholderData: keepPreviousData,
  })
}

export function useSuggestions(item: string | null) {
  return useQuery({
    queryKey: ['items', 'suggestions', item],
    queryFn: ({ signal }) => api.suggestions(item as string, signal),
    enabled: item !== null,
  })
}

export function useBasemaps() {
  return useQuery({ queryKey: ['basemaps'], queryFn: ({ signal }) => api.basemaps(signal) })
}

export function useUndoState() {
  return useQuery({ queryKey: ['history', 'undo'], queryFn: ({ signal }) => api.undoState(signal) })
}

/** The one write door of the window: sends a command and refreshes what it changed. */
export function useCommand() {
  return useMutation({
    mutationKey: ['command'],
    mutationFn: (command: CommandInput) => api.command(command),
    onSuccess: (answer) => invalidate([...answer.changed, 'history']),
  })
}

/** As `useCommand`; answers when the command was taken or refused, which is told by itself. */
export function useSend(): (command: CommandInput) => Promise<unknown> {
  const { mutateAsync } = useCommand()
  return (command) => mutateAsync(command).catch(() => undefined)
}

/** Answers when what is being asked just now has been answered. */
export function caughtUp(): Promise<void> {
  return queryClient.refetchQueries({ fetchStatus: 'fetching' }, { cancelRefetch: false })
}

/** The built-in map under the overlays. */
export function useContextStyle(theme: 'light' | 'dark') {
  return useQuery({
    queryKey: ['basemaps', 'context', theme],
    queryFn: ({ signal }) => api.contextStyle(theme, signal),
    retry: false,
  })
}

/** What somebody changed in QGIS and nobody has settled. */
export function useDrift(isAsked: boolean) {
  return useQuery({ queryKey: ['workspace', 'drift'], queryFn: ({ signal }) => api.drift(signal), enabled: isAsked })
}
