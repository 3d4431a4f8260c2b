/**
 * The whole workbench as one function: a Request and who asks, to a Response. It knows neither Electron nor a port; shells and
 * tests hand it requests alike.
 */
import { type ErrorCode, Refusal } from './contract/errors.ts'
import { personName } from './packs/identity.ts'
import { type OnFile, Presence } from './presence.ts'
import { allRoutes } from './routes/all.ts'
import { pageRoutes } from './routes/files.ts'
import { eventRoutes } from './routes/jobs.ts'
import { measureRoutes } from './routes/measure.ts'
import { buildApp, problem, type RouteEntry } from './routes/route.ts'
import { Lasting, WorkbenchState } from './routes/state.ts'
import type { Stamp } from './stamp.ts'
import { findDamage } from './store/check.ts'
import { type OpenOptions, openStore, type Store } from './store/open.ts'
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
export function createWorkbench(start: WorkerStart): Workbench {
  const lasting = new Lasting()
  // They need no file: a window that is opened anew while it is away is still a window.
  const fixed = [...measureRoutes(), ...(start.rendererFolder ? pageRoutes(start.rendererFolder) : [])]
  let routes: readonly RouteEntry[] = []
  const open = (presence: Presence, { admit }: Pick<OpenOptions, 'admit'>): OnFile => {
    const store = openChecked(start.path, { ...start, admit })
    const state = new WorkbenchState({
      ...{ store, by: personName, lasting, copyOf: start.copyOf },
      onJobRefused: (refusal) => presence.suspect(refusal),
    })
    routes = [...allRoutes(state), ...fixed]
    const app = buildApp(routes, (error) => presence.judge(error, state))
    return { state, app, stop: start.attended ? watchOver(state) : () => {} }
  }
  const presence = new Presence({ path: start.path, lasting, lock: start.lock, open })
  const away = buildApp([...eventRoutes(lasting), ...awayRoutes(presence), ...fixed])
  return {
    routes,
    fetch: async (request, stamp) => ((await presence.current())?.app ?? away).fetch(request, stamp),
    async close() {
      lasting.events.close()
      await presence.close()
      lasting.files.close()
    },
  }
}

/** Refusals of writing that leave a file to be read, with what the window then says. */
const unwritable: Readonly<Partial<Record<ErrorCode, string>>> = {
  'disk.full': 'workspace.disk-full',
  'disk.read-only': 'workspace.folder-read-only',
}

/** What answers for the file while it is away: why it is, and to the room only that. */
function awayRoutes(presence: Presence): RouteEntry[] {
  return (['get', 'post', 'put', 'delete'] as const).map((method) => ({
    method,
    path: '/api/*',
    room: 'reduced',
    handler: (c) => problem(c, c.env.audience === 'room' ? presence.gone : presence.problem),
  }))
}

/**
 * After an unclean close the whole file is looked over before the first answer; a damaged one opens read-only, and so does one
 * that cannot be written to at present.
 */
function openChecked(path: string, { readOnly = false, because, admit }: OpenOptions): Store {
  if (readOnly) return openStore(path, { readOnly, because, admit })
  const store = openWritable(path, admit)
  if (store.readOnlyBecause || store.closedClean) return store
  try {
    const damage = findDamage(store.db)
    if (!damage) return store
    console.error(`damage found on opening: ${damage}`)
  } catch (error) {
    store.close()
    throw error
  }
  store.close()
  return openStore(path, { readOnly: true, because: 'workspace.found-damaged' })
}

function openWritable(path: string, admit: OpenOptions['admit']): Store {
  try {
    return openStore(path, { admit })
  } catch (error) {
    const because = error instanceof Refusal ? unwritable[error.code] : undefined
    if (!because) throw error
    return openStore(path, { readOnly: true, because, admit })
  }
}
