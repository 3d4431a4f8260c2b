import { useMemo } from 'react'
import type { ItemRow } from '../../data/contract/plans.ts'
import { type Category, defaultCategories } from '../../data/contract/workbook.ts'
import { plainCategory, statusColors } from '../cartography/items.ts'
import type { SymbolShape } from '../cartography/symbols.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useItems, useWorkbook } from '../queries.ts'
import { useItemFocus } from '../state/use-item-focus.ts'
import { useOnlyPlan } from '../state/use-only-plan.ts'
import { useShownLayers } from '../state/use-shown-layers.ts'
import { useUnsettledRows } from '../state/use-unsettled-items.ts'

/** One sign of the legend of items. */
export interface ItemSign {
  readonly id: string
  readonly shape: SymbolShape | 'ring'
  readonly color: string
  readonly name: string
}

const MOST_ITEMS = 5000

/** The signs that stand on the map now, each with its meaning; none while items are hidden. */
export function useItemSigns(): readonly ItemSign[] {
  const { t, nameOf } = useI18n()
  const layer = useShownLayers().find(({ info }) => info.kind === 'items')
  const style = layer?.view.visible && layer.style.kind === 'items' ? layer.style : null
  const plan = useOnlyPlan()
  const { hiddenPlans } = useItemFocus()
  const { data } = useItems(style ? { unplaced: false, limit: MOST_ITEMS, ...(plan === null ? {} : { plan }) } : null)
  const { data: workbook } = useWorkbook()
  const unsettled = useUnsettledRows()
  return useMemo(() => {
    if (!style || !data) return []
    const drawn = drawnItems(data.items, { plan, hiddenPlans })
    const ringed = unsettled.filter(({ planId, point }) => point !== null && (plan === null || planId === plan))
    const ring = { id: 'unsettled', shape: 'ring' as const, color: 'var(--warn)', name: t('map.unsettled') }
    const rings = ringed.length > 0 ? [ring] : []
    if (style.colorBy === 'status') {
      const present = new Set(drawn.map(({ status }) => status))
      const signs = Object.entries(statusColors).flatMap(([id, color]) =>
        present.has(id) ? [{ id, shape: 'circle' as const, color, name: t(`status-of-item.${id as 'idea'}`) }] : [],
      )
      return [...signs, ...rings]
    }
    const present = presentCategories(drawn, workbook?.categories ?? defaultCategories)
    return [...present.map((each) => ({ ...each, name: nameOf(each) || t('map.no-category') })), ...rings]
  }, [style, data, plan, hiddenPlans, unsettled, workbook?.categories, t, nameOf])
}

interface DrawnPlans {
  /** The plan whose items alone are drawn; null: those of all plans. */
  readonly plan: string | null
  readonly hiddenPlans: readonly string[]
}

/** Of these items those that the map draws. */
export function drawnItems(items: readonly ItemRow[], { plan, hiddenPlans }: DrawnPlans): readonly ItemRow[] {
  const isShown = (planId: string) => (plan === null || planId === plan) && !hiddenPlans.includes(planId)
  return items.filter(({ planId, point, dropped }) => point !== null && !dropped && isShown(planId))
}

/** The categories that these items have, in their order; items without one are of the plain category, which comes last. */
export function presentCategories(items: readonly ItemRow[], categories: readonly Category[]): readonly Category[] {
  const known = new Set(categories.map(({ id }) => id))
  const present = new Set(items.map(({ category }) => (category && known.has(category) ? category : '')))
  return [...categories, plainCategory].filter(({ id }) => present.has(id))
}
