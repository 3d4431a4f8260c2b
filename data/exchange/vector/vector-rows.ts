/** A vector layer as rows of text with their positions, for imports that read tables: households as points, values per area. */

import { labelPointOf } from '../../areas/import-area-measure.ts'
import type { ImportChoices, Note } from '../../contract/imports.ts'
import { chooseLayer, type ImportSource, openVectorSource, prepareLayer } from './read-layer.ts'
import { cellText, type Surroundings } from './understand.ts'

export interface VectorRows {
  readonly name: string
  readonly format: string
  readonly layer: string
  readonly bytes: number
  readonly hash: string
  readonly crs: string | null
  readonly datum: string | null
  readonly encoding: string | null
  readonly notes: readonly Note[]
  /** The layer's columns, then `lon` and `lat` (an underscore behind where the layer has such a column itself). */
  readonly headers: readonly string[]
  readonly lonColumn: string
  readonly latColumn: string
  /** Cells as text in the order of the headers; positions in WGS84 degrees, empty where a row has no usable shape. */
  readonly rows: Generator<readonly string[]>
  readonly close: () => void
}

/**
 * Opens a layer as rows. Polygons and lines stand at a point inside or on them. Throws what `prepareLayer` throws; the caller
 * closes it.
 */
export async function openVectorRows(
  source: ImportSource,
  choices: Pick<ImportChoices, 'layer' | 'crs' | 'datum' | 'encoding'>,
  {
    surroundings,
    cancelled,
  }: { readonly surroundings: Surroundings; readonly cancelled?: (() => boolean) | undefined },
): Promise<VectorRows> {
  const opened = await openVectorSource(source, cancelled)
  try {
    const layer = chooseLayer(opened, choices.layer)
    const ready = await prepareLayer(opened, layer, { choices, surroundings, cancelled })
    const own = ready.described.columns.map(({ name }) => name)
    const lonColumn = unused('lon', own)
    const latColumn = unused('lat', own)
    const rows = function* (): Generator<readonly string[]> {
      for (const { geometry, values } of ready.features()) {
        const place = geometry ? placeOf(geometry) : null
        const cells = values.map((value) => cellText(value, (text) => text))
        yield [...cells, ...(place ? [String(place[0]), String(place[1])] : ['', ''])]
      }
    }
    return {
      name: opened.name,
      format: opened.format,
      layer: layer.name,
      bytes: opened.bytes,
      hash: opened.hash,
      crs: ready.crs,
      datum: ready.datum,
      encoding: ready.encoding,
      notes: ready.notes,
      headers: [...own, lonColumn, latColumn],
      lonColumn,
      latColumn,
      rows: rows(),
      close: opened.close,
    }
  } catch (error) {
    opened.close()
    throw error
  }
}

function unused(name: string, taken: readonly string[]): string {
  const lower = new Set(taken.map((column) => column.toLowerCase()))
  let free = name
  while (lower.has(free)) free += '_'
  return free
}

function placeOf(geometry: GeoJSON.Geometry): readonly [number, number] | null {
  const inside = labelPointOf(geometry)
  if (inside) return inside
  switch (geometry.type) {
    case 'MultiPoint':
      return pair(geometry.coordinates[0])
    case 'LineString':
      return pair(geometry.coordinates[Math.floor(geometry.coordinates.length / 2)])
    case 'MultiLineString':
      return pair(geometry.coordinates[0]?.[0])
    default:
      return null
  }
}

function pair(position: GeoJSON.Position | undefined): readonly [number, number] | null {
  return position ? [position[0]!, position[1]!] : null
}
