/**
 * A place under the hand: dragging its inside carries it, dragging a corner reshapes one part. terra-draw's own selection takes
 * one outer ring at nine decimals and drops holes; this mode keeps the geometry as it was given and changes only what is touched.
 */
import type { Position } from 'geojson'
import {
  type GeoJSONStoreFeatures,
  type HexColor,
  type TerraDrawAdapterStyling,
  TerraDrawExtend,
  type TerraDrawMouseEvent,
} from 'terra-draw'
import { carrier } from '../shapes/mercator.ts'
import {
  type CornerPath,
  carry,
  insertCorner,
  moveCorner,
  type PartPath,
  type PlaceGeometry,
  partsOf,
  removeCorner,
} from '../shapes/parts.ts'
import { grabAt, partAt, type Screen } from './grab.ts'
import type { Hold } from './hold.ts'
import { pressedAt } from './pressed-at.ts'
import { type HandleRole, reshapeFeatures, reshapeStyle } from './reshape-features.ts'

export interface ReshapeEvents {
  /** While it moves; the corner that moves, where it is one. */
  readonly onChange: (geometry: PlaceGeometry, corner: CornerPath | null) => void
  /**
   * A gesture is done; answers its outcome as it is kept, with the part that was moved last where it became one with others. Null
   * where it is not taken: then the shape goes back to what it was.
   */
  readonly onDone: (geometry: PlaceGeometry, corner: CornerPath | null) => PlaceGeometry | null
  readonly onPath: (path: PartPath) => void
  /** Whether dragging the inside moves the part alone. */
  readonly movesAlone: () => boolean
}

type Gesture =
  | { readonly kind: 'carry'; readonly from: Position; readonly only: PartPath | null }
  | { readonly kind: 'corner'; readonly corner: CornerPath }

export class ReshapeMode extends TerraDrawExtend.TerraDrawBaseDrawMode<TerraDrawExtend.CustomStyling> {
  override mode = 'reshape'
  readonly #color: HexColor
  readonly #hold: Hold
  readonly #events: ReshapeEvents
  /** As it was before the gesture under way. */
  #before: PlaceGeometry | null = null
  #now: PlaceGeometry | null = null
  #path: PartPath = { part: 0, ring: 0 }
  #gesture: Gesture | null = null
  /** The corner touched last, which Delete takes out. */
  #touched: CornerPath | null = null
  #ids: TerraDrawExtend.FeatureId[] = []
  #hovered: TerraDrawMouseEvent | null = null

  constructor(color: HexColor, hold: Hold, events: ReshapeEvents) {
    super()
    this.#color = color
    this.#hold = hold
    this.#events = events
  }

  /** Takes a place under the hand and shows the corners of this part. */
  take(geometry: PlaceGeometry, path: PartPath): void {
    this.#before = geometry
    this.#now = geometry
    this.#path = path
    this.#gesture = null
    this.#touched = null
    this.#show()
  }

  /** Shows the corners of another part. */
  choose(path: PartPath): void {
    if (path.part === this.#path.part && path.ring === this.#path.ring) return
    this.#path = path
    this.#touched = null
    this.#show()
  }

  /** Draws handles anew: what is far apart enough to be grabbed depends on the zoom. */
  refresh(): void {
    if (this.#now && !this.#gesture) this.#show()
  }

  start(): void {
    this.setStarted()
  }

  stop(): void {
    this.cleanUp()
    this.setStopped()
    this.setCursor('unset')
  }

  cleanUp(): void {
    this.#now = null
    this.#before = null
    this.#gesture = null
    this.#clear()
  }

  override onMouseMove(event: TerraDrawMouseEvent): void {
    if (!this.#now) return
    this.#hovered = { ...event }
    const grab = grabAt(this.#now, this.#path, this.#screen(event))
    if (grab?.kind === 'corner') this.setCursor('move')
    else if (grab?.kind === 'side') this.setCursor('copy')
    else this.setCursor(grab ? 'grab' : 'unset')
  }

  override onDragStart(first: TerraDrawMouseEvent, setMapDraggability: (enabled: boolean) => void): void {
    if (!this.#now || first.button === 'right') return
    const event = pressedAt(first, this.#hovered)
    this.#hovered = null
    const grab = grabAt(this.#now, this.#path, this.#screen(event))
    if (!grab) return
    setMapDraggability(false)
    this.#before = this.#now
    if (grab.kind === 'inside') {
      this.setCursor('grabbing')
      const only = this.#events.movesAlone() ? this.#path : null
      this.#gesture = { kind: 'carry', from: [event.lng, event.lat], only }
      return
    }
    const isNew = grab.kind === 'side'
    const corner = { ...this.#path, index: isNew ? grab.index + 1 : grab.index }
    if (isNew) this.#now = insertCorner(this.#now, { ...this.#path, index: grab.index }, [event.lng, event.lat])
    this.#touched = corner
    this.#gesture = { kind: 'corner', corner }
  }

  override onDrag(event: TerraDrawMouseEvent): void {
    const gesture = this.#gesture
    if (!gesture || !this.#before || !this.#now) return
    const at: Position = [event.lng, event.lat]
    if (gesture.kind === 'carry') {
      // A point is held to what is near; an area follows the hand.
      const isPoint = this.#before.type === 'Point'
      const to = isPoint ? (this.#hold(event) ?? at) : at
      const move = isPoint ? () => to : carrier(gesture.from, to)
      this.#now = carry(this.#before, move, gesture.only)
    } else this.#now = moveCorner(this.#now, gesture.corner, this.#hold(event) ?? at)
    this.#show()
    this.#events.onChange(this.#now, cornerOf(gesture))
  }

  override onDragEnd(_event: TerraDrawMouseEvent, setMapDraggability: (enabled: boolean) => void): void {
    setMapDraggability(true)
    const gesture = this.#gesture
    this.#gesture = null
    if (gesture && this.#now) this.#settle(this.#now, cornerOf(gesture))
  }

  override onClick(event: TerraDrawMouseEvent): void {
    if (!this.#now) return
    const screen = this.#screen(event)
    const grab = grabAt(this.#now, this.#path, screen)
    if (grab?.kind === 'corner') {
      this.#touched = { ...this.#path, index: grab.index }
      if (event.button === 'right') this.deleteCorner()
      else this.#show()
      return
    }
    const path = event.button === 'left' ? partAt(this.#now, screen) : null
    if (path) {
      this.choose(path)
      this.#events.onPath(path)
    }
  }

  /** Takes out the corner touched last; answers whether there was one. */
  deleteCorner(): boolean {
    if (!this.#touched || !this.#now) return false
    const left = removeCorner(this.#now, this.#touched)
    this.#touched = null
    if (left) this.#settle(left, null)
    return true
  }

  styleFeature({ properties }: GeoJSONStoreFeatures): TerraDrawAdapterStyling {
    return reshapeStyle(properties.role as HandleRole, this.#color)
  }

  #settle(geometry: PlaceGeometry, corner: CornerPath | null): void {
    const kept = this.#events.onDone(geometry, corner)
    if (kept) this.#before = kept
    if (kept && kept !== geometry) {
      this.#path = { part: partsOf(kept).length - 1, ring: 0 }
      this.#touched = null
      this.#events.onPath(this.#path)
    }
    this.#now = this.#before
    this.#show()
  }

  #screen(event: TerraDrawMouseEvent): Screen {
    return { x: event.containerX, y: event.containerY, at: [event.lng, event.lat], project: this.project }
  }

  #show(): void {
    if (!this.#now) return
    const features = reshapeFeatures(this.#now, {
      path: this.#path,
      touched: this.#touched,
      project: this.project,
      isMoving: this.#gesture !== null,
    })
    this.#clear()
    this.#ids = this.store.create(
      features.map(({ role, geometry }) => ({ geometry, properties: { mode: this.mode, role } })),
    )
  }

  #clear(): void {
    const known = this.#ids.filter((id) => this.store.has(id))
    this.#ids = []
    if (known.length > 0) this.store.delete(known)
  }
}

function cornerOf(gesture: Gesture): CornerPath | null {
  return gesture.kind === 'corner' ? gesture.corner : null
}
