import { Trash2 } from 'lucide-react'
import type { Bookmark } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { useMeeting } from './meeting.ts'

export interface StopProps {
  readonly stop: Bookmark
  readonly place: { readonly number: number; readonly count: number }
}

/** One prepared stop: pressing it takes the desk's map there, and the wall's when a meeting is on. */
export function Stop({ stop, place }: StopProps) {
  const { t, format } = useI18n()
  const { stopId, showStop } = useMeeting()
  const command = useCommand()
  const isHere = stop.id === stopId
  return (
    <li className={classNames('meet-stop', isHere && 'meet-stop-here')} aria-current={isHere || undefined}>
      <button type="button" className="meet-stop-go" onClick={() => showStop(stop, place)}>
        <span className="meet-stop-number num">{format.count(place.number)}</span>
        <span>{stop.title}</span>
      </button>
      <IconButton
        icon={Trash2}
        size="small"
        label={t('common.remove')}
        onPress={() => command.mutate({ type: 'removeBookmark', bookmark: stop.id })}
      />
    </li>
  )
}
