import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../api.ts'
import { outlinePath, type PlainProjection, plainProjection } from '../cartography/outline-path.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { useSelection } from '../state/selection.ts'
import { useMapColors } from '../state/use-map-colors.ts'
import { ScaleOf } from './map-cards.tsx'
import type { FeatureClasses } from './map-view.ts'

const WIDTH = 1000
const MARGIN = 60
const POINT_RADIUS = 7
const MOST_ZOOM = 16

/** The plain map: areas as SVG, coloured as the choropleth is, for machines without WebGL. Wheel, + − and dragging move it. */
export function SvgMap({ classes }: { readonly classes: FeatureClasses | null }) {
  const { t } = useI18n()
  const { choice } = useMapColors()
  const { data: outlines } = useQuery({
    queryKey: ['areas', 'outlines', choice.level],
    queryFn: ({ signal }) => api.areaOutlines(choice.level, signal),
  })
  const drawn = useMemo(() => outlines && drawOutlines(outlines), [outlines])
  const { frame, framePx } = useFramePx()
  const { size, viewBox, handlers } = usePlainCamera(drawn?.projection.height ?? WIDTH)
  const unitPx = Math.min(framePx.width / size.width, framePx.height / size.height) || 1
  return (
    <div ref={frame} className="svg-map-frame">
      {drawn && (
        <>
          <svg className="svg-map" role="img" aria-label={t('map.title')} viewBox={viewBox} {...handlers}>
            <Areas drawn={drawn} classes={classes} />
            <ProvinceLine projection={drawn.projection} />
            <Names projection={drawn.projection} unitPx={unitPx} />
          </svg>
          <ScaleOf pixelM={drawn.projection.unitM / unitPx} />
        </>
      )}
    </div>
  )
}

/** The size on the screen of what it is given to. */
function useFramePx() {
  const frame = useRef<HTMLDivElement>(null)
  const [framePx, setFramePx] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!frame.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setFramePx({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [])
  return { frame, framePx }
}

/** The outline of the whole, as on the full map. */
function ProvinceLine({ projection }: { readonly projection: PlainProjection }) {
  const { data } = useQuery({
    queryKey: ['areas', 'outlines', 'province'],
    queryFn: ({ signal }) => api.areaOutlines('province', signal),
  })
  return data?.features.map((feature) => (
    <path
      key={String(feature.properties?.code ?? feature.id)}
      className="svg-map-province"
      d={outlinePath(feature.geometry, projection)}
    />
  ))
}

function Areas({ drawn, classes }: { readonly drawn: Drawn; readonly classes: FeatureClasses | null }) {
  const { nameOf } = useI18n()
  const { choice, colors } = useMapColors()
  const { data: areas } = useAreas(choice.level)
  const { area: selected, selectArea } = useSelection()
  const indexOf = useMemo(() => new Map(areas?.map((area, index) => [area.code, index])), [areas])
  return drawn.paths.map(({ code, path }) => {
    const index = indexOf.get(code) ?? -1
    const area = areas?.[index]
    const isSelected = code === selected?.code
    return (
      <a
        key={code}
        href={`#area-${code}`}
        onClick={(event) => {
          event.preventDefault()
          selectArea({ code, level: choice.level })
        }}
      >
        <path
          d={path}
          fill={fillOf(classes?.classOf[index], colors)}
          stroke={isSelected ? 'var(--accent)' : 'var(--surface)'}
          strokeWidth={isSelected ? 3 : 0.8}
          vectorEffect="non-scaling-stroke"
        />
        <title>{area ? nameOf(area) : code}</title>
      </a>
    )
  })
}

const NAME_PX = 15
const NAME_HALO_PX = 3.5

function Names({ projection, unitPx }: { readonly projection: PlainProjection; readonly unitPx: number }) {
  const { nameOf } = useI18n()
  const { data: areas } = useAreas('amphoe')
  return areas?.map((area) => {
    const [x, y] = projection.project(...area.labelPoint)
    return (
      <text
        key={area.code}
        className="svg-map-name"
        x={x}
        y={y}
        fontSize={NAME_PX / unitPx}
        strokeWidth={NAME_HALO_PX / unitPx}
      >
        {nameOf(area)}
      </text>
    )
  })
}

/** Where the plain map looks: zoomed by wheel and by what others ask of the camera, moved by dragging. */
function usePlainCamera(height: number) {
  const [view, setView] = useState({ x: WIDTH / 2, y: 0.5, zoom: 1 })
  const held = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const wish = useCamera((state) => state.wish)
  const zoomBy = (factor: number) =>
    setView((now) => ({ ...now, zoom: Math.min(MOST_ZOOM, Math.max(1, now.zoom * factor)) }))
  useEffect(() => {
    if (!wish) return
    if (wish.kind === 'zoom') {
      setView((now) => ({ ...now, zoom: Math.min(MOST_ZOOM, Math.max(1, now.zoom * 2 ** wish.steps)) }))
    } else if (wish.kind === 'fit') setView({ x: WIDTH / 2, y: 0.5, zoom: 1 })
    useCamera.getState().ask(null)
  }, [wish])
  const size = { width: (WIDTH + 2 * MARGIN) / view.zoom, height: (height + 2 * MARGIN) / view.zoom }
  const [left, top] = [view.x - size.width / 2, view.y * height - size.height / 2]
  const handlers = {
    onWheel: (event: React.WheelEvent) => zoomBy(event.deltaY < 0 ? 1.2 : 1 / 1.2),
    onPointerDown: (event: React.PointerEvent) => {
      held.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp: () => {
      held.current = null
    },
    onPointerMove: (event: React.PointerEvent<SVGSVGElement>) => {
      const from = held.current
      if (!from || event.buttons === 0) return
      held.current = { x: event.clientX, y: event.clientY }
      const box = event.currentTarget.getBoundingClientRect()
      const scale = Math.max(size.width / box.width, size.height / box.height)
      setView((now) => ({
        ...now,
        x: now.x - (event.clientX - from.x) * scale,
        y: now.y - ((event.clientY - from.y) * scale) / height,
      }))
    },
  }
  return { viewBox: `${left} ${top} ${size.width} ${size.height}`, size, handlers }
}

function fillOf(classIndex: number | undefined, colors: readonly string[]): string {
  if (classIndex === undefined || classIndex < -1) return 'var(--dots-paper)'
  return colors[classIndex] ?? 'var(--hatch-paper)'
}

interface Drawn {
  readonly projection: PlainProjection
  readonly paths: ReadonlyArray<{ readonly code: string; readonly path: string }>
}

function drawOutlines(outlines: GeoJSON.FeatureCollection): Drawn | null {
  const projection = plainProjection(outlines, WIDTH)
  if (!projection) return null
  const paths = outlines.features.map((feature) => ({
    code: String(feature.properties?.code ?? feature.id ?? ''),
    path: outlinePath(feature.geometry, projection, POINT_RADIUS),
  }))
  return { projection, paths }
}
