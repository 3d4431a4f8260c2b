import './draft.css'
import { MousePointerClick } from 'lucide-react'
import { useEffect } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { OpenQuestions } from '../merge/open-questions.tsx'
import { useItem } from '../queries.ts'
import { ItemSources } from '../roll-up/item-sources.tsx'
import { useSelection } from '../state/selection.ts'
import { EmptyState } from '../ui/feedback.tsx'
import { ItemForm } from './item-form.tsx'
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
  return (
    <aside className="frame-right">
      {item && item.id === itemId && <OpenQuestions planId={item.planId} itemId={item.id} />}
      {itemId === null && shownPlanId && <OpenQuestions planId={shownPlanId} />}
      <Reach item={item && item.id === itemId ? item : null} />
      {item && item.id === itemId ? (
        <>
          <ItemSources item={item} />
          <ItemForm key={item.id} item={item} />
        </>
      ) : (
        <EmptyState icon={MousePointerClick} title={t('draft.choose-item')} text={t('draft.choose-item-text')} />
      )}
    </aside>
  )
}
