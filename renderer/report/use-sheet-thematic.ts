import { useQuery } from '@tanstack/react-query'
import type { Audience, ClassesRequest } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { type ThematicMap, useThematicMap } from '../state/use-thematic-map.ts'

/**
 * The choropleth as the sheet's readers may see it. For the public the data side answers as it does to the room: small cells
 * suppressed, and of all households, because a filtered figure would give away what suppression hides.
 */
export function useSheetThematic(audience: Audience): ThematicMap {
  const shown = useThematicMap()
  const request = audience === 'room' ? publicRequest(shown) : null
  const { data, error, isFetching } = useQuery({
    queryKey: ['values', 'classes-for-room', request],
    queryFn: ({ signal }) => api.classesForRoom(request as ClassesRequest, signal),
    enabled: request !== null,
    retry: false,
  })
  if (audience === 'desk') return shown
  return { ...shown, classes: data ?? null, error, isPending: isFetching }
}

function publicRequest({ values, classification, classes }: ThematicMap): ClassesRequest | null {
  if (!values || !classes) return null
  const { filter: _, ...everybody } = values
  const { method, classCount, breaks } = classification
  return {
    values: everybody,
    method,
    classCount,
    ...(method === 'manual' && breaks.length > 0 ? { breaks: [...breaks] } : {}),
  }
}
