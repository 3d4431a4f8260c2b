import './draft.css'
import { ArrowLeft, MousePointerClick, PencilLine } from 'lucide-react'
import { useEffect } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { OpenQuestions } from '../merge/open-questions.tsx'
import { useItem } from '../queries.ts'
import { ItemSources } from '../roll-up/item-sources.tsx'
import { useLensView } from '../state/lens.ts'
import { useSelection } from '../state/selection.ts'
import { useTool } from '../state/tool.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { ItemForm } from './item-form.tsx'
import { LensPanel } from './lens-panel.tsx'
import { Reach } from './reach.tsx'

/** Who is reached by what is drawn or selected, and the item's form. */
export function DraftRight() {
  const { t } = useI18n()
  const { itemId, planId: shownPlanId, selectItem } = useSelection()
  const { data: item, isError } = useItem(itemId)
  // An item that was just made and undone is no more.
  useEffect(() => {
    if (isError) selectItem(null)
  }, [isError, selectItem])
  // An item opened from the map or a profile brings its plan along.
  const planId = item?.id === itemId ? item?.planId : undefined
  useEffect(() => {
    if (planId) useSelection.setState({ planId })
  }, [planId])
  const lens = useLensView((state) => state.lens)
  const isDrawing = useTool(({ tool }) => tool.kind === 'add-item' || tool.kind === 'pick-areas')
  // What is being drawn is told instead of what was selected: it will be an item of its own.
  const isNew = useTool(({ tool }) => tool.kind === 'add-item' || (tool.kind === 'pick-areas' && tool.itemId === null))
  const selected = item && item.id === itemId && !isNew ? item : null
  if (lens && itemId === null && !isDrawing)
    return (
      <aside className="frame-right">
        <LensPanel />
      </aside>
    )
  return (
    <aside className="frame-right frame-right-form">
      {lens && (
        <p className="lens-back">
          <Button size="small" tone="quiet" icon={ArrowLeft} onPress={() => selectItem(null)}>
            {t('lens.back', { lens: t(`lens.${lens}`) })}
          </Button>
        </p>
      )}
      {selected && <OpenQuestions planId={selected.planId} itemId={selected.id} />}
      {itemId === null && shownPlanId && <OpenQuestions planId={shownPlanId} />}
      <Reach item={selected} />
      {selected ? (
        <>
          <ItemSources item={selected} />
          <ItemForm key={selected.id} item={selected} />
        </>
      ) : (
        <EmptyState
          icon={isNew ? PencilLine : MousePointerClick}
          title={t(isNew ? 'draft.drawing-new' : 'draft.choose-item')}
          text={t(isNew ? 'draft.drawing-new-text' : 'draft.choose-item-text')}
        />
      )}
    </aside>
  )
}
