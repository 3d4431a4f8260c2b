import { ArrowUp } from 'lucide-react'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { plainCategory, statusColors } from '../cartography/items.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useBasemaps, useWorkbook } from '../queries.ts'
import { useBasemapChoice } from '../state/basemap.ts'
import { useCamera } from '../state/camera.ts'
import { useTool } from '../state/tool.ts'
import { useShownLayers } from '../state/use-shown-layers.ts'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { metresPerPixel, scaleBar } from './scale.ts'

const SCALE_BAR_PX = 120

/** A round length on the ground, and which way is north: up, always. */
export function ScaleCard() {
  const { t, format } = useI18n()
  const camera = useCamera((state) => state.camera)
  if (!camera) return null
  const { lengthM, widthPx } = scaleBar(metresPerPixel(camera.center[1], camera.zoom), SCALE_BAR_PX)
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
  const { t, nameOf } = useI18n()
  const { data: workbook } = useWorkbook()
  const items = useShownLayers().find(({ info }) => info.kind === 'items')
  const isLooking = useTool((state) => state.tool.kind === 'look')
  if (!isLooking) return null
  if (!items?.view.visible || items.info.count === 0 || items.style.kind !== 'items') return null
  const byStatus = items.style.colorBy === 'status'
  const entries = byStatus
    ? Object.entries(statusColors).map(([id, color]) => ({
        id,
        shape: 'circle' as const,
        color,
        name: t(`status-of-item.${id as 'idea'}`),
      }))
    : [...(workbook?.categories ?? defaultCategories), plainCategory].map((category) => ({
        ...category,
        name: nameOf(category) || t('map.no-category'),
      }))
  return (
    <div className="map-card map-legend">
      {entries.map(({ id, shape, color, name }) => (
        <span key={id} className="map-legend-entry">
          <ItemSymbol shape={shape} color={color} />
          {name}
        </span>
      ))}
    </div>
  )
}
