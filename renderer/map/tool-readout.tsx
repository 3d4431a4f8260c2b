import type { Geometry } from 'geojson'
import { useI18n } from '../i18n/use-i18n.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { Button } from '../ui/button.tsx'
import { lineLengthM, polygonAreaM2, ringAreaM2 } from './measure.ts'

/** While a tool is in hand: what it measures so far, and how to finish or leave it. */
export function ToolReadout() {
  const { t } = useI18n()
  const { tool, sketch, setTool } = useTool()
  if (tool.kind === 'look') return null
  return (
    <div className="map-card map-readout num" role="status">
      {tool.kind === 'measure' && <Measure geometry={sketch} />}
      <span className="map-readout-hint">{t(hintOf(tool))}</span>
      <Button size="small" tone="quiet" onPress={() => setTool({ kind: 'look' })}>
        {t('map.tool-done')}
      </Button>
    </div>
  )
}

function Measure({ geometry }: { readonly geometry: Geometry | null }) {
  const { format } = useI18n()
  if (geometry?.type === 'LineString') return <b>{format.distance(lineLengthM(geometry.coordinates))}</b>
  if (geometry?.type !== 'Polygon') return null
  const [outer = []] = geometry.coordinates
  const areaM2 = geometry.coordinates.length > 1 ? polygonAreaM2(geometry.coordinates) : ringAreaM2(outer)
  return (
    <>
      <b>{format.landArea(areaM2)}</b>
      <span>{format.distance(lineLengthM(outer))}</span>
    </>
  )
}

function hintOf(tool: Exclude<Tool, { kind: 'look' }>) {
  if (tool.kind === 'edit-item') return 'map.hint-edit' as const
  return `map.hint-${tool.what}` as const
}
