import type { Map as MapLibre } from 'maplibre-gl'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import { CASING_OPACITY } from '../cartography/palette.ts'

interface CasedOptions {
  readonly map: MapLibre
  readonly prefixId: string
  readonly coordinatePrecision: number
  readonly casing: string
}

/** So much wider on both sides together, px. */
const CASING_PX = 3.5

/** terra-draw on MapLibre with a casing under its lines and outlines, so that they are seen on dark classes and along roads. */
export class CasedAdapter extends TerraDrawMapLibreGLAdapter<MapLibre> {
  readonly #map: MapLibre
  readonly #prefix: string
  readonly #casing: string

  constructor({ casing, ...options }: CasedOptions) {
    super(options)
    this.#map = options.map
    this.#prefix = options.prefixId
    this.#casing = casing
  }

  override register(callbacks: Parameters<TerraDrawMapLibreGLAdapter<MapLibre>['register']>[0]): void {
    super.register(callbacks)
    for (const { source, below, width } of this.#cased()) {
      this.#map.addLayer(
        {
          id: casingOf(below),
          type: 'line',
          source,
          layout: { 'line-join': 'round', 'line-cap': 'round' },
          paint: {
            'line-color': this.#casing,
            'line-width': ['+', ['coalesce', ['get', width], 0], CASING_PX],
            'line-opacity': CASING_OPACITY,
          },
        },
        below,
      )
    }
  }

  /** The sources go with terra-draw's own layers, so these go before. */
  override unregister(): void {
    for (const { below } of this.#cased())
      if (this.#map.getLayer(casingOf(below))) this.#map.removeLayer(casingOf(below))
    super.unregister()
  }

  #cased(): readonly { readonly source: string; readonly below: string; readonly width: string }[] {
    const [polygon, line] = [`${this.#prefix}-polygon`, `${this.#prefix}-linestring`]
    return [
      { source: polygon, below: `${polygon}-outline`, width: 'polygonOutlineWidth' },
      { source: line, below: line, width: 'lineStringWidth' },
    ]
  }
}

function casingOf(layer: string): string {
  return `${layer}-casing`
}
