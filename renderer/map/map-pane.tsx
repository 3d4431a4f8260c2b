import './map-pane.css'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { notifyProblem } from '../state/notices.ts'
import type { Theme } from '../state/preferences.ts'
import { NoticeLine } from '../ui/feedback.tsx'
import { placeItem } from './finish-tool.ts'
import { HoverCard } from './hover-card.tsx'
import { ITEM_DRAG_TYPE } from './item-drag.ts'
import { BasemapCredit, ItemLegend, ScaleCard } from './map-cards.tsx'
import { MapControls } from './map-controls.tsx'
import type { MapView } from './map-view.ts'
import { SvgMap } from './svg-map.tsx'
import { ToolReadout } from './tool-readout.tsx'
import { useMapTools } from './use-map-tools.ts'
import { useMapView } from './use-map-view.ts'
import { useScene } from './use-scene.ts'

export interface MapPaneProps {
  /** Buttons, cards and hover; false on the wall, which shows scale and legend its own way. */
  readonly controls?: boolean
  readonly theme?: Theme
  /** What a mode adds on top. */
  readonly children?: React.ReactNode
}

/** The map with what floats on it; where WebGL fails, the plain map and one sentence why. */
export function MapPane({ controls = true, theme, children }: MapPaneProps) {
  const { t } = useI18n()
  const { data: workspace } = useWorkspace()
  const drawn = useScene(theme)
  const { container, view, failure } = useMapView({
    drawn,
    box: workspace?.box ?? null,
    workspaceId: workspace?.id ?? '',
    title: t('map.title'),
    controls,
  })
  useMapTools(view)
  return (
    <section
      className="map-pane"
      aria-label={t('map.title')}
      onDragOver={(event) => event.dataTransfer.types.includes(ITEM_DRAG_TYPE) && event.preventDefault()}
      onDrop={(event) => view && dropItem(view, event)}
    >
      {failure === null ? (
        <div ref={container} className="map-canvas" />
      ) : (
        <div className="map-plain">
          <NoticeLine tone="warn">{t('map.no-webgl')}</NoticeLine>
          <SvgMap classes={drawn.classes} />
        </div>
      )}
      {controls && (
        <>
          <MapControls />
          {failure === null && <ScaleCard />}
          <div className="map-corner">
            <BasemapCredit />
            {failure === null && <ItemLegend />}
          </div>
          <HoverCard />
          <ToolReadout />
          {children}
        </>
      )}
    </section>
  )
}

/** A centimetre on the ground is what a hand can mean at most. */
function toCentimetres(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

function dropItem(view: MapView, event: React.DragEvent): void {
  const text = event.dataTransfer.getData(ITEM_DRAG_TYPE)
  if (!text) return
  event.preventDefault()
  const { left, top } = view.map.getContainer().getBoundingClientRect()
  const { lng, lat } = view.map.unproject([event.clientX - left, event.clientY - top])
  const item = JSON.parse(text) as { readonly planId: string; readonly itemId: string }
  placeItem(item, { type: 'Point', coordinates: [lng, lat].map(toCentimetres) }).catch(notifyProblem)
}
