/**
 * One data side per file. Whoever opens a workspace first holds it: lock, workbench, and a door (a socket only this person may
 * use) through which the command line hands its requests to the holder instead of opening the file a second time.
 */
import { randomUUID, timingSafeEqual } from 'node:crypto'
import { accessSync, constants, existsSync, rmSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { startWorkbench, type WorkbenchClient } from './client.ts'
import type { WorkingCopy } from './contract/api.ts'
import { errorTable, Refusal } from './contract/errors.ts'
import { lockedBy, takeLock } from './store/lock.ts'
import { type LockHolder, readHolder } from './store/lock-holder.ts'
import { isOnNetwork } from './store/network.ts'
import { asRefusal } from './store/trouble.ts'
import { type CopyWatch, workingCopyOf } from './working-copy.ts'

export interface HoldOptions extends CopyWatch {
  readonly rendererFolder?: string
  readonly readOnly?: boolean
  /** People sit before it (a window), as against one command. */
  readonly attended?: boolean
}

const DOOR_ORIGIN = 'http://door.invalid'

/**
 * Opens a workspace as its holder. One that cannot be written to where it lies, or lies on a network folder, is worked on as a
 * copy where people sit before it, and read-only where not. Throws `workspace.locked` and whatever opening refuses.
 */
export async function holdWorkspace(path: string, options: HoldOptions = {}): Promise<WorkbenchClient> {
  if (!existsSync(path)) throw new Refusal('workspace.not-found', { path })
  if (options.readOnly) return holdReadOnly(path, undefined, options)
  const because = !isWritable(path) ? 'workspace.folder-read-only' : isOnNetwork(path) ? 'workspace.on-network' : null
  if (!because) {
    return holdWritable(path, null, options).catch((error: unknown) => {
      // Not even the lock could be written: what is there can still be looked at and saved elsewhere.
      if (!(error instanceof Refusal) || error.code !== 'disk.full') throw error
      return holdReadOnly(path, 'workspace.disk-full', options)
    })
  }
  const copy = options.attended ? await tryWorkingCopy(path, options) : null
  return copy ? holdWritable(copy.path, copy, options) : holdReadOnly(path, because, options)
}

function holdReadOnly(path: string, because: string | undefined, options: HoldOptions): Promise<WorkbenchClient> {
  return startWorkbench({ path, readOnly: true, because, ...pages(options) })
}

async function holdWritable(path: string, copy: WorkingCopy | null, options: HoldOptions): Promise<WorkbenchClient> {
  const started = Promise.withResolvers<WorkbenchClient>()
  // Asked for by whoever comes to the door too early; that the start failed is said below.
  started.promise.catch(() => {})
  const door = await openDoor(started.promise)
  const lock = await takeLock(path, door).catch((error: unknown) => {
    door.close()
    throw error
  })
  try {
    const attended = options.attended ? { attended: true } : {}
    const start = { path, lock: lock.holder, ...pages(options), ...attended, ...(copy ? { copyOf: copy } : {}) }
    const client = await startWorkbench(start)
    started.resolve(client)
    return {
      ...client,
      async close() {
        door.close()
        await client.close()
        lock.release()
      },
    }
  } catch (error) {
    started.reject(error)
    door.close()
    lock.release()
    throw error
  }
}

/** Null where no copy can be made: what can be read is then still read where it lies. */
async function tryWorkingCopy(path: string, watch: CopyWatch): Promise<WorkingCopy | null> {
  try {
    return await workingCopyOf(path, watch)
  } catch (error) {
    if (error instanceof Refusal && errorTable[error.code].mend !== 'machine') throw error
    console.error(error)
    return null
  }
}

/** The workbench of a workspace, held here or by another program of this person. Throws `workspace.locked` where neither can be. */
export async function reachWorkspace(path: string): Promise<WorkbenchClient> {
  const holder = await readHolder(path)
  if (!holder) return holdWorkspace(path)
  if (!holder.socket || !holder.secret) throw lockedBy(path, holder)
  return throughDoor(holder)
}

function pages({ rendererFolder }: HoldOptions): { rendererFolder?: string } {
  return rendererFolder ? { rendererFolder } : {}
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Listens before anyone is told of it: a door that does not answer means that its holder is gone. */
async function openDoor(client: Promise<WorkbenchClient>): Promise<{ socket: string; secret: string; close(): void }> {
  const secret = randomUUID()
  const name = `phaenthi-${randomUUID()}`
  const socket = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
  const answer = getRequestListener(async (request) =>
    (await client).fetch(request, { audience: audienceOf(request), trust: 'shell' }),
  )
  const server: Server = createServer((incoming, outgoing) => {
    if (!knowsSecret(incoming, secret)) {
      outgoing.writeHead(403).end()
      return
    }
    void answer(incoming, outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(asRefusal(error)))
    // Only this person may connect; the umask covers the moment before a chmod could.
    const before = process.umask(0o177)
    server.listen(socket, () => resolve())
    process.umask(before)
  })
  return {
    socket,
    secret,
    close() {
      server.closeAllConnections()
      server.close()
      if (process.platform !== 'win32') rmSync(socket, { force: true })
    },
  }
}

function knowsSecret(incoming: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(String(incoming.headers['x-phaenthi-secret'] ?? ''))
  const wanted = Buffer.from(secret)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function audienceOf(request: Request): 'desk' | 'room' {
  return request.headers.get('x-phaenthi-audience') === 'room' ? 'room' : 'desk'
}

function throughDoor({ socket, secret }: LockHolder): WorkbenchClient {
  return {
    failed: new Promise(() => {}),
    close: () => Promise.resolve(),
    fetch(request, stamp) {
      const { pathname, search } = new URL(request.url, DOOR_ORIGIN)
      return new Promise((resolve, reject) => {
        const outgoing = httpRequest({
          socketPath: socket ?? '',
          method: request.method,
          path: pathname + search,
          headers: {
            ...Object.fromEntries(request.headers),
            host: 'door.invalid',
            'x-phaenthi-secret': secret ?? '',
            'x-phaenthi-audience': stamp.audience,
          },
        })
        outgoing.on('error', reject)
        outgoing.on('response', (incoming) => {
          const headers = new Headers()
          for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
          const status = incoming.statusCode ?? 500
          const body = status === 204 ? null : (Readable.toWeb(incoming) as unknown as ReadableStream)
          resolve(new Response(body, { status, headers }))
        })
        void sendBody(request, outgoing)
      })
    },
  }
}

async function sendBody(request: Request, outgoing: ReturnType<typeof httpRequest>): Promise<void> {
  if (request.body) for await (const chunk of request.body) outgoing.write(chunk)
  outgoing.end()
}
