import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { ImportSession } from '../../data/contract/api.ts'
import type { SourceLayer } from '../../data/contract/imports.ts'
import { api } from '../api.ts'
import { type Choices, chosenLayer, useImportFlow } from './flow.ts'

/** How the file reads under the present choices; asked again whenever they change. */
export function useImportPreview() {
  const session = useImportFlow((flow) => flow.session)
  const choices = useImportFlow((flow) => flow.choices)
  const wanted = session ? withLayer(session, choices) : choices
  return useQuery({
    queryKey: ['import-preview', session?.importId, wanted],
    queryFn: ({ signal }) => api.previewImport(session?.importId ?? '', wanted, signal),
    enabled: session !== null && choices.role !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

const SAMPLE_NAMES = 4

/**
 * Words of the layer as each encoding reads them, so that a person can tell the right one by looking. `words` is null while
 * it is being read, `failed` where it cannot be read that way.
 */
export function useReadings(encodings: readonly string[]) {
  const session = useImportFlow((flow) => flow.session)
  const choices = useImportFlow((flow) => flow.choices)
  const results = useQueries({
    queries: encodings.map((encoding) => {
      const wanted = session ? withLayer(session, { ...choices, encoding }) : choices
      return {
        queryKey: ['import-preview', session?.importId, wanted],
        queryFn: ({ signal }: { signal: AbortSignal }) => api.previewImport(session?.importId ?? '', wanted, signal),
        enabled: session !== null && encodings.length > 1,
        retry: false,
      }
    }),
  })
  return results.map((result, index) => ({
    encoding: encodings[index] ?? '',
    words: result.data ? tellingWords(result.data.layer) : null,
    failed: result.isError,
  }))
}

/** Sample words that hold letters beyond ASCII: only those differ between encodings. */
function tellingWords(layer: SourceLayer): readonly string[] {
  const words = layer.columns.flatMap(({ name, samples }) => [...samples, name])
  return [...new Set(words.filter((word) => /[^\p{ASCII}]/u.test(word)))].slice(0, SAMPLE_NAMES)
}

function withLayer(session: ImportSession, choices: Choices): Choices {
  const layer = chosenLayer(session, choices)
  return session.look.layers.length > 1 && layer ? { ...choices, layer: layer.name } : choices
}
