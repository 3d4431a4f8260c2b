import { useMutation, useQuery } from '@tanstack/react-query'
import type { DirectState } from '../../data/contract/direct.ts'
import { api } from '../api.ts'
import { queryClient } from '../queries.ts'

const KEY = ['direct']
const ASK_MS = 400
const LOOK_AGAIN_MS = 3000

/** How the exchange stands; asked while the dialog is open, also behind another window: who stops asking ends it. */
export function useDirectState(isOpen: boolean) {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.direct(signal),
    enabled: isOpen,
    refetchInterval: ASK_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  })
}

/** Begins or ends something and shows the state that follows at once. */
export function useDirectAction<T>(act: (given: T) => Promise<DirectState | undefined>) {
  return useMutation({
    mutationFn: act,
    onSuccess: async (state) => {
      await queryClient.cancelQueries({ queryKey: KEY })
      queryClient.setQueryData(KEY, state ?? { kind: 'off' })
    },
  })
}

/** Machines that send on this link just now; looked for until there is one, since the cable or the other's press may come later. */
export function useFoundOffers() {
  return useQuery({
    queryKey: ['direct', 'found'],
    queryFn: ({ signal }) => api.findOffers(signal),
    refetchInterval: ({ state }) => (state.data?.length ? false : LOOK_AGAIN_MS),
    staleTime: 0,
    gcTime: 0,
  })
}

/** Who this machine's plans are signed by. */
export function useIdentity() {
  return useQuery({ queryKey: ['identity'], queryFn: ({ signal }) => api.identity(signal) })
}
