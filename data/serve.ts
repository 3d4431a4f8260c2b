/**
 * The browser shell: the same workbench over loopback HTTP. The desk and the room each have a host, a port and a token of
 * their own, so that no cookie, cache or address is shared. A page elsewhere gets nothing: the token becomes an HttpOnly
 * SameSite cookie, and Host and Origin are checked on every request (DNS rebinding, other users of the machine). The cookie is
 * Lax and not Strict: the desk's window turns into the room's, which is a navigation from another site.
 */
import { spawn } from 'node:child_process'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { WorkbenchClient } from './client.ts'
import type { Audience } from './contract/api.ts'

export interface BrowserShell {
  readonly deskUrl: string
  readonly roomUrl: string
  close(): Promise<void>
}

interface Door {
  readonly audience: Audience
  readonly host: string
  readonly token: string
  readonly port: number
  readonly server: Server
}

/** Starts both doors on 127.0.0.1; `port` is the desk's (0: any free one). */
export async function serveWorkbench(
  client: WorkbenchClient,
  { port = 0 }: { port?: number } = {},
): Promise<BrowserShell> {
  // Cookies do not tell ports apart, but they do tell host names apart.
  const room = await openDoor(client, { audience: 'room', host: 'localhost', port: 0, roomUrl: null })
  const roomUrl = urlOf(room)
  const desk = await openDoor(client, { audience: 'desk', host: '127.0.0.1', port, roomUrl })
  return {
    deskUrl: urlOf(desk),
    roomUrl,
    async close() {
      await Promise.all(
        [desk, room].map(({ server }) => {
          server.closeAllConnections()
          return new Promise((resolve) => server.close(resolve))
        }),
      )
    },
  }
}

/** Opens a URL in the person's own browser. */
export function openInBrowser(url: string): void {
  const [command, args] =
    process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '', url.replaceAll('&', '^&')]]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
  spawn(command as string, args as string[], { stdio: 'ignore', detached: true })
    .on('error', () => console.error('เปิดเบราว์เซอร์เองไม่ได้ · Could not open a browser; open the address above.'))
    .unref()
}

function urlOf({ host, port, token }: Door): string {
  return `http://${host}:${port}/?token=${token}`
}

interface DoorOptions {
  readonly audience: Audience
  readonly host: string
  readonly port: number
  readonly roomUrl: string | null
}

async function openDoor(client: WorkbenchClient, options: DoorOptions): Promise<Door> {
  const token = randomBytes(24).toString('base64url')
  const door = { audience: options.audience, host: options.host, token, port: 0 }
  const server = createServer(
    getRequestListener((request) => answer(client, request, { ...door, roomUrl: options.roomUrl }), {
      overrideGlobalObjects: false,
    }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => resolve())
  })
  door.port = (server.address() as AddressInfo).port
  return { ...door, server }
}

type DoorFacts = Omit<Door, 'server'> & { readonly roomUrl: string | null }

function answer(client: WorkbenchClient, request: Request, door: DoorFacts): Response | Promise<Response> {
  const origin = `http://${door.host}:${door.port}`
  const url = new URL(request.url)
  if (request.headers.get('host') !== `${door.host}:${door.port}`) return refuse()
  const from = request.headers.get('origin')
  if (from !== null && from !== origin) return refuse()
  const cookie = `phaenthi_${door.audience}_${door.port}`
  const given = url.searchParams.get('token')
  if (given !== null && same(given, door.token)) {
    return new Response(null, {
      status: 303,
      headers: { location: '/', 'set-cookie': `${cookie}=${door.token}; HttpOnly; SameSite=Lax; Path=/` },
    })
  }
  if (!same(cookieOf(request, cookie), door.token)) return refuse()
  if (url.pathname === '/shell/room' && door.roomUrl) return Response.json({ url: door.roomUrl })
  return client.fetch(request, { audience: door.audience, trust: 'window' })
}

function refuse(): Response {
  return new Response('forbidden', { status: 403 })
}

function cookieOf(request: Request, name: string): string {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/)
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

function same(given: string, wanted: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}
