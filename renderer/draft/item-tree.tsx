import '../merge/merge.css'
import './item-form.css'
import { MapPinOff, Plus } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { ItemRow, ItemsRequest, PlanSummary } from '../../data/contract/plans.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { plainCategory } from '../cartography/items.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useItems, useWorkbook } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { type ItemFilterState, useItemFilter } from '../state/item-filter.ts'
import { useSelection } from '../state/selection.ts'
import { IconButton } from '../ui/button.tsx'
import { Chip, EmptyState } from '../ui/feedback.tsx'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { Tree, type TreeNode } from '../ui/tree.tsx'
import { useAddItem } from './item-commands.ts'
import { groupItems, sumOfItems, withWords } from './item-groups.ts'
import { GroupingSelect, TreeTools } from './tree-tools.tsx'

const GROUP = 'group/'
const MOST_ITEMS = 50_000

/** The plan's items in groups; a click selects one and shows it on the map. */
export function ItemTree({ plan }: { readonly plan: PlanSummary }) {
  const { t } = useI18n()
  const { words, note, grouping } = useItemFilter()
  const { data: page } = useItems({ plan: plan.id, limit: MOST_ITEMS, ...asked(note) })
  const { itemId, selectItem } = useSelection()
  const addItem = useAddItem(plan.id)
  const soughtWords = useDeferredValue(words)
  const items = useMemo(() => {
    const listed = (page?.items ?? []).filter(({ dropped }) => note !== 'dropped' || dropped)
    return withWords(listed, soughtWords)
  }, [page, note, soughtWords])
  const nodes = useTreeNodes(items)
  const [folded, setFolded] = useFolded(`${plan.id}/${grouping}/${note ?? ''}`)
  const select = (id: string) => {
    if (id.startsWith(GROUP)) return
    selectItem(id)
    const point = page?.items.find((item) => item.id === id)?.point
    if (point) showOnMap(point)
  }
  return (
    <section className="draft-tree">
      <div className="section-head">
        <GroupingSelect />
        <IconButton icon={Plus} size="small" label={t('draft.add-item')} onPress={addItem} />
      </div>
      <TreeTools plan={plan} />
      {page && nodes.length === 0 && page.total + plan.itemCount > 0 && <EmptyState title={t('tree.nothing')} />}
      {page && nodes.length > 0 && (
        <Tree
          label={t(`tree.by-${grouping}`)}
          foldLabel={t('draft.fold')}
          nodes={nodes}
          selected={itemId}
          onSelect={select}
          folded={soughtWords === '' ? folded : nothingFolded}
          onFold={setFolded}
          isWhole={soughtWords === ''}
        />
      )}
    </section>
  )
}

const nothingFolded: ReadonlySet<string> = new Set()

/** Groups that a person folded: of one plan, one grouping and one filter. */
function useFolded(scope: string): [ReadonlySet<string>, (folded: ReadonlySet<string>) => void] {
  const [kept, setKept] = useState({ scope, folded: nothingFolded })
  return [kept.scope === scope ? kept.folded : nothingFolded, (folded) => setKept({ scope, folded })]
}

/** What of the filter data/ answers; the words are sought here, and dropped items among all. */
function asked(note: ItemFilterState['note']): Pick<ItemsRequest, 'note' | 'unsettled' | 'dropped'> {
  if (note === 'unsettled') return { unsettled: true }
  if (note === 'dropped') return { dropped: true }
  return note ? { note } : {}
}

function useTreeNodes(items: readonly ItemRow[]): readonly TreeNode[] {
  const { t, nameOf, format } = useI18n()
  const { data: workbook } = useWorkbook()
  const grouping = useItemFilter((state) => state.grouping)
  const categories = workbook?.categories ?? defaultCategories
  return useMemo(() => {
    const signOf = (id: string | null) => categories.find((category) => category.id === id) ?? plainCategory
    const nameOfGroup = (key: string): string => {
      if (key === '') return t(nothing[grouping])
      if (grouping === 'category') return nameOf(signOf(key))
      return grouping === 'status' ? t(`status-of-item.${key as 'idea'}`) : key
    }
    return groupItems(items, { grouping, categories }).map(({ key, items: own }) => {
      const name = nameOfGroup(key)
      return {
        id: GROUP + key,
        name,
        content: <Row name={name} amount={format.bahtShort(sumOfItems(own))} />,
        children: own.map((item) => {
          const { shape, color } = signOf(item.category)
          return {
            id: item.id,
            name: item.title,
            content: (
              <>
                <ItemSymbol shape={shape} color={color} size={14} />
                <Row
                  name={item.title}
                  amount={format.bahtShort(item.budgetBaht)}
                  isUnplaced={!item.placed && !item.dropped}
                  isDropped={item.dropped}
                  isUncounted={!item.counted && !item.dropped}
                  questions={item.questions}
                />
              </>
            ),
          }
        }),
      }
    })
  }, [items, grouping, categories, t, nameOf, format])
}

const nothing = {
  category: 'map.no-category',
  strategy: 'tree.no-strategy',
  issue: 'tree.no-issue',
  status: 'tree.no-status',
} as const

interface RowProps {
  readonly name: string
  readonly amount: string
  readonly isUnplaced?: boolean
  readonly isDropped?: boolean
  /** Its money is left out of the sum over it. */
  readonly isUncounted?: boolean
  /** What is not settled about it. */
  readonly questions?: number
}

function Row({ name, amount, isUnplaced = false, isDropped = false, isUncounted = false, questions = 0 }: RowProps) {
  const { t, format } = useI18n()
  return (
    <>
      <span className="tree-name" title={name}>
        {name}
      </span>
      {isDropped && <Chip tone="warn">{t('tree.dropped')}</Chip>}
      {isUnplaced && <MapPinOff size={13} className="tree-unplaced" role="img" aria-label={t('tree.unplaced')} />}
      {questions > 0 && (
        <span className="tree-asked" title={t('merge.marked', { count: format.count(questions) })}>
          {format.count(questions)}
        </span>
      )}
      {isUncounted ? (
        <span className="tree-amount tree-uncounted" title={t('tree.uncounted-why')}>
          <s>{amount}</s> {t('tree.uncounted')}
        </span>
      ) : (
        <span className="tree-amount">{amount}</span>
      )}
    </>
  )
}

const NEAR_ZOOM = 12

function showOnMap(point: readonly [number, number]): void {
  const { camera, ask } = useCamera.getState()
  ask({ kind: 'go', camera: { center: point, zoom: Math.max(camera?.zoom ?? NEAR_ZOOM, NEAR_ZOOM) } })
}
