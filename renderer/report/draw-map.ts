/**
 * The map for paper, drawn with a plain 2D canvas at the resolution of print: as sharp on A3 as on A4, whatever the graphics
 * card can do (WebGL stops at 4,096 to 8,192 pixels, and a page prints a WebGL canvas black). Widths are given in millimetres.
 */
import type { AreaRow } from '../../data/contract/api.ts'
import { NO_DATA_CLASS, SUPPRESSED_CLASS } from '../cartography/choropleth.ts'
import { type MapInk, mapInk } from '../cartography/palette.ts'
import { type SymbolShape, symbolPath } from '../cartography/symbols.ts'
import type { FramePx, FrameView } from './frame-view.ts'
import { drawLabels } from './map-labels.ts'

export interface PaperItem {
  readonly point: readonly [lon: number, lat: number]
  /** Null: a ring alone, of an item that shows as dropped where that is not settled. */
  readonly shape: SymbolShape | null
  readonly color: string
  /** Something about it is not settled: a ring stands around it. */
  readonly isUnsettled: boolean
}

export interface PaperMap {
  readonly view: FrameView
  readonly frame: FramePx
  /** Pixels of one millimetre on paper. */
  readonly pxPerMm: number
  /** The level on show; its features are in the order of its areas. */
  readonly areas: GeoJSON.FeatureCollection
  readonly classOf: ReadonlyMap<string, number>
  readonly colors: readonly string[]
  /** Coarser levels, the finer first: drawn as lines over the colours. */
  readonly borders: ReadonlyArray<{ readonly shapes: GeoJSON.FeatureCollection; readonly widthMm: number }>
  readonly labels: readonly AreaRow[]
  readonly nameOf: (area: AreaRow) => string
  readonly items: readonly PaperItem[]
  /** Code of the area to outline. */
  readonly selected: string | null
  /** Size of names against A4's. */
  readonly labelScale: number
  /** A word across the map that is not of real places. */
  readonly watermark: string | null
}

const AREA_LINE_MM = 0.12
const SELECTED_LINE_MM = 0.7
const ITEM_MM = 3.4
/** Radius of the ring around an item, as a share of the item's size. */
const RING_SHARE = 0.8
const HATCH_MM = 1.3
/** Of an area that is a point. */
const POINT_RADIUS_MM = 1.1
const SUPPRESSED_DOT_MM = 0.4

/** Draws the map; the answer is a PNG. Sarabun has to be loaded before. */
export async function drawPaperMap(map: PaperMap): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = map.frame.widthPx
  canvas.height = map.frame.heightPx
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser has no 2D canvas')
  const ink = mapInk('light')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.lineJoin = 'round'
  drawAreas(context, map, ink)
  for (const { shapes, widthMm } of map.borders) {
    strokeShapes(context, shapes.features, { map, color: ink.provinceLine, widthMm })
  }
  drawPoints(context, map, ink)
  drawSelected(context, map, ink)
  drawItems(context, map, ink)
  drawLabels(context, map, ink)
  drawWatermark(context, map)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas is too large'))), 'image/png')
  })
}

/** The code of an outline's area. */
export function codeOf({ properties, id }: GeoJSON.Feature): string {
  return String(properties?.code ?? id ?? '')
}

function drawAreas(context: CanvasRenderingContext2D, map: PaperMap, ink: MapInk): void {
  const hatch = patternOf(context, map.pxPerMm, drawHatch(ink))
  const dots = patternOf(context, map.pxPerMm, drawDots(ink))
  const fills: Readonly<Record<number, CanvasPattern>> = { [NO_DATA_CLASS]: hatch, [SUPPRESSED_CLASS]: dots }
  const polygons = map.areas.features.filter(({ geometry }) => geometry?.type !== 'Point')
  for (const feature of polygons) {
    const index = map.classOf.get(codeOf(feature)) ?? NO_DATA_CLASS
    context.fillStyle = fills[index] ?? map.colors[index] ?? ink.paper
    context.fill(pathOf(feature.geometry, map), 'evenodd')
  }
  strokeShapes(context, polygons, { map, color: '#8b948e', widthMm: AREA_LINE_MM })
}

/** Areas that are points: signs in the class's colour, empty without data, with a dot where hidden. */
function drawPoints(context: CanvasRenderingContext2D, map: PaperMap, ink: MapInk): void {
  const points = map.areas.features.filter(({ geometry }) => geometry?.type === 'Point')
  for (const feature of points) {
    const index = map.classOf.get(codeOf(feature)) ?? NO_DATA_CLASS
    context.fillStyle = map.colors[index] ?? '#ffffff'
    context.fill(pathOf(feature.geometry, map))
    strokeShapes(context, [feature], { map, color: index < 0 ? ink.inkSoft : '#5d6762', widthMm: AREA_LINE_MM })
    if (index !== SUPPRESSED_CLASS) continue
    context.fillStyle = ink.inkSoft
    context.fill(pathOf(feature.geometry, map, SUPPRESSED_DOT_MM))
  }
}

interface Stroke {
  readonly map: PaperMap
  readonly color: string
  readonly widthMm: number
}

function strokeShapes(
  context: CanvasRenderingContext2D,
  features: readonly GeoJSON.Feature[],
  { map, color, widthMm }: Stroke,
): void {
  context.strokeStyle = color
  context.lineWidth = widthMm * map.pxPerMm
  for (const { geometry } of features) context.stroke(pathOf(geometry, map))
}

function drawSelected(context: CanvasRenderingContext2D, map: PaperMap, ink: MapInk): void {
  const found = [map.areas, ...map.borders.map(({ shapes }) => shapes)]
    .flatMap(({ features }) => features)
    .filter((feature) => codeOf(feature) === map.selected)
  strokeShapes(context, found, { map, color: '#ffffff', widthMm: SELECTED_LINE_MM * 2 })
  strokeShapes(context, found, { map, color: ink.accent, widthMm: SELECTED_LINE_MM })
}

function drawItems(context: CanvasRenderingContext2D, { items, view, pxPerMm }: PaperMap, ink: MapInk): void {
  const side = ITEM_MM * pxPerMm
  for (const { point, shape, color, isUnsettled } of items) {
    const [x, y] = view.project(point[0], point[1])
    context.lineWidth = side * 0.14
    if (shape) {
      const path = new Path2D()
      path.addPath(new Path2D(symbolPath(shape, side)), new DOMMatrix([1, 0, 0, 1, x - side / 2, y - side / 2]))
      context.strokeStyle = '#ffffff'
      context.stroke(path)
      context.fillStyle = color
      context.fill(path)
    }
    if (!isUnsettled) continue
    context.beginPath()
    context.arc(x, y, side * RING_SHARE, 0, 2 * Math.PI)
    context.strokeStyle = ink.unsettled
    context.stroke()
  }
}

function drawWatermark(context: CanvasRenderingContext2D, { watermark, frame }: PaperMap): void {
  if (!watermark) return
  context.save()
  context.translate(frame.widthPx / 2, frame.heightPx / 2)
  context.rotate(-Math.PI / 7)
  context.font = `700 ${Math.min(frame.widthPx, frame.heightPx) / 4}px Sarabun`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = 'rgb(28 35 32 / 8%)'
  context.fillText(watermark, 0, 0)
  context.restore()
}

function pathOf(
  geometry: GeoJSON.Geometry | null,
  { view, pxPerMm }: PaperMap,
  pointRadiusMm = POINT_RADIUS_MM,
): Path2D {
  const path = new Path2D()
  const ring = (positions: readonly GeoJSON.Position[]) => {
    positions.forEach(([lon = 0, lat = 0], index) => {
      const [x, y] = view.project(lon, lat)
      if (index === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    })
    path.closePath()
  }
  if (geometry?.type === 'Point') {
    const [x, y] = view.project(geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0)
    path.arc(x, y, pointRadiusMm * pxPerMm, 0, Math.PI * 2)
  }
  if (geometry?.type === 'Polygon') geometry.coordinates.forEach(ring)
  if (geometry?.type === 'MultiPolygon') for (const rings of geometry.coordinates) rings.forEach(ring)
  return path
}

type DrawTile = (context: CanvasRenderingContext2D, side: number) => void

/** A pattern whose tile is a given size on paper, whatever the resolution. */
function patternOf(context: CanvasRenderingContext2D, pxPerMm: number, draw: DrawTile): CanvasPattern {
  const tile = document.createElement('canvas')
  const side = Math.max(4, Math.round(HATCH_MM * pxPerMm))
  tile.width = side
  tile.height = side
  const inner = tile.getContext('2d')
  if (inner) draw(inner, side)
  const pattern = context.createPattern(tile, 'repeat')
  if (!pattern) throw new Error('this browser has no canvas patterns')
  return pattern
}

function drawHatch(ink: MapInk): DrawTile {
  return (context, side) => {
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, side, side)
    context.strokeStyle = ink.hatchLine
    context.lineWidth = side * 0.16
    context.beginPath()
    for (const offset of [-side, 0, side]) {
      context.moveTo(offset - 1, side + 1)
      context.lineTo(offset + side + 1, -1)
    }
    context.stroke()
  }
}

function drawDots(ink: MapInk): DrawTile {
  return (context, side) => {
    context.fillStyle = '#e6e2d6'
    context.fillRect(0, 0, side, side)
    context.fillStyle = ink.inkSoft
    context.beginPath()
    context.arc(side / 2, side / 2, side * 0.15, 0, Math.PI * 2)
    context.fill()
  }
}
