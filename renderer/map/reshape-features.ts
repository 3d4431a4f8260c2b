/** How a place under the hand is drawn: its parts, the chosen outline, and handles to take hold of. */
import type { LineString, Point, Polygon, Position } from 'geojson'
import { type HexColor, type TerraDrawAdapterStyling, TerraDrawExtend } from 'terra-draw'
import { type CornerPath, kindOf, type PartPath, type PlaceGeometry, partsOf } from '../shapes/parts.ts'
import { middlesOf, type Project } from './grab.ts'

export type HandleRole = 'body' | 'outline' | 'chosen' | 'corner' | 'touched' | 'middle' | 'spot'

export interface ReshapeFeature {
  readonly role: HandleRole
  readonly geometry: Point | LineString | Polygon
}

export interface Shown {
  readonly path: PartPath
  readonly touched: CornerPath | null
  readonly project: Project
  /** In the midst of a gesture only the shape and the corner under the hand are drawn. */
  readonly isMoving: boolean
}

export function reshapeFeatures(geometry: PlaceGeometry, shown: Shown): readonly ReshapeFeature[] {
  const kind = kindOf(geometry)
  const parts = partsOf(geometry)
  if (kind === 'Point') return parts.map(([ring]) => ({ role: 'spot', geometry: point(ring![0]!) }))
  const chosen = parts[shown.path.part]?.[shown.path.ring] ?? []
  const bodies = parts.map(
    (rings): ReshapeFeature =>
      kind === 'Polygon'
        ? { role: 'body', geometry: { type: 'Polygon', coordinates: rings.map(flat) } }
        : { role: 'outline', geometry: { type: 'LineString', coordinates: flat(rings[0]!) } },
  )
  const several = parts.length > 1 || (parts[0]?.length ?? 0) > 1
  const outline: ReshapeFeature = { role: 'chosen', geometry: { type: 'LineString', coordinates: flat(chosen) } }
  return [
    ...bodies,
    ...(several && chosen.length > 1 ? [outline] : []),
    ...handlesOf(chosen, kind === 'Polygon', shown),
  ]
}

function handlesOf(
  ring: readonly Position[],
  isClosed: boolean,
  { touched, project, isMoving }: Shown,
): readonly ReshapeFeature[] {
  const corners = isClosed ? ring.slice(0, -1) : ring
  const touchedAt = touched ? touched.index % (isClosed ? ring.length - 1 : ring.length + 1) : -1
  const marked = corners[touchedAt]
  const mark: ReshapeFeature[] = marked ? [{ role: 'touched', geometry: point(marked) }] : []
  if (isMoving) return mark
  return [
    ...middlesOf(ring, project).map(({ position }): ReshapeFeature => ({ role: 'middle', geometry: point(position) })),
    ...corners.flatMap((corner, index): ReshapeFeature[] =>
      index === touchedAt ? [] : [{ role: 'corner', geometry: point(corner) }],
    ),
    ...mark,
  ]
}

/** terra-draw draws in the plane. */
function flat(positions: readonly Position[]): Position[] {
  return positions.map(([lon = 0, lat = 0]) => [lon, lat])
}

function point([lon = 0, lat = 0]: Position): Point {
  return { type: 'Point', coordinates: [lon, lat] }
}

export function reshapeStyle(role: HandleRole, color: HexColor): TerraDrawAdapterStyling {
  const style = {
    ...TerraDrawExtend.getDefaultStyling(),
    polygonFillColor: color,
    polygonFillOpacity: 0.2,
    polygonOutlineColor: color,
    polygonOutlineWidth: 1.5,
    lineStringColor: color,
    lineStringWidth: role === 'chosen' ? 3.5 : 3,
    pointColor: '#ffffff' as HexColor,
    pointOutlineColor: color,
    pointOutlineWidth: 2,
    zIndex: role === 'chosen' ? 20 : 10,
  }
  switch (role) {
    case 'corner':
      return { ...style, pointWidth: 5, zIndex: 40 }
    case 'touched':
      return { ...style, pointColor: color, pointOutlineColor: '#ffffff' as HexColor, pointWidth: 6, zIndex: 50 }
    case 'middle':
      return { ...style, pointWidth: 3, pointOutlineWidth: 1, zIndex: 30 }
    case 'spot':
      return { ...style, pointColor: color, pointOutlineColor: '#ffffff' as HexColor, pointWidth: 9, zIndex: 40 }
    default:
      return style
  }
}
