import './history.css'
import { X } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSidePanel } from '../state/side-panel.ts'
import { IconButton } from '../ui/button.tsx'
import { HistoryFilters } from './history-filters.tsx'
import { useHistoryState } from './history-state.ts'
import { LookedView } from './looked-view.tsx'
import { StepList } from './step-list.tsx'
import { Versions } from './versions.tsx'

/** Who did what, when and where; each step and each named version to look at, compare and bring back. */
export function HistoryPanel() {
  const { t } = useI18n()
  const close = useSidePanel((state) => state.open)
  const { looked, plan } = useHistoryState()
  return (
    <aside className="frame-right side-panel" aria-label={t('history.title')}>
      <div className="side-panel-head">
        <h2>{t('history.title')}</h2>
        <IconButton icon={X} size="small" label={t('common.close')} onPress={() => close(null)} />
      </div>
      {looked ? (
        <LookedView key={looked.kind === 'step' ? looked.step.hash : looked.version.id} looked={looked} />
      ) : (
        <>
          {plan !== null && <Versions plan={plan} />}
          <HistoryFilters />
          <StepList />
        </>
      )}
    </aside>
  )
}
