import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import type { ItemRow, PlanSummary } from '../../data/contract/plans.ts'
import { type Category, defaultCategories } from '../../data/contract/workbook.ts'
import { plainCategory } from '../cartography/items.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useItems, useWorkbook } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { useSelection } from '../state/selection.ts'
import { IconButton } from '../ui/button.tsx'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { Tree, type TreeNode } from '../ui/tree.tsx'
import { useAddItem } from './item-commands.ts'

const GROUP = 'group/'
const MOST_ITEMS = 5000

/** The plan's placed items by category; a click selects one and shows it on the map. */
export function ItemTree({ plan }: { readonly plan: PlanSummary }) {
  const { t } = useI18n()
  const { data: page } = useItems({ plan: plan.id, unplaced: false, limit: MOST_ITEMS })
  const { data: workbook } = useWorkbook()
  const { itemId, selectItem } = useSelection()
  const addItem = useAddItem(plan.id)
  const categories = workbook?.categories ?? defaultCategories
  const nodes = useTreeNodes(page?.items ?? [], categories)
  const select = (id: string) => {
    if (id.startsWith(GROUP)) return
    selectItem(id)
    const point = page?.items.find((item) => item.id === id)?.point
    if (point) showOnMap(point)
  }
  return (
    <section className="draft-tree">
      <div className="section-head">
        <h2 className="section-title">{t('draft.items')}</h2>
        <IconButton icon={Plus} size="small" label={t('draft.add-item')} onPress={addItem} />
      </div>
      {page && (
        <Tree
          key={plan.id}
          label={t('draft.items')}
          foldLabel={t('draft.fold')}
          nodes={nodes}
          selected={itemId}
          onSelect={select}
          defaultExpanded={nodes.map(({ id }) => id)}
        />
      )}
    </section>
  )
}

function useTreeNodes(items: readonly ItemRow[], categories: readonly Category[]): readonly TreeNode[] {
  const { t, nameOf, format } = useI18n()
  return useMemo(() => {
    const known = new Set(categories.map(({ id }) => id))
    return [...categories, plainCategory].flatMap((category) => {
      const own = items.filter(({ category: id }) => (category.id === '' ? !known.has(id ?? '') : id === category.id))
      if (own.length === 0) return []
      const name = nameOf(category) || t('map.no-category')
      const sum = own.reduce((total, item) => total + item.budgetBaht, 0)
      return [
        {
          id: GROUP + category.id,
          name,
          content: <Row name={name} amount={format.bahtShort(sum)} />,
          children: own.map((item) => ({
            id: item.id,
            name: item.title,
            content: (
              <>
                <ItemSymbol shape={category.shape} color={category.color} size={14} />
                <Row name={item.title} amount={format.bahtShort(item.budgetBaht)} />
              </>
            ),
          })),
        },
      ]
    })
  }, [items, categories, t, nameOf, format])
}

function Row({ name, amount }: { readonly name: string; readonly amount: string }) {
  return (
    <>
      <span className="tree-name" title={name}>
        {name}
      </span>
      <span className="tree-amount">{amount}</span>
    </>
  )
}

const NEAR_ZOOM = 12

function showOnMap(point: readonly [number, number]): void {
  const { camera, ask } = useCamera.getState()
  ask({ kind: 'go', camera: { center: point, zoom: Math.max(camera?.zoom ?? NEAR_ZOOM, NEAR_ZOOM) } })
}
