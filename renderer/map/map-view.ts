/**
 * The one owner of MapLibre. It is told what to draw and where to look, and tells where the pointer and the camera are; nobody
 * asks it what the state is. Positions are [lon, lat] in degrees.
 */
import 'maplibre-gl/dist/maplibre-gl.css'
import {
  type FilterSpecification,
  type LngLatBoundsLike,
  Map as MapLibre,
  type MapMouseEvent,
  type MapOptions,
  prewarm,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { AreaLevel, Box } from '../../data/contract/imports.ts'
import type { PickKind, Scene, StyleLayer } from '../cartography/model.ts'
import type { Camera } from '../state/camera.ts'
import { fontFaces } from './fonts.ts'
import { hitsOf, type MapHit } from './hits.ts'
import { drawImage } from './images.ts'
import { scaleDenominatorAt } from './scale.ts'

setWorkerUrl(new URL(workerUrl, window.location.href).href)

/** Starts MapLibre's worker, so that it is there when the first map is made. */
export function prepareMaps(): void {
  prewarm()
}

export interface MapViewEvents {
  readonly onMove: (seen: { readonly camera: Camera; readonly scaleDenominator: number; readonly box: Box }) => void
  readonly onPointer: (position: readonly [number, number] | null) => void
  readonly onHover: (hits: readonly MapHit[], at: { readonly x: number; readonly y: number } | null) => void
  readonly onClick: (hits: readonly MapHit[], position: readonly [number, number]) => void
  readonly onReady: () => void
}

export interface FeatureClasses {
  readonly source: string
  readonly sourceLayer: string
  /** By feature id: the class, -1 no data, -2 suppressed. */
  readonly classOf: readonly number[]
}

/** An area that stands out, by its feature id; null: none does. */
export interface Pick {
  readonly kind: PickKind
  readonly level: AreaLevel
  readonly id: number | null
}

export interface MapViewOptions {
  readonly container: HTMLElement
  readonly scene: Scene
  readonly start: { readonly camera: Camera } | { readonly box: Box }
  readonly title: string
  /** False on the wall: nothing stands on the map that it has to stay clear of. */
  readonly controls: boolean
  readonly events: MapViewEvents
}

/** Scale and legend stand along the bottom, the buttons on the right: what is fitted stays clear of them. */
const FIT_PADDING_PX = { top: 36, right: 60, bottom: 72, left: 36 }
const BARE_PADDING_PX = { top: 30, right: 40, bottom: 40, left: 40 }
/** A map that lost or won less height than this (a panel's border, a scroll bar) stays where it is. */
const RESIZE_PX = 40
const STYLE_NAME = 'phaenthi'

/** A style of the whole scene as MapLibre takes it. */
export function styleOfScene(scene: Scene): StyleSpecification {
  const style = {
    version: 8,
    name: STYLE_NAME,
    'font-faces': fontFaces(),
    sources: scene.sources,
    layers: scene.layers,
  }
  return style as unknown as StyleSpecification
}

export class MapView {
  readonly map: MapLibre
  readonly #events: MapViewEvents
  readonly #padding: typeof FIT_PADDING_PX
  #scene: Scene
  #classes: FeatureClasses | null = null
  readonly #picks = new Map<PickKind, Pick>()
  /** Set by the first pick: until then the areas are not loaded a second time for outlines. */
  #drawsPicks = false
  #hoverFrame = 0
  #isLoaded = false
  #next: Scene | null = null
  #heightPx: number
  /** What was fitted, until somebody moved the map. */
  #fitted: { readonly box: Box; readonly maxZoom: number } | null = null

  /** Throws where the browser has no WebGL at all. */
  constructor({ container, scene, start, title, controls, events }: MapViewOptions) {
    this.#padding = controls ? FIT_PADDING_PX : BARE_PADDING_PX
    this.#scene = scene
    this.#events = events
    this.#heightPx = container.clientHeight
    const options: MapOptions = {
      container,
      style: this.#styleOf(scene),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 20,
      fadeDuration: 100,
      locale: { 'Map.Title': title },
      ...('camera' in start
        ? { center: [...start.camera.center] as [number, number], zoom: start.camera.zoom }
        : { bounds: boundsOf(start.box), fitBoundsOptions: { padding: this.#padding } }),
    }
    this.map = new MapLibre(options)
    if ('box' in start) this.#fitted = { box: start.box, maxZoom: this.map.getMaxZoom() }
    this.map.keyboard.disableRotation()
    this.map.touchZoomRotate.disableRotation()
    this.#listen()
  }

  /** Draws this scene from now on; sources that stay the same are not loaded again. */
  setScene(scene: Scene): void {
    if (scene === this.#scene) return
    // Before the first style is there nothing can be compared with; the last scene told until then is drawn.
    if (!this.#isLoaded) {
      this.#next = scene
      return
    }
    const before = this.#scene
    this.#scene = scene
    this.#setStyle(scene)
    const isNew = (source: string) => JSON.stringify(before.sources[source]) !== JSON.stringify(scene.sources[source])
    if (this.#classes && isNew(this.#classes.source)) this.#applyClasses(this.#classes)
  }

  /** Recolours areas by feature state: no tile is loaded again. */
  setClasses(classes: FeatureClasses | null): void {
    const before = this.#classes
    this.#classes = classes
    if (before && before.source !== classes?.source && this.map.getSource(before.source)) {
      this.map.removeFeatureState({ source: before.source, sourceLayer: before.sourceLayer })
    }
    if (classes) this.#applyClasses(classes)
  }

  /** Outlines one area as selected or hovered, and no other. */
  setPick(pick: Pick): void {
    const before = this.#picks.get(pick.kind)
    if ((before?.id ?? null) === pick.id && (pick.id === null || before?.level === pick.level)) return
    this.#picks.set(pick.kind, pick)
    if (this.#isLoaded) this.#showPicks()
  }

  fit(box: Box, maxZoom = 16): void {
    this.map.fitBounds(boundsOf(box), { padding: this.#padding, maxZoom, duration: motionMs() })
    this.#fitted = { box, maxZoom }
  }

  go({ center, zoom }: Camera): void {
    this.#fitted = null
    this.map.easeTo({ center: [center[0], center[1]], zoom, duration: motionMs() })
  }

  /** At once, as a map that follows another. */
  jump({ center, zoom }: Camera): void {
    this.#fitted = null
    this.map.jumpTo({ center: [center[0], center[1]], zoom })
  }

  zoomBy(steps: number): void {
    this.#fitted = null
    this.map.easeTo({ zoom: this.map.getZoom() + steps, duration: motionMs() })
  }

  /** What is in view. */
  box(): Box {
    const bounds = this.map.getBounds()
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
  }

  /** Runs something once the first style is there; returns a way to call it off. */
  whenReady(run: () => void): () => void {
    if (this.#isLoaded) {
      run()
      return () => undefined
    }
    this.map.once('style.load', run)
    return () => this.map.off('style.load', run)
  }

  setCursor(cursor: string): void {
    this.map.getCanvas().style.cursor = cursor
  }

  /** Takes on the container's new size. What was fitted is fitted again, so that an opened table hides no part of it. */
  resize(): void {
    this.map.resize()
    // MapLibre watches its container as well, so the height before is remembered here.
    const before = this.#heightPx
    this.#heightPx = this.map.getContainer().clientHeight
    if (!this.#fitted || Math.abs(this.#heightPx - before) < RESIZE_PX) return
    const { box, maxZoom } = this.#fitted
    this.map.fitBounds(boundsOf(box), { padding: this.#padding, maxZoom, duration: 0 })
  }

  destroy(): void {
    cancelAnimationFrame(this.#hoverFrame)
    this.map.remove()
  }

  #listen(): void {
    const { map } = this
    map.setMissingStyleImageResolver((id) => {
      const image = drawImage(id)
      if (image && !map.hasImage(id)) map.addImage(id, image.data, { pixelRatio: image.pixelRatio })
    })
    map.on('error', ({ error }) => console.error(error))
    map.once('style.load', () => {
      this.#isLoaded = true
      if (this.#next) this.setScene(this.#next)
      this.#next = null
      this.#showPicks()
      if (this.#classes) this.#applyClasses(this.#classes)
      this.#events.onReady()
      this.#tellCamera()
    })
    map.on('movestart', (event) => {
      if (event.originalEvent) this.#fitted = null
    })
    map.on('move', () => this.#tellCamera())
    map.on('mousemove', (event) => this.#hover(event))
    map.on('mouseout', () => {
      cancelAnimationFrame(this.#hoverFrame)
      this.#events.onPointer(null)
      this.#events.onHover([], null)
    })
    map.on('click', (event) => this.#events.onClick(this.#hitsAt(event), [event.lngLat.lng, event.lngLat.lat]))
  }

  #tellCamera(): void {
    const { lng, lat } = this.map.getCenter()
    const zoom = this.map.getZoom()
    this.#events.onMove({
      camera: { center: [lng, lat], zoom },
      scaleDenominator: scaleDenominatorAt(lat, zoom),
      box: this.box(),
    })
  }

  #hover(event: MapMouseEvent): void {
    cancelAnimationFrame(this.#hoverFrame)
    this.#hoverFrame = requestAnimationFrame(() => {
      this.#events.onPointer([event.lngLat.lng, event.lngLat.lat])
      this.#events.onHover(this.#hitsAt(event), { x: event.point.x, y: event.point.y })
    })
  }

  #hitsAt(event: MapMouseEvent): readonly MapHit[] {
    if (!this.#isLoaded) return []
    const { x, y } = event.point
    return hitsOf(
      this.map.queryRenderedFeatures([
        [x - 3, y - 3],
        [x + 3, y + 3],
      ]),
    )
  }

  #applyClasses({ source, sourceLayer, classOf }: FeatureClasses): void {
    if (!this.map.getSource(source)) return
    for (let id = 0; id < classOf.length; id++) {
      this.map.setFeatureState({ source, sourceLayer, id }, { class: classOf[id] })
    }
  }

  #setStyle(scene: Scene): void {
    this.map.setStyle(this.#styleOf(scene), { diff: true, transformStyle: keepSketch })
  }

  #showPicks(): void {
    if (this.#drawsPicks) {
      for (const layer of this.#scene.layers) if (layer.metadata) this.map.setFilter(layer.id, this.#pickFilter(layer))
    } else if ([...this.#picks.values()].some(({ id }) => id !== null)) {
      this.#drawsPicks = true
      this.#setStyle(this.#scene)
    }
  }

  /** The scene with outlines of what is picked, and without their layers and source as long as nothing ever was. */
  #styleOf(scene: Scene): StyleSpecification {
    const layers = scene.layers
      .filter((layer) => this.#drawsPicks || !layer.metadata)
      .map((layer) => (layer.metadata ? { ...layer, filter: this.#pickFilter(layer) } : layer))
    const used = new Set(layers.map(({ source }) => source))
    const sources = Object.entries(scene.sources).filter(([name]) => used.has(name))
    return styleOfScene({ sources: Object.fromEntries(sources), layers })
  }

  #pickFilter(layer: StyleLayer): FilterSpecification {
    const pick = layer.metadata && this.#picks.get(layer.metadata.pick)
    return ['==', ['id'], pick && pick.level === layer['source-layer'] && pick.id !== null ? pick.id : -1]
  }
}

/** What is being drawn by hand is not part of the scene and stays. */
function keepSketch(previous: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification {
  if (!previous) return next
  const layers = previous.layers.filter((layer) => layer.id.startsWith(SKETCH_PREFIX))
  const sources = Object.entries(previous.sources).filter(([name]) => name.startsWith(SKETCH_PREFIX))
  return { ...next, sources: { ...next.sources, ...Object.fromEntries(sources) }, layers: [...next.layers, ...layers] }
}

/** Layers and sources of the drawing tools start with this. */
export const SKETCH_PREFIX = 'sketch'

function boundsOf([west, south, east, north]: Box): LngLatBoundsLike {
  return [west, south, east, north]
}

function motionMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300
}
