import { History } from 'lucide-react'
import { toggleHistory } from '../history/history-state.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSidePanel } from '../state/side-panel.ts'
import { useWindow } from '../state/window.ts'
import { IconToggle } from '../ui/button.tsx'

/** Opens and closes what was done to the file. */
export function HistoryButton() {
  const { t } = useI18n()
  const isCovered = useWindow((state) => state.mode === 'report')
  const isOpen = useSidePanel((state) => state.panel === 'history') && !isCovered
  return (
    <IconToggle
      icon={History}
      label={t('history.title')}
      placement="bottom"
      isSelected={isOpen}
      onChange={toggleHistory}
    />
  )
}
