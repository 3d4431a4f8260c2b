import { useMemo } from 'react'
import { useItems, usePlans } from '../queries.ts'

const MOST_ITEMS = 5000
const none: readonly string[] = []

/** Items of any plan about which something is not settled. */
export function useUnsettledItems(): readonly string[] {
  const { data: plans } = usePlans()
  const isAny = plans?.some(({ questionCount }) => questionCount > 0) ?? false
  const { data } = useItems(isAny ? { unsettled: true, limit: MOST_ITEMS } : null)
  return useMemo(() => (isAny ? (data?.items.map(({ id }) => id) ?? none) : none), [isAny, data])
}
