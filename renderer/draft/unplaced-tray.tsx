import { GripVertical, MapPinPlus } from 'lucide-react'
import { useState } from 'react'
import type { ItemRow, PlaceSuggestion, PlanSummary } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { placeItem } from '../map/finish-tool.ts'
import { ITEM_DRAG_TYPE } from '../map/item-drag.ts'
import { useItems, useSuggestions } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { notifyProblem } from '../state/notices.ts'
import { useSelection } from '../state/selection.ts'
import { useTool } from '../state/tool.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Skeleton } from '../ui/feedback.tsx'

const MOST_SHOWN = 200
const MOST_SUGGESTED = 3

/** Items without a place: drag one onto the map, take the place its title speaks of, or click where it belongs. */
export function UnplacedTray({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: page } = useItems({ plan: plan.id, unplaced: true, limit: MOST_SHOWN })
  const [openId, setOpenId] = useState<string | null>(null)
  const selectItem = useSelection((state) => state.selectItem)
  if (!page || page.total === 0) return null
  return (
    <section className="tray">
      <p>{t('draft.unplaced', { count: format.count(page.total) })}</p>
      <div className="tray-list">
        {page.items.map((item) => (
          <div key={item.id}>
            <button
              type="button"
              className="tray-item"
              draggable
              aria-pressed={openId === item.id}
              onDragStart={(event) => startDrag(event, item)}
              onClick={() => {
                setOpenId(openId === item.id ? null : item.id)
                selectItem(item.id)
              }}
            >
              <GripVertical size={14} aria-hidden />
              <span className="item-line-title ellipsis" title={item.title}>
                {item.title}
              </span>
            </button>
            {openId === item.id && <Suggestions item={item} />}
          </div>
        ))}
      </div>
    </section>
  )
}

function startDrag(event: React.DragEvent, { planId, id }: ItemRow): void {
  event.dataTransfer.setData(ITEM_DRAG_TYPE, JSON.stringify({ planId, itemId: id }))
  event.dataTransfer.effectAllowed = 'move'
}

function Suggestions({ item }: { readonly item: ItemRow }) {
  const { t } = useI18n()
  const { data: suggestions } = useSuggestions(item.id)
  const setTool = useTool((state) => state.setTool)
  return (
    <div className="suggestions">
      {!suggestions && <Skeleton lines={2} />}
      {suggestions?.slice(0, MOST_SUGGESTED).map((suggestion) => (
        <Suggestion key={suggestion.code} item={item} suggestion={suggestion} />
      ))}
      <Button
        size="small"
        icon={MapPinPlus}
        onPress={() => setTool({ kind: 'place-item', planId: item.planId, itemId: item.id, what: 'point' })}
      >
        {t('draft.place-by-click')}
      </Button>
    </div>
  )
}

function Suggestion({ item, suggestion }: { readonly item: ItemRow; readonly suggestion: PlaceSuggestion }) {
  const { t, tId } = useI18n()
  const ask = useCamera((state) => state.ask)
  const { lon, lat, label, because } = suggestion
  const place = () => {
    placeItem({ planId: item.planId, itemId: item.id }, { type: 'Point', coordinates: [lon, lat] }, label).catch(
      notifyProblem,
    )
    ask({ kind: 'go', camera: { center: [lon, lat], zoom: 13 } })
  }
  return (
    <div className="suggestion">
      <span title={tId(because.message, because.values)}>{label}</span>
      <IconButton icon={MapPinPlus} size="small" label={t('draft.place-here')} onPress={place} />
    </div>
  )
}
