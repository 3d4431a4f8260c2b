/** The custom scheme: every request of a window becomes one `fetch` of the workbench, stamped by the host it came to. */
import { protocol, type Session } from 'electron'
import type { Stamp } from '../data/stamp.ts'
import { hostOf, ROOM_URL, SCHEME, type WindowHost } from './origins.ts'

/** What the scheme forwards to. */
export interface RequestTaker {
  fetch(request: Request, stamp: Stamp): Promise<Response>
}

export interface SchemeAnswerer {
  readonly workbench: RequestTaker
  /** The few pages of the shell's own, for the desk; null where an address is the workbench's. */
  readonly ownPage: (path: string) => Response | null
}

/** Makes the scheme a full web origin (storage, fetch, streams). Has to run before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

/** Answers the scheme in one session, for these hosts only: the room's session cannot ask for the desk at all. */
export function answerScheme(target: Session, hosts: readonly WindowHost[], answerer: SchemeAnswerer): void {
  target.protocol.handle(SCHEME, (request) => answer(request, hosts, answerer))
}

async function answer(
  request: Request,
  hosts: readonly WindowHost[],
  { workbench, ownPage }: SchemeAnswerer,
): Promise<Response> {
  const host = hostOf(request.url)
  if (!host || !hosts.includes(host) || isForeign(request, host)) return new Response('forbidden', { status: 403 })
  const { pathname } = new URL(request.url)
  if (host === 'app' && pathname === '/shell/room') return Response.json({ url: ROOM_URL })
  const own = host === 'app' ? ownPage(pathname) : null
  if (own) return own
  try {
    const response = await workbench.fetch(request, { audience: host === 'app' ? 'desk' : 'room', trust: 'window' })
    response.headers.set('cross-origin-resource-policy', 'same-origin')
    return response
  } catch (error) {
    if (request.signal.aborted) throw error
    // The worker has failed and is being started again; its words may quote data, so the window gets none of them.
    return Response.json({ code: 'internal', values: { what: 'workbench' } }, { status: 503 })
  }
}

/** The room's page in the desk's window (F9) may go to the desk, but may not read from it. */
function isForeign({ headers }: Request, host: WindowHost): boolean {
  const origin = headers.get('origin')
  if (origin !== null && origin !== `${SCHEME}://${host}`) return true
  return headers.get('sec-fetch-site') === 'cross-site' && headers.get('sec-fetch-mode') !== 'navigate'
}
