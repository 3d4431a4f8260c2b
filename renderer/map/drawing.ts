/** Drawing by hand on the map, by terra-draw: one thing at a time, told by what it is for. */
import type { Geometry, Position } from 'geojson'
import type { Map as MapLibre } from 'maplibre-gl'
import {
  type HexColor,
  TerraDraw,
  TerraDrawFreehandLineStringMode,
  TerraDrawFreehandMode,
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
} from 'terra-draw'
import type { Shape } from '../../data/contract/filters.ts'
import type { MapInk } from '../cartography/palette.ts'
import type { PartPath, PlaceGeometry } from '../shapes/parts.ts'
import type { SnapIndex } from '../shapes/snap-index.ts'
import type { DrawnCircle } from '../state/sketch.ts'
import type { ItemPen } from '../state/tool.ts'
import { CasedAdapter } from './cased-adapter.ts'
import { CircleMode } from './circle-mode.ts'
import { Holder } from './hold.ts'
import { SKETCH_PREFIX } from './map-view.ts'
import { lineLengthM } from './measure.ts'
import { areaStyle, lineStyle, pointStyle } from './pen-styles.ts'
import { type ReshapeEvents, ReshapeMode } from './reshape-mode.ts'

export interface DrawingEvents {
  /** While the pen moves: what has been drawn so far, null when there is nothing. */
  readonly onSketch: (geometry: Geometry | null) => void
  /** The shape is whole. */
  readonly onFinish: (geometry: PlaceGeometry) => void
}

export type PenInk = Pick<MapInk, 'pen' | 'casing'>

const modeOf: Readonly<Record<ItemPen, string>> = {
  point: 'point',
  line: 'linestring',
  area: 'polygon',
  circle: 'circle',
  'free-area': 'freehand',
  'free-line': 'freehand-linestring',
}

/** A corner of a stroke by free hand every so many pixels. */
const STROKE_PX = 6
/** A click so near to the first or the last corner ends the shape; terra-draw's own 40 would end one with short sides too soon. */
const END_PX = 12
const DOUBLE_CLICK_MS = 500
/** What the hand draws is kept to a centimetre; what it is held to, to the last digit. */
const HAND_DECIMALS = 7

/** The drawing tools of one map; nothing is drawn until a pen is taken up. */
export class Drawing {
  readonly #draw: TerraDraw
  readonly #holder: Holder
  readonly #circle: CircleMode
  readonly #reshape: ReshapeMode
  readonly #strokes: ReadonlyMap<string, TerraDrawPolygonMode | TerraDrawLineStringMode>
  readonly #free: ReadonlyMap<string, TerraDrawFreehandMode | TerraDrawFreehandLineStringMode>
  readonly #map: MapLibre
  readonly #refresh = () => this.#reshape.refresh()
  /** The place under the hand as text; the answer to the hand's own gesture is no news. */
  heldText: string | null = null
  /** Gestures that are not in the file yet; what is read meanwhile is older than the hand. */
  savesUnderWay = 0
  #events: DrawingEvents | null = null
  #endedAt = Number.NEGATIVE_INFINITY
  #reshapeEvents: ReshapeEvents | null = null

  constructor(map: MapLibre, { pen, casing }: PenInk, onCircle: (circle: DrawnCircle | null) => void) {
    const color = pen as HexColor
    this.#holder = new Holder(() => map.getZoom())
    const { hold } = this.#holder
    const snapping = { toCustom: (event: { lng: number; lat: number }) => hold(event) ?? undefined }
    const stroke = { snapping, pointerDistance: END_PX }
    const free = { minDistance: STROKE_PX, drawInteraction: 'click-move-or-drag' as const }
    const point = new TerraDrawPointMode({ styles: pointStyle(color) })
    const line = new TerraDrawLineStringMode({ styles: lineStyle(color), ...stroke })
    const polygon = new TerraDrawPolygonMode({ styles: areaStyle(color), ...stroke })
    const freehand = new TerraDrawFreehandMode({ styles: areaStyle(color), ...free })
    const freeLine = new TerraDrawFreehandLineStringMode({ styles: lineStyle(color), ...free })
    this.#strokes = new Map<string, TerraDrawPolygonMode | TerraDrawLineStringMode>([
      [polygon.mode, polygon],
      [line.mode, line],
    ])
    this.#free = new Map<string, TerraDrawFreehandMode | TerraDrawFreehandLineStringMode>([
      [freehand.mode, freehand],
      [freeLine.mode, freeLine],
    ])
    this.#circle = new CircleMode(color, hold, { onCircle })
    this.#reshape = new ReshapeMode(color, hold, {
      onChange: (geometry, corner) => this.#reshapeEvents?.onChange(geometry, corner),
      onDone: (geometry, corner) => this.#reshapeEvents?.onDone(geometry, corner) ?? null,
      onPath: (path) => this.#reshapeEvents?.onPath(path),
      movesAlone: () => this.#reshapeEvents?.movesAlone() ?? false,
    })
    this.#draw = new TerraDraw({
      adapter: new CasedAdapter({ map, prefixId: SKETCH_PREFIX, coordinatePrecision: HAND_DECIMALS, casing }),
      modes: [point, line, polygon, freehand, freeLine, this.#circle, this.#reshape],
    })
    this.#draw.on('change', (_, change) => {
      if (change !== 'styling') this.#tell()
    })
    this.#draw.on('finish', (id) => {
      const feature = this.#draw.getSnapshotFeature(id)
      if (feature) this.#events?.onFinish(this.#held(feature.geometry))
    })
    this.#map = map
    map.on('dblclick', (event) => {
      // The double click that ends a shape is no wish to come nearer; terra-draw lets it through once the shape is whole.
      if (this.#events || performance.now() - this.#endedAt < DOUBLE_CLICK_MS) event.preventDefault()
    })
  }

  /** Takes up a pen; what was drawn before is gone. */
  start(pen: ItemPen, events: DrawingEvents): void {
    this.stop()
    this.#events = events
    this.#draw.start()
    this.#draw.setMode(modeOf[pen])
  }

  /** Puts a place under the hand to be moved and reshaped; each finished gesture is told. */
  edit(geometry: PlaceGeometry, path: PartPath, events: ReshapeEvents): void {
    this.#events = null
    this.#reshapeEvents = events
    if (!this.#draw.enabled) this.#draw.start()
    if (this.#draw.getMode() !== this.#reshape.mode) this.#draw.setMode(this.#reshape.mode)
    this.#map.off('moveend', this.#refresh)
    this.#map.on('moveend', this.#refresh)
    this.#reshape.take(geometry, path)
  }

  /** Shows the corners of another part of the place under the hand. */
  choose(path: PartPath): void {
    this.#reshape.choose(path)
  }

  /** Holds the pen to what is near; to nothing where null. An item's own shape does not hold it back. */
  holdTo(index: SnapIndex | null, without: string | null): void {
    this.#holder.holdTo(index, without)
  }

  /** Lets the pen go free for a while. */
  loosen(isLoose: boolean): void {
    this.#holder.loosen(isLoose)
  }

  get isUnderWay(): boolean {
    return this.#draw.enabled && this.#draw.getModeState() === 'drawing'
  }

  /** Takes back the last corner of the shape under way, or all of a stroke; answers whether there was any. */
  takeBack(): boolean {
    if (!this.isUnderWay) return false
    const stroke = this.#strokes.get(this.#draw.getMode())
    if (stroke && stroke.undoSize() > 0) stroke.undo()
    else (this.#free.get(this.#draw.getMode()) ?? stroke ?? this.#circle).cleanUp()
    this.#tell()
    return true
  }

  /** Ends the shape under way as Enter on the map does. */
  finish(): void {
    if (!this.isUnderWay) return
    const mode = this.#draw.getMode()
    if (mode === this.#circle.mode) this.#circle.finish()
    else (this.#strokes.get(mode) ?? this.#free.get(mode))?.onKeyUp(ENTER)
  }

  setRadius(radiusM: number): void {
    this.#circle.setRadius(radiusM)
  }

  deleteCorner(): boolean {
    return this.#draw.enabled && this.#draw.getMode() === this.#reshape.mode && this.#reshape.deleteCorner()
  }

  /** Puts the pen down and wipes what it drew. */
  stop(): void {
    if (this.#events) this.#endedAt = performance.now()
    this.#events = null
    this.#reshapeEvents = null
    this.heldText = null
    this.#map.off('moveend', this.#refresh)
    if (!this.#draw.enabled) return
    this.#draw.setMode('static')
    this.#draw.clear()
    this.#draw.stop()
  }

  /** terra-draw holds the corners of lines and areas itself, but no points. */
  #held(geometry: PlaceGeometry): PlaceGeometry {
    if (geometry.type !== 'Point') return geometry
    const [lng = 0, lat = 0] = geometry.coordinates
    const [lon = lng, heldLat = lat] = this.#holder.hold({ lng, lat }) ?? []
    return { type: 'Point', coordinates: [lon, heldLat] }
  }

  #tell(): void {
    if (!this.#events) return
    const drawn = this.#draw.getSnapshot().filter(({ properties }) => !isHandle(properties))
    this.#events.onSketch(drawn.at(-1)?.geometry ?? null)
  }
}

const ENTER = { key: 'Enter', heldKeys: [], preventDefault: () => undefined }

function isHandle(properties: Readonly<Record<string, unknown>>): boolean {
  return Boolean(properties.closingPoint ?? properties.coordinatePoint ?? properties.snappingPoint)
}

/** A drawn geometry as a shape to count in; `reachM` makes a point or line a circle or corridor. Null where it is too little. */
export function shapeOf(geometry: Geometry | null, reachM: number): Shape | null {
  switch (geometry?.type) {
    case 'Point':
      return { kind: 'circle', center: pair(geometry.coordinates), radiusM: reachM }
    case 'LineString':
      return geometry.coordinates.length < 2 || lineLengthM(geometry.coordinates) === 0
        ? null
        : { kind: 'corridor', line: geometry.coordinates.map(pair), distanceM: reachM }
    case 'Polygon':
      return (geometry.coordinates[0]?.length ?? 0) < 4
        ? null
        : { kind: 'polygon', polygons: [geometry.coordinates.map((ring) => ring.map(pair))] }
    case 'MultiPolygon':
      return { kind: 'polygon', polygons: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(pair))) }
    default:
      return null
  }
}

function pair(position: Position): [number, number] {
  return [position[0] ?? 0, position[1] ?? 0]
}
