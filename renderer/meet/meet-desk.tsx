import './meet-desk.css'
import { ArrowLeft, ArrowRight, BookmarkPlus, MonitorUp, Presentation, ShieldCheck } from 'lucide-react'
import type { Bookmark } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { shell } from '../shell.ts'
import { notifyProblem } from '../state/notices.ts'
import { oneScreenAdvice, openAudience, useScreens } from '../state/screens.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState, NoticeLine } from '../ui/feedback.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Switch } from '../ui/toggle.tsx'
import { AddStop } from './add-stop.tsx'
import { useMeeting, useNotes } from './meeting.ts'
import { Stop } from './stop.tsx'
import { toggleRoom } from './toggle-room.ts'
import { useStops } from './use-stops.ts'

/** The desk's side of a meeting, left of the map: the prepared stops. */
export function MeetLeft() {
  const { t } = useI18n()
  const stops = useStops()
  return (
    <aside className="frame-left frame-left-wide meet-panel" aria-label={t('meet.stops')}>
      <h2>{t('meet.stops')}</h2>
      {stops.length === 0 && (
        <EmptyState icon={BookmarkPlus} title={t('meet.no-stops')} text={t('meet.no-stops.text')} />
      )}
      <ol className="meet-stops">
        {stops.map((stop, index) => (
          <Stop key={stop.id} stop={stop} place={{ number: index + 1, count: stops.length }} />
        ))}
      </ol>
      <AddStop />
    </aside>
  )
}

/** The desk's side of a meeting, right of the map: what the wall shows, where to go next, notes. */
export function MeetRight() {
  const { t } = useI18n()
  return (
    <aside className="frame-right meet-panel" aria-label={t('meet.on-wall')}>
      <Walk />
      <WallTitle />
      <WallButtons />
      <Notes />
      <RoomSees />
    </aside>
  )
}

function Walk() {
  const { t, format } = useI18n()
  const { stopId, showStop } = useMeeting()
  const stops = useStops()
  const at = stops.findIndex(({ id }) => id === stopId)
  const go = (index: number) => {
    const stop: Bookmark | undefined = stops[index]
    if (stop) showStop(stop, { number: index + 1, count: stops.length })
  }
  if (stops.length === 0) return null
  return (
    <section className="meet-walk">
      <p className="num">
        {at >= 0
          ? t('room.stop', { number: format.count(at + 1), count: format.count(stops.length) })
          : t('meet.no-stop-here', { count: format.count(stops.length) })}
      </p>
      <div className="meet-pair">
        <Button icon={ArrowLeft} isDisabled={at <= 0} onPress={() => go(at - 1)} wide>
          {t('meet.previous')}
        </Button>
        <Button icon={ArrowRight} tone="primary" isDisabled={at >= stops.length - 1} onPress={() => go(at + 1)} wide>
          {t('meet.next')}
        </Button>
      </div>
    </section>
  )
}

function WallTitle() {
  const { t } = useI18n()
  const { title, setTitle } = useMeeting()
  return <TextField label={t('meet.title')} value={title} onChange={setTitle} />
}

function WallButtons() {
  const { t } = useI18n()
  const { isOn, setOn, follows, setFollows } = useMeeting()
  const isOneScreen = useOneScreen()
  const turn = (on: boolean) => {
    setOn(on)
    void shell.setMeeting(on).catch(notifyProblem)
  }
  return (
    <section className="meet-wall">
      <h2>{t('meet.on-wall')}</h2>
      {isOneScreen && <NoticeLine>{t(oneScreenAdvice())}</NoticeLine>}
      <Button icon={MonitorUp} wide onPress={openAudience}>
        {t('meet.open-window')}
      </Button>
      <Button icon={Presentation} wide onPress={() => void toggleRoom()}>
        {t('meet.this-window')}
      </Button>
      <Button wide tone={isOn ? 'danger' : 'plain'} onPress={() => turn(!isOn)}>
        {t(isOn ? 'meet.end' : 'meet.start')}
      </Button>
      <Switch isSelected={follows} onChange={setFollows} isDisabled={!isOn}>
        {t('meet.follow')}
      </Switch>
    </section>
  )
}

function Notes() {
  const { t } = useI18n()
  const { data: workspace } = useWorkspace()
  const stopId = useMeeting((state) => state.stopId)
  const key = `${workspace?.id ?? ''}/${stopId ?? ''}`
  const text = useNotes((state) => state.notes[key] ?? '')
  const write = useNotes((state) => state.write)
  return (
    <TextField
      label={t('meet.notes')}
      multiline
      rows={4}
      value={text}
      onChange={(next) => write(key, next)}
      hint={t('meet.notes.hint')}
    />
  )
}

function RoomSees() {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  return (
    <section className="meet-sees">
      <h2>
        <ShieldCheck size={16} aria-hidden />
        {t('meet.room-sees')}
      </h2>
      <ul>
        <li>{t('meet.room-sees.map')}</li>
        <li>{t('meet.room-sees.suppressed', { threshold: format.count(workspace?.suppressionThreshold ?? 0) })}</li>
        <li>{t('meet.room-sees.none')}</li>
      </ul>
    </section>
  )
}

/** Whether only one screen is seen: what the shell counts, else what Chromium says of this page's screen. */
function useOneScreen(): boolean {
  const count = useScreens((state) => state.count)
  if (count !== null) return count === 1
  const { screen } = window
  return 'isExtended' in screen && screen.isExtended === false
}
