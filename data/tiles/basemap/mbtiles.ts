/** MBTiles 1.3 (github.com/mapbox/mbtiles-spec), raster and vector; also files that keep to less of it. */
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { BasemapInfo } from '../../contract/basemaps.ts'
import { Refusal } from '../../contract/errors.ts'
import { type Basemap, noResources } from './basemap.ts'
import { centerWithin, layerNamesIn, parseBounds, plainAttribution } from './describe.ts'
import { asRefusal, hasTable, openSqliteMap } from './sqlite-file.ts'
import { contentTypes, isGzip, rasterSide, schemaOf, sniffTileType, vectorLayerNames } from './tile-bytes.ts'

/** Opens an MBTiles file. Throws `basemap.damaged`, and `basemap.empty` where it holds no tile. */
export async function openMbtiles(path: string): Promise<Basemap> {
  const name = basename(path)
  return openSqliteMap(path, (db) => {
    if (!hasTable(db, 'tiles')) throw new Refusal('basemap.damaged', { name, what: 'tiles' })
    const { info, rowsFromNorth } = describe(db, name)
    const select = db
      .prepare('SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?')
      .pluck()
    return {
      ...noResources,
      info,
      async tile(z, x, y) {
        const bytes = readTile(() => select.get(z, x, rowsFromNorth ? y : 2 ** z - 1 - y), name)
        if (!bytes) return null
        return { bytes, encoding: isGzip(bytes) ? 'gzip' : null, contentType: contentTypes[info.tileType] }
      },
      async close() {
        db.close()
      },
    }
  })
}

/** A tile's bytes; a row without any counts as no tile. */
function readTile(read: () => unknown, name: string): Uint8Array | null {
  try {
    const bytes = read()
    return bytes instanceof Uint8Array && bytes.length > 0 ? bytes : null
  } catch (error) {
    throw asRefusal(error, name)
  }
}

function describe(db: Database, name: string): { info: BasemapInfo; rowsFromNorth: boolean } {
  const metadata = readMetadata(db)
  // What the metadata claims is often wider than what is there, and a map that is asked for absent tiles shows nothing.
  const minZoom = db.prepare('SELECT min(zoom_level) FROM tiles').pluck().get() as number | null
  const maxZoom = db.prepare('SELECT max(zoom_level) FROM tiles').pluck().get() as number | null
  const sample = db.prepare('SELECT tile_data FROM tiles WHERE length(tile_data) > 0 LIMIT 1').pluck().get()
  if (minZoom === null || maxZoom === null || !(sample instanceof Uint8Array))
    throw new Refusal('basemap.empty', { name })
  const tileType = sniffTileType(sample)
  const bounds = parseBounds(metadata.get('bounds'))
  const center = (metadata.get('center') ?? '').split(',').map(Number)
  const vectorLayers = tileType === 'mvt' ? layersOf(metadata, sample) : []
  const info: BasemapInfo = {
    format: 'mbtiles',
    kind: tileType === 'mvt' ? 'vector' : 'raster',
    tileType,
    minZoom,
    maxZoom,
    bounds,
    center: centerWithin(bounds, center, minZoom),
    attribution: plainAttribution(metadata.get('attribution')),
    schema: schemaOf(vectorLayers),
    vectorLayers,
    tileSize: tileType === 'mvt' ? 512 : (rasterSide(sample) ?? 256),
  }
  return { info, rowsFromNorth: metadata.get('scheme') === 'xyz' }
}

function readMetadata(db: Database): Map<string, string> {
  if (!hasTable(db, 'metadata')) return new Map()
  return new Map(db.prepare('SELECT name, CAST(value AS TEXT) FROM metadata').raw().all() as [string, string][])
}

function layersOf(metadata: ReadonlyMap<string, string>, sample: Uint8Array): string[] {
  try {
    const named = layerNamesIn(JSON.parse(metadata.get('json') ?? '{}'))
    if (named.length > 0) return named
  } catch {
    // Metadata that is not JSON says nothing; the tile itself does.
  }
  return vectorLayerNames(sample)
}
