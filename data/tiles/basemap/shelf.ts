/** The basemaps that are open: each is opened once, when its first tile is asked for. */
import type { JobContext } from '../../jobs/context.ts'
import type { Basemap } from './basemap.ts'
import { openBasemap } from './open.ts'
import { basemapPath } from './registry.ts'

export interface BasemapShelf {
  /** The open reader of a basemap. Throws `request.not-found`, `basemap.missing` and what `openBasemap` throws. */
  open(id: string): Promise<Basemap>
  /** Closes one reader, so that its file can be removed. */
  release(id: string): Promise<void>
  close(): Promise<void>
}

/** A shelf for the basemaps of one workspace. */
export function createBasemapShelf(place: Pick<JobContext, 'db' | 'workspacePath'>): BasemapShelf {
  const readers = new Map<string, { readonly path: string; readonly reader: Promise<Basemap> }>()
  const release = async (id: string) => {
    const held = readers.get(id)
    readers.delete(id)
    await held?.reader.then((reader) => reader.close()).catch(() => undefined)
  }
  return {
    async open(id) {
      const path = basemapPath(place, id)
      const held = readers.get(id)
      if (held?.path === path) return held.reader
      const reader = openBasemap(path)
      readers.set(id, { path, reader })
      // A failure is not kept: the stick may be back the next time.
      reader.catch(() => readers.delete(id))
      return reader
    },
    release,
    async close() {
      await Promise.all([...readers.keys()].map(release))
    },
  }
}
