/** The one door to overlay tiles: which layer, at which content version, for whom. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../../contract/errors.ts'
import type { AreaLevel } from '../../contract/imports.ts'
import { currentVersion, type VersionRow } from '../../store/datasets.ts'
import { type AreaShapes, areasByteLength, drawAreaTile, prepareAreas, readPreparedAreas } from './areas.ts'
import { keepSource, type TileCaches } from './caches.ts'
import { drawFeatureTile, type FeatureSource } from './feature-tile.ts'
import { drawHouseholdTile, type RowFilter } from './households.ts'
import { layerSource, prepareLayer } from './layers.ts'
import { PLAN_ITEM_LAYER, planItemSource, planItemsVersion } from './plan-items.ts'
import { buildPointIndex, type PointIndex, pointsByteLength, unpackPoints } from './point-index.ts'
import { type Shapes, shapesByteLength, unpackShapes } from './shapes.ts'
import { readFarTile, readSource } from './tile-store.ts'
import { isOverlayAddress, type TileAddress } from './world.ts'

export type Audience = 'desk' | 'room'

export interface OverlayRequest extends TileAddress {
  readonly db: Database
  readonly caches: TileCaches
  /** `areas:<level>`, `households:<survey>`, `layer:<slug>` or `items`. */
  readonly layer: string
  readonly audience: Audience
  /** Reference layers: columns to carry. */
  readonly columns?: readonly string[]
  /** Households: which rows. */
  readonly filter?: RowFilter | null
  /** Households of a version whose import prepared no tiles: their positions in the column cache's order, degrees. */
  readonly positions?: () => { readonly lon: ArrayLike<number>; readonly lat: ArrayLike<number> }
}

export interface OverlayTile {
  readonly body: Uint8Array
  readonly contentType: 'application/vnd.mapbox-vector-tile'
}

/**
 * What a layer's tiles depend on, for an ETag: changes exactly when they may change. Throws `request.not-found` for a layer
 * that is not in the workspace.
 */
export function overlayVersion(db: Database, layer: string): string {
  return layer === PLAN_ITEM_LAYER ? planItemsVersion(db) : String(requireVersion(db, layer).versionId)
}

/**
 * One overlay tile, or null where the layer has nothing there. Throws `request.invalid` for an address outside the pyramid
 * (zooms 0–14), `request.not-found` for an unknown layer or column, and `room.forbidden` where the room asks for households,
 * in whatever form.
 */
export function overlayTile(request: OverlayRequest): OverlayTile | null {
  const { db, caches, layer, z, x, y } = request
  if (layer.startsWith('households:') && request.audience !== 'desk') throw new Refusal('room.forbidden')
  if (!isOverlayAddress(request)) throw new Refusal('request.invalid', { what: `${z}/${x}/${y}` })
  const address = { z, x, y }
  const version = layer === PLAN_ITEM_LAYER ? null : requireVersion(db, layer)
  if (version?.kind === 'households' && request.audience !== 'desk') throw new Refusal('room.forbidden')
  const content = version ? String(version.versionId) : planItemsVersion(db)
  const columns = request.columns ?? []
  const key = JSON.stringify([layer, content, z, x, y, columns, request.filter?.key ?? null])
  if (!caches.tiles.has(key)) {
    const body = version
      ? drawVersion(request, version, address)
      : drawFeatureTile(planItems(request, content), address)
    caches.tiles.set(key, body, (body?.length ?? 0) + key.length * 2)
  }
  const body = caches.tiles.get(key) ?? null
  return body ? { body, contentType: 'application/vnd.mapbox-vector-tile' } : null
}

function drawVersion(request: OverlayRequest, version: VersionRow, address: TileAddress): Uint8Array | null {
  switch (version.kind) {
    case 'areas':
      return readFarTile(request.db, version.versionId, address) ?? drawAreaTile(areaShapes(request, version), address)
    case 'households':
      return drawHouseholdTile(householdPoints(request, version), {
        address,
        filter: request.filter ?? null,
      })
    case 'layer':
      return drawFeatureTile(referenceLayer(request, version), address)
    default:
      throw new Refusal('request.not-found', { what: request.layer })
  }
}

function requireVersion(db: Database, layer: string): VersionRow {
  const version = currentVersion(db, layer)
  if (!version) throw new Refusal('request.not-found', { what: layer })
  return version
}

function areaShapes({ db, caches }: OverlayRequest, { versionId, table, datasetId }: VersionRow): AreaShapes {
  return keepSource(caches, `areas ${versionId}`, {
    make: () => readPreparedAreas(db, versionId) ?? prepareAreas(db, table, nameAfterColon(datasetId) as AreaLevel),
    bytesOf: areasByteLength,
  })
}

function householdPoints({ db, caches, positions }: OverlayRequest, { versionId }: VersionRow): PointIndex {
  return keepSource(caches, `households ${versionId}`, {
    make: () => {
      const bytes = readSource(db, versionId)
      if (bytes) return unpackPoints(bytes)
      const { lon, lat } = positions?.() ?? { lon: [], lat: [] }
      return buildPointIndex(lon, lat)
    },
    bytesOf: pointsByteLength,
  })
}

function referenceLayer({ db, caches, columns }: OverlayRequest, version: VersionRow): FeatureSource {
  const shapes = keepSource<Shapes>(caches, `layer ${version.versionId}`, {
    make: () => {
      const bytes = readSource(db, version.versionId)
      return bytes ? unpackShapes<null>(bytes).shapes : prepareLayer(db, version.table)
    },
    bytesOf: shapesByteLength,
  })
  const slug = nameAfterColon(version.datasetId)
  return layerSource(db, { table: version.table, shapes, slug, columns: columns ?? [] })
}

function planItems({ db, caches }: OverlayRequest, content: string): FeatureSource {
  return keepSource(caches, `items ${content}`, {
    make: () => planItemSource(db),
    bytesOf: (source) => shapesByteLength(source.shapes) + source.shapes.count * 400,
  })
}

/** `areas:tambon` → `tambon`: the name of the layer inside the tile. */
function nameAfterColon(datasetId: string): string {
  return datasetId.slice(datasetId.indexOf(':') + 1)
}
