/** Basemaps: listed, added, ordered, removed; their tiles and styles; and the context map for when there is none. */
import { addBasemapSchema, orderBasemapsSchema, renameBasemapSchema } from '../contract/basemaps.ts'
import { Refusal } from '../contract/errors.ts'
import type { BasemapTile } from '../tiles/basemap/basemap.ts'
import { listBasemaps, orderBasemaps, removeBasemap, renameBasemap } from '../tiles/basemap/registry.ts'
import { basemapStyle, type StyleTheme } from '../tiles/basemap/style.ts'
import { type ContextLayer, contextSlugs, contextSource, contextStyle } from '../tiles/context.ts'
import { listLayers } from './layers.ts'
import { param, type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function basemapRoutes(state: WorkbenchState): RouteEntry[] {
  const { store, shelf } = state
  const place = { db: store.db, workspacePath: store.path, turn: state.turn }
  return [
    { method: 'get', path: '/api/basemaps', room: 'open', handler: (c) => c.json(listBasemaps(place)) },
    {
      method: 'post',
      path: '/api/basemaps',
      room: 'desk',
      handler: async (c) => {
        const { token, mode, title } = await readBody(c, addBasemapSchema)
        const source = state.files.get(token)
        state.requireWritable()
        // An upload lies in a folder that goes away: it can only be copied.
        const linked = mode === 'link' && !source.path.startsWith(state.files.folder)
        return c.json(state.jobs.start({ kind: 'basemap', source, title: title ?? '', linked }, source.name))
      },
    },
    {
      method: 'put',
      path: '/api/basemaps/order',
      room: 'desk',
      handler: async (c) => {
        const { ids } = await readBody(c, orderBasemapsSchema)
        await state.write(() => orderBasemaps(store.db, ids))
        state.contentChanged(['basemaps'])
        return c.body(null, 204)
      },
    },
    {
      method: 'put',
      path: '/api/basemaps/:id',
      room: 'desk',
      handler: async (c) => {
        const { title } = await readBody(c, renameBasemapSchema)
        await state.write(() => renameBasemap(store.db, param(c, 'id'), title))
        state.contentChanged(['basemaps'])
        return c.body(null, 204)
      },
    },
    {
      method: 'delete',
      path: '/api/basemaps/:id',
      room: 'desk',
      handler: async (c) => {
        state.requireWritable()
        await shelf.release(param(c, 'id'))
        await removeBasemap(place, param(c, 'id'))
        state.requireWritable()
        state.contentChanged(['basemaps'])
        return c.body(null, 204)
      },
    },
    {
      method: 'get',
      path: '/api/basemaps/:id/style',
      room: 'open',
      handler: async (c) => {
        const id = param(c, 'id')
        const map = await shelf.open(id)
        const base = `/api/basemaps/${encodeURIComponent(id)}`
        const packaged = map.style ? { style: map.style, resourceUrl: `${base}/files/` } : null
        return c.json(
          basemapStyle(map.info, {
            id,
            theme: themeOf(c.req.query('theme')),
            tileUrl: `${base}/tiles/{z}/{x}/{y}`,
            packaged,
          }),
        )
      },
    },
    {
      method: 'get',
      path: '/api/basemaps/:id/tiles/:z/:x/:y',
      room: 'open',
      handler: async (c) => {
        const [z, x, y] = [whole(param(c, 'z')), whole(param(c, 'x')), whole(param(c, 'y'))]
        const map = await shelf.open(param(c, 'id'))
        return answerTile(await map.tile(z, x, y))
      },
    },
    {
      method: 'get',
      path: '/api/basemaps/:id/files/*',
      room: 'open',
      handler: async (c) => {
        const map = await shelf.open(param(c, 'id'))
        const path = decodeURIComponent(c.req.path.split('/files/').slice(1).join('/files/'))
        return answerTile(await map.resource(path))
      },
    },
    {
      method: 'get',
      path: '/api/context/style',
      room: 'open',
      handler: (c) => {
        const options = { dataUrl: '/api/context/data.json', layers: contextLayers(state) }
        return c.json(contextStyle(themeOf(c.req.query('theme')), options))
      },
    },
    {
      method: 'get',
      path: '/api/context/data.json',
      room: 'open',
      handler: (c) => c.json(contextSource(), 200, { 'cache-control': 'private, max-age=86400' }),
    },
  ]
}

/** The workspace's own roads, water, woods and places, where it has them under the well-known names. */
function contextLayers(state: WorkbenchState): ContextLayer[] {
  const layers = listLayers(state)
  return contextSlugs.flatMap((slug) => {
    const layer = layers.find((each) => each.id === `layer:${slug}`)
    return layer ? [{ slug, tileUrl: layer.tiles, columns: layer.columns.map(({ name }) => name) }] : []
  })
}

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Refusal('request.invalid', { what: text })
  return value
}

function themeOf(text: string | undefined): StyleTheme {
  return text === 'dark' ? 'dark' : 'light'
}

function answerTile(tile: BasemapTile | null): Response {
  const cache = { 'cache-control': 'private, max-age=86400' }
  if (!tile) return new Response(null, { status: 204, headers: cache })
  return new Response(tile.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      ...cache,
      'content-type': tile.contentType,
      ...(tile.encoding ? { 'content-encoding': tile.encoding } : {}),
    },
  })
}
