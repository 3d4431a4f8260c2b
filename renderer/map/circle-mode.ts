/** A circle by its middle and a radius in metres, which the hand shows or the keyboard types. */
import type { Position } from 'geojson'
import {
  type GeoJSONStoreFeatures,
  type HexColor,
  type TerraDrawAdapterStyling,
  TerraDrawExtend,
  type TerraDrawMouseEvent,
} from 'terra-draw'
import { circlePolygon, distanceM } from '../shapes/circle.ts'
import type { DrawnCircle } from '../state/sketch.ts'
import type { Hold } from './hold.ts'
import { pressedAt } from './pressed-at.ts'

export interface CircleEvents {
  readonly onCircle: (circle: DrawnCircle | null) => void
}

/** Smaller than this it is a slip of the hand. */
const LEAST_RADIUS_M = 1

export class CircleMode extends TerraDrawExtend.TerraDrawBaseDrawMode<TerraDrawExtend.CustomStyling> {
  override mode = 'circle'
  readonly #color: HexColor
  readonly #hold: Hold
  readonly #events: CircleEvents
  #circle: DrawnCircle | null = null
  #id: TerraDrawExtend.FeatureId | null = null
  /** A typed radius stays until the next circle, wherever the pointer goes. */
  #isTyped = false
  #hovered: TerraDrawMouseEvent | null = null

  constructor(color: HexColor, hold: Hold, events: CircleEvents) {
    super()
    this.#color = color
    this.#hold = hold
    this.#events = events
  }

  start(): void {
    this.setStarted()
    this.setCursor('crosshair')
  }

  stop(): void {
    this.cleanUp()
    this.setStopped()
    this.setCursor('unset')
  }

  cleanUp(): void {
    if (this.#id !== null && this.store.has(this.#id)) this.store.delete([this.#id])
    this.#id = null
    this.#isTyped = false
    this.#tell(null)
    if (this.state === 'drawing') this.setStarted()
  }

  /** Takes this radius from now on. */
  setRadius(radiusM: number): void {
    if (!this.#circle || radiusM < LEAST_RADIUS_M) return
    this.#isTyped = true
    this.#draw({ ...this.#circle, radiusM })
  }

  finish(): void {
    const id = this.#id
    if (id === null || !this.#circle || this.#circle.radiusM < LEAST_RADIUS_M) return
    this.#id = null
    this.#isTyped = false
    this.setStarted()
    this.onFinish(id, { mode: this.mode, action: 'draw' })
  }

  override onClick(event: TerraDrawMouseEvent): void {
    if (event.button !== 'left') return
    if (this.#id === null) this.#begin(event)
    else {
      this.onMouseMove(event)
      this.finish()
    }
  }

  override onMouseMove(event: TerraDrawMouseEvent): void {
    this.#hovered = { ...event }
    if (!this.#circle || this.#id === null || this.#isTyped) return
    const edge = this.#hold(event) ?? [event.lng, event.lat]
    this.#draw({ ...this.#circle, radiusM: Math.round(distanceM(this.#circle.center, edge)) })
  }

  override onDragStart(event: TerraDrawMouseEvent, setMapDraggability: (enabled: boolean) => void): void {
    if (this.#id !== null) return
    this.#begin(pressedAt(event, this.#hovered))
    setMapDraggability(false)
  }

  override onDrag(event: TerraDrawMouseEvent): void {
    this.onMouseMove(event)
  }

  override onDragEnd(_event: TerraDrawMouseEvent, setMapDraggability: (enabled: boolean) => void): void {
    setMapDraggability(true)
    this.finish()
  }

  styleFeature({ geometry }: GeoJSONStoreFeatures): TerraDrawAdapterStyling {
    const color = this.#color
    const style = TerraDrawExtend.getDefaultStyling()
    if (geometry.type === 'Point') return { ...style, pointColor: color, pointWidth: 4, zIndex: 20 }
    return {
      ...style,
      polygonFillColor: color,
      polygonFillOpacity: 0.18,
      polygonOutlineColor: color,
      polygonOutlineWidth: 2.5,
      zIndex: 10,
    }
  }

  #begin(event: TerraDrawMouseEvent): void {
    const center: Position = this.#hold(event) ?? [event.lng, event.lat]
    const [id] = this.store.create([
      { geometry: circlePolygon(center, LEAST_RADIUS_M / 2), properties: { mode: this.mode } },
    ])
    this.#id = id ?? null
    this.setDrawing()
    this.#tell({ center, radiusM: 0 })
  }

  #draw(circle: DrawnCircle): void {
    if (this.#id === null) return
    this.#tell(circle)
    const radiusM = Math.max(circle.radiusM, LEAST_RADIUS_M / 2)
    this.store.updateGeometry([{ id: this.#id, geometry: circlePolygon(circle.center, radiusM) }])
  }

  #tell(circle: DrawnCircle | null): void {
    this.#circle = circle
    this.#events.onCircle(circle)
  }
}
