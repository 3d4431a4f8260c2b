/** Drawing by hand on the map, by terra-draw: one thing at a time, told by what it is for. */
import type { Geometry, Position } from 'geojson'
import type { Map as MapLibre } from 'maplibre-gl'
import {
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { Shape } from '../../data/contract/filters.ts'
import { SKETCH_PREFIX } from './map-view.ts'
import { lineLengthM } from './measure.ts'

export type Pen = 'point' | 'line' | 'area' | 'circle'

export interface DrawingEvents {
  /** While the pen moves: what has been drawn so far, null when there is nothing. */
  readonly onSketch: (geometry: Geometry | null) => void
  /** The shape is whole. */
  readonly onFinish: (geometry: Geometry) => void
}

const modeOf: Readonly<Record<Pen, string>> = { point: 'point', line: 'linestring', area: 'polygon', circle: 'circle' }

type Color = `#${string}`

/** The drawing tools of one map; nothing is drawn until a pen is taken up. */
export class Drawing {
  readonly #draw: TerraDraw
  #events: DrawingEvents | null = null
  #isEditing = false

  constructor(map: MapLibre, color: Color) {
    const outline = { outlineColor: color, outlineWidth: 2.5, fillColor: color, fillOpacity: 0.18 } as const
    const polygon = {
      fillColor: color,
      fillOpacity: 0.18,
      outlineColor: color,
      outlineWidth: 2.5,
      closingPointColor: '#ffffff',
      closingPointOutlineColor: color,
      closingPointOutlineWidth: 2,
      closingPointWidth: 5,
    } as const
    this.#draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: SKETCH_PREFIX }),
      modes: [
        new TerraDrawPointMode({
          styles: { pointColor: color, pointWidth: 7, pointOutlineColor: '#ffffff', pointOutlineWidth: 2 },
        }),
        new TerraDrawLineStringMode({
          styles: {
            lineStringColor: color,
            lineStringWidth: 3,
            closingPointColor: '#ffffff',
            closingPointOutlineColor: color,
            closingPointOutlineWidth: 2,
            closingPointWidth: 5,
          },
        }),
        new TerraDrawPolygonMode({ styles: polygon }),
        new TerraDrawCircleMode({ styles: outline }),
        selectMode(color),
      ],
    })
    this.#draw.on('change', (_, change) => {
      if (change !== 'styling') this.#tell()
    })
    this.#draw.on('finish', (id) => {
      const feature = this.#draw.getSnapshotFeature(id)
      if (feature) this.#events?.onFinish(feature.geometry as Geometry)
    })
  }

  /** Takes up a pen; what was drawn before is gone. */
  start(pen: Pen, events: DrawingEvents): void {
    this.stop()
    this.#events = events
    this.#draw.start()
    this.#draw.setMode(modeOf[pen])
  }

  /** Puts a geometry under the hand to be moved and reshaped; each finished gesture is told. */
  edit(geometry: Geometry, events: DrawingEvents): void {
    this.stop()
    this.#draw.start()
    const mode = geometry.type === 'Point' ? 'point' : geometry.type === 'LineString' ? 'linestring' : 'polygon'
    const [added] = this.#draw.addFeatures([
      { type: 'Feature', geometry: rounded(geometry) as never, properties: { mode } },
    ])
    this.#draw.setMode('select')
    if (added?.valid && added.id !== undefined) this.#draw.selectFeature(added.id)
    this.#isEditing = true
    this.#events = events
  }

  /** Puts the pen down and wipes what it drew. */
  stop(): void {
    this.#events = null
    this.#isEditing = false
    if (!this.#draw.enabled) return
    this.#draw.clear()
    this.#draw.stop()
  }

  #tell(): void {
    const drawn = this.#draw.getSnapshot().filter(({ properties }) => !isHandle(properties))
    const last = drawn.at(-1)
    if (!this.#isEditing || last) this.#events?.onSketch((last?.geometry as Geometry | undefined) ?? null)
  }
}

function isHandle(properties: Readonly<Record<string, unknown>>): boolean {
  return Boolean(
    properties.midPoint ?? properties.selectionPoint ?? properties.closingPoint ?? properties.coordinatePoint,
  )
}

function selectMode(color: Color): TerraDrawSelectMode {
  const reshape = { feature: { draggable: true, coordinates: { draggable: true, midpoints: true, deletable: true } } }
  return new TerraDrawSelectMode({
    allowManualDeselection: false,
    flags: { point: { feature: { draggable: true } }, linestring: reshape, polygon: reshape },
    styles: {
      selectedPolygonColor: color,
      selectedPolygonFillOpacity: 0.22,
      selectedPolygonOutlineColor: color,
      selectedPolygonOutlineWidth: 2.5,
      selectedLineStringColor: color,
      selectedLineStringWidth: 3,
      selectedPointColor: color,
      selectedPointWidth: 9,
      selectedPointOutlineColor: '#ffffff',
      selectedPointOutlineWidth: 2.5,
      selectionPointColor: '#ffffff',
      selectionPointOutlineColor: color,
      selectionPointOutlineWidth: 2,
      selectionPointWidth: 6,
      midPointColor: '#ffffff',
      midPointOutlineColor: color,
      midPointOutlineWidth: 1,
      midPointWidth: 4,
    },
  })
}

/** terra-draw refuses positions of more than nine decimals. */
function rounded(geometry: Geometry): Geometry {
  const text = JSON.stringify(geometry, (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value,
  )
  return JSON.parse(text) as Geometry
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
