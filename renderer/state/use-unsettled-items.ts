import { useMemo } from 'react'
import type { ItemRow } from '../../data/contract/plans.ts'
import { useItems, usePlans } from '../queries.ts'

const MOST_ITEMS = 5000
const none: readonly ItemRow[] = []

/** Items of any plan about which something is not settled, those that show as dropped too. */
export function useUnsettledRows(): readonly ItemRow[] {
  const { data: plans } = usePlans()
  const isAny = plans?.some(({ questionCount }) => questionCount > 0) ?? false
  const { data } = useItems(isAny ? { unsettled: true, limit: MOST_ITEMS } : null)
  return isAny ? (data?.items ?? none) : none
}

/** Their ids. */
export function useUnsettledItems(): readonly string[] {
  const rows = useUnsettledRows()
  return useMemo(() => rows.map(({ id }) => id), [rows])
}
