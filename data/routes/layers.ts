/** Overlay layers: what can be drawn, and its tiles. */
import type { LayerInfo } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import { type AreaLevel, areaLevels, type Box } from '../contract/imports.ts'
import { listVersions, type VersionRow } from '../store/datasets.ts'
import { quoteName } from '../store/sql.ts'
import { contextSlugs } from '../tiles/context.ts'
import { overlayTile, overlayVersion } from '../tiles/overlay/overlay-tile.ts'
import { PLAN_ITEM_LAYER } from '../tiles/overlay/plan-items.ts'
import { param, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

const MAX_TILE_ZOOM = 14

export function layerRoutes(state: WorkbenchState): RouteEntry[] {
  return [
    {
      method: 'get',
      path: '/api/layers',
      room: 'reduced',
      handler: (c) => {
        const layers = listLayers(state)
        return c.json(c.env.audience === 'room' ? layers.filter(roomMayDraw).map(forRoom) : layers)
      },
    },
    {
      method: 'get',
      path: '/api/tiles/:layer/:version/:z/:x/:y',
      room: 'reduced',
      handler: (c) => {
        const layer = param(c, 'layer')
        const wanted = (c.req.query('columns') ?? '').split(',').filter((name) => name !== '')
        const room = c.env.audience === 'room'
        if (room && !listLayers(state).some((known) => known.id === layer && roomMayDraw(known)))
          throw new Refusal('room.forbidden')
        // Attributes of a layer may name people; the room gets shapes, and words only of the context's own layers.
        const columns = room && !isContext(layer) ? [] : wanted
        const filterId = c.req.query('filter')
        // The room refuses households in overlayTile; it must not even learn whether a filter exists.
        const filter = filterId && c.env.audience === 'desk' ? state.filterBits(filterId) : null
        const tile = overlayTile({
          db: state.store.db,
          caches: state.tiles,
          layer,
          ...{ z: whole(param(c, 'z')), x: whole(param(c, 'x')), y: whole(param(c, 'y')) },
          audience: c.env.audience,
          columns,
          filter,
        })
        // The version in the path changes with the content, so a tile may be kept for good, by the same origin only.
        const headers = { 'cache-control': 'private, max-age=31536000, immutable' }
        if (!tile) return new Response(null, { status: 204, headers })
        return new Response(tile.body as Uint8Array<ArrayBuffer>, {
          headers: { ...headers, 'content-type': tile.contentType },
        })
      },
    },
  ]
}

/** Point layers may be houses, whatever they are called: the room gets none but the context's places. */
function roomMayDraw({ id, kind, geometry }: LayerInfo): boolean {
  if (kind === 'households') return false
  return kind !== 'layer' || isContext(id) || geometry === 'line' || geometry === 'polygon'
}

function forRoom(layer: LayerInfo): LayerInfo {
  return layer.kind === 'layer' && !isContext(layer.id) ? { ...layer, columns: [] } : layer
}

function isContext(layer: string): boolean {
  return contextSlugs.some((slug) => layer === `layer:${slug}`)
}

function whole(text: string): number {
  const value = Number(text.replace(/\.mvt$/, ''))
  if (!Number.isInteger(value)) throw new Refusal('request.invalid', { what: text })
  return value
}

const geometryKinds: Record<string, LayerInfo['geometry']> = {
  POINT: 'point',
  MULTIPOINT: 'point',
  LINESTRING: 'line',
  MULTILINESTRING: 'line',
  POLYGON: 'polygon',
  MULTIPOLYGON: 'polygon',
}

/** Every layer that can be drawn, plan items first. */
export function listLayers(state: WorkbenchState): LayerInfo[] {
  const { db } = state.store
  const order = ['areas', 'households', 'layer']
  const versions = listVersions(db)
    .filter((version) => version.current && order.includes(version.kind))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || levelRank(a) - levelRank(b))
  return [itemsLayer(state), ...versions.map((version) => toLayer(state, version))]
}

function levelRank({ datasetId }: VersionRow): number {
  return areaLevels.indexOf(datasetId.split(':')[1] as AreaLevel)
}

function toLayer(state: WorkbenchState, version: VersionRow): LayerInfo {
  const { db } = state.store
  const slug = version.datasetId.split(':').slice(1).join(':')
  const layer = version.meta.layer as { geometryType: string | null; box: Box | null } | undefined
  const columns = db.prepare(`PRAGMA table_info(${quoteName(version.table)})`).all() as { name: string; type: string }[]
  return {
    id: version.datasetId,
    kind: version.kind as LayerInfo['kind'],
    title: version.title,
    count: version.rowCount,
    geometry: geometryKinds[layer?.geometryType ?? ''] ?? 'mixed',
    columns: columns.filter(({ name }) => name !== 'fid' && name !== 'geom').map(({ name, type }) => ({ name, type })),
    box: layer?.box ?? null,
    tiles: tilePath(state, version.datasetId),
    sourceLayer: version.kind === 'households' ? 'household' : slug,
    minZoom: 0,
    maxZoom: MAX_TILE_ZOOM,
  }
}

function itemsLayer(state: WorkbenchState): LayerInfo {
  const count = state.store.db.prepare('SELECT count(*) FROM plan_item WHERE NOT dropped').pluck().get() as number
  return {
    id: PLAN_ITEM_LAYER,
    kind: 'items',
    title: '',
    count,
    geometry: 'mixed',
    columns: [],
    box: null,
    tiles: tilePath(state, PLAN_ITEM_LAYER),
    sourceLayer: 'items',
    minZoom: 0,
    maxZoom: MAX_TILE_ZOOM,
  }
}

function tilePath(state: WorkbenchState, layer: string): string {
  // Items that nobody made yet have no version; a path needs one all the same.
  const version = overlayVersion(state.store.db, layer) || 'none'
  return `/api/tiles/${encodeURIComponent(layer)}/${encodeURIComponent(version)}/{z}/{x}/{y}`
}
