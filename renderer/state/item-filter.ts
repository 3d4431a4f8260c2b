import { create } from 'zustand'
import type { ItemRule } from '../../data/contract/plan-notes.ts'

export const itemGroupings = ['category', 'strategy', 'issue', 'status'] as const
export type ItemGrouping = (typeof itemGroupings)[number]

/** How the plan's items are listed: grouped by what, holding which words, and only those of which a rule speaks, something is not settled, or that were dropped. */
export interface ItemFilterState {
  readonly grouping: ItemGrouping
  readonly words: string
  readonly note: ItemRule | 'any' | 'unsettled' | 'dropped' | null
}

export const useItemFilter = create<ItemFilterState>()(() => ({ grouping: 'category', words: '', note: null }))
