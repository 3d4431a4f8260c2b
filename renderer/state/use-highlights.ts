import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Comparison, Filter } from '../../data/contract/filters.ts'
import { api } from '../api.ts'
import type { HouseholdStyle } from '../cartography/layer-style.ts'
import type { ShownLayer } from '../cartography/model.ts'
import { useFilter } from './filter.ts'

type Highlight = NonNullable<HouseholdStyle['highlight']>

/** By household layer in sight: the id under which data/ knows the households its style marks, within the window's filter. */
export function useHighlights(layers: readonly ShownLayer[]): Readonly<Record<string, string>> {
  const filter = useFilter((state) => state.filter)
  const marked = useMemo(() => layers.flatMap((layer) => markedOf(layer, filter)), [layers, filter])
  return useQueries({
    queries: marked.map(({ survey, wanted }) => ({
      queryKey: ['values', 'filter-id', survey, wanted],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.registerFilter(survey, wanted, signal),
    })),
    combine: (answers) =>
      Object.fromEntries(
        answers.flatMap(({ data }, index) => {
          const layer = marked[index]
          return data && layer ? [[layer.id, data.filterId] as const] : []
        }),
      ),
  })
}

function markedOf({ info, view, style }: ShownLayer, filter: Filter | null) {
  if (!view.visible || style.kind !== 'households' || !style.highlight) return []
  const here = comparisonOf(style.highlight)
  const where = filter?.where ? { kind: 'all' as const, of: [filter.where, here] } : here
  return [{ id: info.id, survey: info.id.slice('households:'.length), wanted: { ...filter, where } satisfies Filter }]
}

function comparisonOf({ column, op }: Highlight): Comparison {
  return op === 'some' ? { kind: 'compare', column, op: 'gt', value: 0 } : { kind: 'compare', column, op }
}
