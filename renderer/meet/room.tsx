import './room.css'
import { ShieldCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RoomState } from '../../data/contract/room.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { BasemapCredit } from '../map/map-cards.tsx'
import { MapPane } from '../map/map-pane.tsx'
import { metresPerPixel, scaleBar } from '../map/scale.ts'
import { useWorkspace } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { usePreferences } from '../state/preferences.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { type ThematicMap, useThematicMap } from '../state/use-thematic-map.ts'
import { classNames } from '../ui/class-names.ts'
import { RoomLegend } from './room-legend.tsx'
import { toggleRoom } from './toggle-room.ts'
import { useRoomState } from './use-room-state.ts'
import { useSubtitle } from './use-subtitle.ts'

/** What the wall shows: map, title, legend, scale, clock; nothing else, and nothing to press. */
export function RoomView() {
  const state = useRoomState()
  const thematic = useThematicMap()
  useDarkTheme()
  useWayBack()
  return (
    <div className="room">
      <div className="room-main">
        <RoomTitle state={state} thematic={thematic} />
        <div className="room-map">
          <MapPane controls={false} theme="dark" />
          <RoomScale />
          <div className="room-credit">
            <BasemapCredit />
          </div>
        </div>
      </div>
      <RoomSide state={state} thematic={thematic} />
    </div>
  )
}

interface RoomPartProps {
  readonly state: RoomState | null
  readonly thematic: ThematicMap
}

/** A title of more letters than this is set smaller, so that it leaves the map its place. */
const LONG_TITLE = 40

function RoomTitle({ state, thematic }: RoomPartProps) {
  const { t } = useI18n()
  const indicatorName = useIndicatorName()
  const subtitle = useSubtitle(thematic)
  const { data: workspace } = useWorkspace()
  const title =
    state?.title || (thematic.indicator ? indicatorName(thematic.indicator.id, thematic.indicator) : t('room.untitled'))
  return (
    <header className={classNames('room-title', title.length > LONG_TITLE && 'room-title-long')}>
      <h1>{title}</h1>
      <p className="room-subtitle">
        {subtitle || t('room.no-indicator')}
        {workspace?.isSample && <strong className="room-sample">{t('room.sample')}</strong>}
      </p>
    </header>
  )
}

function RoomSide({ state, thematic }: RoomPartProps) {
  const { t, format } = useI18n()
  return (
    <aside className="room-side">
      <div className="room-head num">
        <span>
          {state?.stop &&
            t('room.stop', { number: format.count(state.stop.number), count: format.count(state.stop.count) })}
        </span>
        <Clock />
      </div>
      <RoomLegend thematic={thematic} />
      <p className="room-safe">
        <ShieldCheck size={24} aria-hidden />
        {t('room.safe')}
      </p>
    </aside>
  )
}

const SCALE_BAR_PX = 200

function RoomScale() {
  const { format } = useI18n()
  const camera = useCamera((state) => state.camera)
  if (!camera) return null
  const { lengthM, widthPx } = scaleBar(metresPerPixel(camera.center[1], camera.zoom), SCALE_BAR_PX)
  return (
    <div className="room-scale num">
      <span className="room-scale-bar" style={{ width: widthPx }} />
      {format.distance(lengthM)}
    </div>
  )
}

function Clock() {
  const { language, format } = useI18n()
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000)
    return () => clearInterval(timer)
  }, [])
  const locale = language === 'th' ? 'th-TH' : 'en-GB'
  const text = now.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', hour12: false })
  return <time>{format.digits(text)}</time>
}

/** The wall is dark whatever the desk prefers; the room's origin has preferences of its own. */
function useDarkTheme(): void {
  const theme = usePreferences((state) => state.theme)
  useEffect(() => {
    if (theme !== 'dark') usePreferences.getState().setTheme('dark')
  }, [theme])
}

function useWayBack(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F9') return
      event.preventDefault()
      void toggleRoom()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
