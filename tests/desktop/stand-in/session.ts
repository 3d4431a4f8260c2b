/** Sessions: who answers the scheme, who filters requests, what is permitted, and the loopback server of the scheme. */
import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type SchemeServer, sessionOf, toPage, toScheme } from './addresses.ts'

type Answer = (request: Request) => Response | Promise<Response>
type BeforeRequest = (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void
type PermissionRequest = (
  contents: { getURL(): string },
  permission: string,
  callback: (granted: boolean) => void,
) => void

export class StandInSession extends EventEmitter {
  static readonly all = new Map<string, StandInSession>()
  /** Its name in addresses. */
  readonly name: string
  readonly partition: string
  readonly schemes = new Map<string, Answer>()
  beforeRequest: BeforeRequest = (_details, callback) => callback({ cancel: false })
  requestPermission: PermissionRequest = (_contents, _permission, callback) => callback(true)
  checkPermission: (contents: unknown, permission: string, origin: string) => boolean = () => true
  devicesAllowed: () => boolean = () => true
  spellChecker = true

  constructor(partition: string) {
    super()
    this.partition = partition
    this.name = `s${StandInSession.all.size + 1}`
  }

  readonly protocol = {
    handle: (scheme: string, answer: Answer) => {
      this.schemes.set(scheme, answer)
    },
  }
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.beforeRequest = listener
    },
  }
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.requestPermission = handler
  }
  setPermissionCheckHandler(handler: StandInSession['checkPermission']): void {
    this.checkPermission = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicesAllowed = handler
  }
  setSpellCheckerEnabled(on: boolean): void {
    this.spellChecker = on
  }

  /** Whether the filter lets a request of this address go out. */
  mayRequest(url: string): boolean {
    let cancelled = false
    this.beforeRequest({ url }, ({ cancel }) => {
      cancelled = cancel
    })
    return !cancelled
  }

  /** A request as Chromium would make it: first the filter, then whoever answers the scheme. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    if (!this.mayRequest(url)) throw new Error('net::ERR_BLOCKED_BY_CLIENT')
    const answer = this.schemes.get(new URL(url).protocol.slice(0, -1))
    if (!answer) throw new Error('net::ERR_UNKNOWN_URL_SCHEME')
    return answer(new Request(url, init))
  }
}

export const session = {
  fromPartition(partition: string): StandInSession {
    const known = StandInSession.all.get(partition) ?? new StandInSession(partition)
    StandInSession.all.set(partition, known)
    return known
  },
  get defaultSession(): StandInSession {
    return session.fromPartition('')
  },
}

export const protocol = {
  registered: [] as { scheme: string; privileges: Record<string, boolean> }[],
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    protocol.registered.push(...schemes)
  },
}

/** Serves the privileged scheme on loopback, so that Chromium can stream from it. */
export async function serveScheme(): Promise<SchemeServer> {
  const scheme = protocol.registered[0]?.scheme ?? 'none'
  let own: SchemeServer = { scheme, port: 0 }
  const listener = getRequestListener((request) => answerPage(request, own), { overrideGlobalObjects: false })
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  server.unref()
  own = { scheme, port: (server.address() as AddressInfo).port }
  return own
}

async function answerPage(incoming: Request, server: SchemeServer): Promise<Response> {
  const name = sessionOf(incoming.headers.get('host') ?? '')
  const target = [...StandInSession.all.values()].find((each) => each.name === name)
  if (!target) return new Response('no such session', { status: 404 })
  const headers = new Headers(incoming.headers)
  for (const header of ['origin', 'referer']) {
    const value = headers.get(header)
    if (value) headers.set(header, toScheme(value, server))
  }
  headers.delete('host')
  // Electron tells main nothing of a request that the page gives up, but by the answer's stream.
  const { method, body } = incoming
  const init = { method, headers, ...(body ? { body, duplex: 'half' } : {}) }
  const response = await target.request(toScheme(incoming.url, server), init)
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('application/json')) return response
  // The workbench names its own addresses in what it answers (styles, the room's page).
  const text = await response.text()
  const sent = text.replaceAll(/workbench:\/\/(?:app|room)(?=[/"])/g, (url) => toPage(url, target.name, server))
  const { status, headers: sentHeaders } = response
  return new Response(status === 204 || status === 304 ? null : sent, { status, headers: withoutLength(sentHeaders) })
}

function withoutLength(headers: Headers): Headers {
  const copy = new Headers(headers)
  copy.delete('content-length')
  return copy
}
