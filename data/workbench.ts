/**
 * The whole workbench as one function: a Request and who asks, to a Response. It knows neither Electron nor a port; shells and
 * tests hand it requests alike.
 */
import { userInfo } from 'node:os'
import { allRoutes } from './routes/all.ts'
import { pageRoutes } from './routes/files.ts'
import { measureRoutes } from './routes/measure.ts'
import { buildApp, type RouteEntry } from './routes/route.ts'
import { WorkbenchState } from './routes/state.ts'
import type { Stamp } from './stamp.ts'
import { findDamage } from './store/check.ts'
import { openStore, type Store } from './store/open.ts'
import { watchOver } from './watch-over.ts'
import type { WorkerStart } from './worker-messages.ts'

export interface Workbench {
  fetch(request: Request, stamp: Stamp): Promise<Response>
  /** Ends jobs and leaves the workspace as one file. */
  close(): Promise<void>
  /** Every route with its policy, for the test that walks them all. */
  readonly routes: readonly RouteEntry[]
}

/** Opens a workspace and answers its workbench. Throws the refusals of `openStore`. */
export function createWorkbench({
  path,
  readOnly = false,
  because,
  rendererFolder,
  attended = false,
  copyOf,
}: WorkerStart): Workbench {
  const store = openChecked(path, { readOnly, because })
  const state = new WorkbenchState(store, userInfo().username, copyOf)
  const routes = [...allRoutes(state), ...measureRoutes(), ...(rendererFolder ? pageRoutes(rendererFolder) : [])]
  const app = buildApp(routes)
  const stopWatching = attended ? watchOver(state) : () => {}
  return {
    routes,
    fetch: async (request, stamp) => app.fetch(request, stamp),
    close: () => {
      stopWatching()
      return state.close()
    },
  }
}

/** After an unclean close the whole file is looked over before the first answer; a damaged one opens read-only. */
function openChecked(path: string, { readOnly = false, because }: Pick<WorkerStart, 'readOnly' | 'because'>): Store {
  const store = openStore(path, { readOnly, ...(because ? { because } : {}) })
  if (readOnly || store.closedClean) return store
  const damage = findDamage(store.db)
  if (!damage) return store
  console.error(`damage found on opening: ${damage}`)
  store.close()
  return openStore(path, { readOnly: true, because: 'workspace.found-damaged' })
}
