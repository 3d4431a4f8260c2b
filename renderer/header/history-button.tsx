import './history-button.css'
import { History } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useHistory } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Popover } from '../ui/popover.tsx'

const SHOWN = 60

/** What was done to the file, by whom and when, the newest first. */
export function HistoryButton() {
  const { t } = useI18n()
  return (
    <Popover
      label={t('frame.history')}
      placement="bottom end"
      trigger={<IconButton icon={History} label={t('frame.history')} />}
    >
      <HistoryList />
    </Popover>
  )
}

function HistoryList() {
  const { t, tId, format } = useI18n()
  const { data: entries } = useHistory()
  return (
    <ol className="history">
      {entries?.length === 0 && <li className="hint">{t('frame.no-history')}</li>}
      {entries?.slice(0, SHOWN).map(({ hash, at, actor, label, undone }) => (
        <li key={hash} className={classNames('history-entry', undone && 'history-undone')}>
          <span>{tId(label.message, label.values)}</span>
          <span className="history-when">{`${format.dateTime(at)} · ${actor}`}</span>
        </li>
      ))}
    </ol>
  )
}
