import { useDeferredValue } from 'react'
import { usePlanCover } from '../../plan-queries.ts'

/** Households that only these items reach; null where nobody has counted them, and then nothing is said of them. */
export function useLostCover(plan: string, itemIds: readonly string[]): number | null {
  // While the line is dragged the words go on; the count follows.
  const key = useDeferredValue(itemIds.join(' '))
  const asked = key === '' ? [] : key.split(' ')
  const { data } = usePlanCover(asked.length > 0 ? plan : null, asked)
  return asked.length > 0 ? (data?.lost ?? null) : null
}
