import { useLayoutEffect, useRef } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useHover } from '../state/hover.ts'
import { useTool } from '../state/tool.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { useMapColors } from '../state/use-map-colors.ts'
import { useShownLayers } from '../state/use-shown-layers.ts'
import { useValueText } from '../state/use-value-text.ts'
import type { MapHit } from './hits.ts'

const OFFSET_PX = 14
const EDGE_PX = 6

/** A few words on what is under the pointer, on the side of it where the map has room. */
export function HoverCard() {
  const { hits, at } = useHover()
  const isLooking = useTool((state) => ['look', 'pick-areas'].includes(state.tool.kind))
  const card = useRef<HTMLDivElement>(null)
  const hit = hits[0]
  // After each drawing: how large it is depends on its words.
  useLayoutEffect(() => {
    const map = card.current?.offsetParent
    if (!card.current || !map || !at) return
    const { offsetWidth: width, offsetHeight: height, style } = card.current
    style.left = `${besides(at.x, width, map.clientWidth)}px`
    style.top = `${besides(at.y, height, map.clientHeight)}px`
  })
  if (!hit || !at || !isLooking) return null
  return (
    <div className="map-card map-hover" ref={card} role="presentation">
      <HitText hit={hit} />
    </div>
  )
}

/** Where something of this size begins so that it stands after a point, or before it where the room ends. */
function besides(at: number, size: number, room: number): number {
  const after = at + OFFSET_PX
  return after + size + EDGE_PX <= room ? after : Math.max(EDGE_PX, at - OFFSET_PX - size)
}

function HitText({ hit }: { readonly hit: MapHit }) {
  const { t, format } = useI18n()
  switch (hit.kind) {
    case 'area':
      return <AreaText hit={hit} />
    case 'item':
      return (
        <>
          <p className="map-hover-title">{hit.title}</p>
          <p className="map-hover-line num">{format.baht(hit.budgetBaht)}</p>
        </>
      )
    case 'household':
      return <p>{t('map.one-household')}</p>
    case 'cell':
      return <p className="num">{t('map.households-here', { count: format.count(hit.count) })}</p>
    case 'feature':
      return <FeatureText layerId={hit.layerId} />
  }
}

function FeatureText({ layerId }: { readonly layerId: string }) {
  const layer = useShownLayers().find(({ info }) => info.id === layerId)
  return <p>{layer?.info.title}</p>
}

function AreaText({ hit }: { readonly hit: Extract<MapHit, { kind: 'area' }> }) {
  const { t, nameOf, format } = useI18n()
  const areaTitle = useAreaTitle()
  const { data: areas } = useAreas(hit.level)
  const { data: parents } = useAreas(hit.level === 'tambon' ? 'amphoe' : hit.level === 'village' ? 'tambon' : null)
  const { indicator, classes } = useMapColors()
  const valueText = useValueText(indicator)
  const indicatorName = useIndicatorName()
  const area = areas?.[hit.featureId]
  if (!area) return null
  const parent = parents?.find(({ code }) => code === area.parentCode)
  const isMapped = classes && classes.values.level === hit.level
  const state = isMapped ? classes.values.states[hit.featureId] : undefined
  const value = isMapped ? classes.values.values[hit.featureId] : undefined
  const households = isMapped ? classes.values.counts[hit.featureId] : undefined
  return (
    <>
      <p className="map-hover-title">{areaTitle(hit.level, nameOf(area))}</p>
      {parent && <p className="map-hover-line">{nameOf(parent)}</p>}
      {indicator && state && (
        <p className="map-hover-line num">
          {indicatorName(indicator.id, indicator)} <b>{valueText(value ?? null, state)}</b>
        </p>
      )}
      {typeof households === 'number' && (
        <p className="map-hover-line num">{t('map.out-of', { count: format.count(households) })}</p>
      )}
    </>
  )
}
