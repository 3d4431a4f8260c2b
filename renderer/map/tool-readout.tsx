import './tool-readout.css'
import type { Geometry } from 'geojson'
import { TriangleAlert } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSketch } from '../state/sketch.ts'
import { type Tool, useTool } from '../state/tool.ts'
import { Button } from '../ui/button.tsx'
import { CircleReadout } from './circle-readout.tsx'
import { lineLengthM, polygonAreaM2, ringAreaM2 } from './measure.ts'
import { PickReadout } from './pick-readout.tsx'

/** While a tool is in hand: what it measures so far, what is not right yet, and how to finish or leave it. */
export function ToolReadout() {
  const { t } = useI18n()
  const { tool, sketch, setTool } = useTool()
  const problem = useSketch((state) => state.problem)
  const hasCircle = useSketch((state) => state.circle !== null)
  if (tool.kind === 'look') return null
  const isCircle = 'what' in tool && tool.what === 'circle'
  return (
    <div className="map-card map-readout num" role="status">
      {problem && (
        <p className="map-readout-problem">
          <TriangleAlert size={16} aria-hidden />
          {t(`draw-problem.${problem}`)}
        </p>
      )}
      <div className="map-readout-line">
        {isCircle ? <CircleReadout /> : <Measured tool={tool} geometry={sketch} />}
        {tool.kind === 'pick-areas' && <PickReadout />}
        {tool.kind !== 'pick-areas' && !hasCircle && <span className="map-readout-hint">{t(hintOf(tool))}</span>}
        <Button size="small" tone="quiet" onPress={() => setTool({ kind: 'look' })}>
          {t(tool.kind === 'pick-areas' ? 'draw.cancel' : 'map.tool-done')}
        </Button>
      </div>
    </div>
  )
}

function Measured({ tool, geometry }: { readonly tool: Tool; readonly geometry: Geometry | null }) {
  const { format } = useI18n()
  if (geometry?.type === 'LineString') return <b>{format.distance(lineLengthM(geometry.coordinates))}</b>
  if (geometry?.type === 'MultiPolygon' && tool.kind === 'edit-item') {
    const areaM2 = geometry.coordinates.reduce((sum, rings) => sum + polygonAreaM2(rings), 0)
    return <b>{format.landArea(areaM2)}</b>
  }
  if (geometry?.type !== 'Polygon') return null
  const [outer = []] = geometry.coordinates
  const areaM2 = geometry.coordinates.length > 1 ? polygonAreaM2(geometry.coordinates) : ringAreaM2(outer)
  return (
    <>
      <b>{format.landArea(areaM2)}</b>
      {tool.kind === 'measure' && <span>{format.distance(lineLengthM(outer))}</span>}
    </>
  )
}

function hintOf(tool: Exclude<Tool, { kind: 'look' | 'pick-areas' }>) {
  if (tool.kind === 'edit-item') return 'draw-hint.edit' as const
  if (tool.kind === 'split-item') return 'draw-hint.split' as const
  if (tool.kind === 'add-to-place' && tool.as === 'hole') return 'draw-hint.hole' as const
  switch (tool.what) {
    case 'free-area':
    case 'free-line':
    case 'circle':
      return `draw-hint.${tool.what}` as const
    default:
      return `map.hint-${tool.what}` as const
  }
}
