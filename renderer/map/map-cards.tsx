import { ArrowUp } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useBasemaps } from '../queries.ts'
import { useBasemapChoice } from '../state/basemap.ts'
import { useCamera } from '../state/camera.ts'
import { useTool } from '../state/tool.ts'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { useItemSigns } from './item-signs.ts'
import { metresPerPixel, scaleBar } from './scale.ts'

const SCALE_BAR_PX = 120

/** A round length on the ground, and which way is north: up, always. */
export function ScaleCard() {
  const camera = useCamera((state) => state.camera)
  if (!camera) return null
  return <ScaleOf pixelM={metresPerPixel(camera.center[1], camera.zoom)} />
}

/** The scale of a map of which a pixel is so many metres. */
export function ScaleOf({ pixelM }: { readonly pixelM: number }) {
  const { t, format } = useI18n()
  const { lengthM, widthPx } = scaleBar(pixelM, SCALE_BAR_PX)
  return (
    <div className="map-card map-scale num">
      <div>
        <span className="map-scale-bar" style={{ width: widthPx }} />
        <span className="map-scale-text">{format.distance(lengthM)}</span>
      </div>
      <span className="map-north" role="img" aria-label={t('map.north')}>
        <ArrowUp size={14} aria-hidden />
        {t('map.north-letter')}
      </span>
    </div>
  )
}

/** Whose map lies underneath, in the words its maker asks for. */
export function BasemapCredit() {
  const { t } = useI18n()
  const { data: basemaps } = useBasemaps()
  const chosen = useBasemapChoice((state) => state.basemap)
  const attribution = basemaps?.find(({ id }) => id === chosen)?.info.attribution.trim()
  if (!attribution) return null
  return (
    <p className="map-credit" title={t('map.credit')}>
      {attribution}
    </p>
  )
}

/** Shapes and colours of the items on the map. */
export function ItemLegend() {
  const signs = useItemSigns()
  const isLooking = useTool((state) => state.tool.kind === 'look')
  if (!isLooking || signs.length === 0) return null
  return (
    <div className="map-card map-legend">
      {signs.map(({ id, shape, color, name }) => (
        <span key={id} className="map-legend-entry">
          <ItemSymbol shape={shape} color={color} />
          {name}
        </span>
      ))}
    </div>
  )
}
