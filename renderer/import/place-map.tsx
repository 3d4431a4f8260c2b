import './places.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Box } from '../../data/contract/imports.ts'
import { api } from '../api.ts'
import { useWorkspace } from '../queries.ts'
import { fitBox, type PlaneView, pathOf, pointsOf, rectOf } from './place-view.ts'
import { thailandOutline } from './thailand-outline.ts'

export interface PlaceBox {
  readonly id: string
  readonly label: string
  readonly box: Box
}

export interface PlaceMapProps {
  readonly label: string
  readonly boxes?: readonly PlaceBox[]
  readonly selected?: string | null
  readonly onSelect?: (id: string) => void
  readonly shapes?: GeoJSON.FeatureCollection | null
  readonly height?: number
}

const WIDTH = 360
const MARGIN_SHARE = 0.08

/** Where data would land, over Thailand and the areas the workspace has; no tiles, no WebGL. */
export function PlaceMap({ label, boxes = [], selected = null, onSelect, shapes = null, height = 320 }: PlaceMapProps) {
  const { data: workspace } = useWorkspace()
  const { data: areas } = useQuery({
    queryKey: ['areas', 'outline', 'province'],
    queryFn: ({ signal }) => api.areaOutlines('province', signal),
    enabled: (workspace?.areaCounts.province ?? 0) > 0,
  })
  const view = useMemo(
    () => viewOf({ boxes, shapes, home: workspace?.box ?? null, height }),
    [boxes, shapes, workspace?.box, height],
  )
  const pixel = view.widthDegrees / WIDTH
  return (
    <svg className="place-map" viewBox={view.viewBox} role="img" aria-label={label} strokeWidth={pixel}>
      <path
        className="place-land"
        d={pathOf({ type: 'Polygon', coordinates: [thailandOutline.map(([x, y]) => [x, y])] }, view)}
      />
      {areas?.features.map((feature, index) => (
        <path key={feature.id ?? index} className="place-area" d={pathOf(feature.geometry, view)} />
      ))}
      {shapes && <Shapes shapes={shapes} view={view} radius={pixel * 2.2} />}
      {boxes.map(({ id, label: name, box }) => (
        <g
          key={id}
          className="place-box"
          data-selected={id === selected || undefined}
          onPointerDown={() => onSelect?.(id)}
        >
          <rect {...rectOf(box, view, pixel * 8)} strokeWidth={pixel * (id === selected ? 2.5 : 1.25)} />
          <text {...labelAt(box, view, pixel)} fontSize={pixel * 12} strokeWidth={pixel * 3}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Shapes({
  shapes,
  view,
  radius,
}: {
  readonly shapes: GeoJSON.FeatureCollection
  readonly view: PlaneView
  readonly radius: number
}) {
  const paths = shapes.features.map(({ geometry }) => pathOf(geometry, view)).join('')
  const points = shapes.features.flatMap(({ geometry }) => pointsOf(geometry, view))
  const dotOf = ([x, y]: readonly [number, number]) =>
    `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`
  return (
    <g className="place-shapes">
      <path d={paths} fillRule="evenodd" />
      <path className="place-points" d={points.map(dotOf).join('')} />
    </g>
  )
}

interface ViewWish {
  readonly boxes: readonly PlaceBox[]
  readonly shapes: GeoJSON.FeatureCollection | null
  readonly home: Box | null
  readonly height: number
}

function viewOf({ boxes, shapes, home, height }: ViewWish): PlaneView {
  const country: Box = [97.3, 5.6, 105.7, 20.5]
  const held: Box[] = boxes.map(({ box }) => box)
  if (shapes) {
    const box = fitBox(shapes.features.flatMap(({ geometry }) => pointsOf(geometry, null, true)))
    if (box) held.push(box)
  }
  // Candidates are told apart by the country's shape; shapes that have one place are shown close up.
  if (boxes.length > 0 || held.length === 0) held.push(home && boxes.length === 0 ? home : country)
  return planeOf(held, height)
}

function planeOf(boxes: readonly Box[], height: number): PlaneView {
  const all = fitBox(
    boxes.flatMap(
      ([west, south, east, north]) =>
        [
          [west, south],
          [east, north],
        ] as const,
    ),
  )
  const [west, south, east, north] = all ?? [97.3, 5.6, 105.7, 20.5]
  const lonScale = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const wide = Math.max((east - west) * lonScale, 0.02) * (1 + 2 * MARGIN_SHARE)
  const high = Math.max(north - south, 0.02) * (1 + 2 * MARGIN_SHARE)
  const widthDegrees = Math.max(wide, (high * WIDTH) / height)
  const heightDegrees = (widthDegrees * height) / WIDTH
  const left = ((west + east) / 2) * lonScale - widthDegrees / 2
  const top = -(south + north) / 2 - heightDegrees / 2
  return { lonScale, widthDegrees, viewBox: `${left} ${top} ${widthDegrees} ${heightDegrees}` }
}

function labelAt(box: Box, view: PlaneView, pixel: number): { readonly x: number; readonly y: number } {
  return { x: box[0] * view.lonScale, y: -box[3] - pixel * 6 }
}
