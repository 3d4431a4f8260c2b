/** The sending side: a port on this machine's own addresses, open only while it offers, for whoever knows four digits. */
import { randomInt } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { type Problem, Refusal } from '../contract/errors.ts'
import { codeOf } from '../store/trouble.ts'
import { answerFinders } from './find-offers.ts'
import { greetReceiver } from './handshake.ts'
import { isOnLink, type LocalLink } from './local-link.ts'
import { type OfferedFile, sendFiles } from './transfer.ts'

/** Typed addresses need no port where this one is free. */
export const USUAL_PORT = 47_815
const TRIES = 3
/** Connections at a time, and in all: a stranger on the hotspot must not keep this machine busy. */
const AT_ONCE = 8
const IN_ALL = 400
const IDLE_MS = 30 * 60_000
const FLUSH_MS = 2000

export interface OfferEvents {
  readonly onChange: (change: OfferChange) => void
  /** The offer closed by itself. */
  readonly onEnd: (problem: Problem) => void
}

export type OfferChange =
  | { readonly kind: 'tries'; readonly left: number }
  | { readonly kind: 'sending'; readonly to: string; readonly done: number; readonly total: number }
  | { readonly kind: 'sent'; readonly to: string; readonly problem: Problem | null }
  /** One that had begun to take it went away. */
  | { readonly kind: 'idle' }

export interface Offer {
  readonly code: string
  readonly addresses: readonly string[]
  readonly tries: number
  close(): void
}

export interface OfferOptions extends OfferEvents {
  readonly files: readonly OfferedFile[]
  /** This person's name, told to who looks for offers and to who knows the code. */
  readonly from: string
  readonly links: readonly LocalLink[]
  /** Given by tests alone. */
  readonly code?: string
}

/** Begins to offer. Throws `direct.no-network` without a link and `direct.blocked` where no port may be opened. */
export async function openOffer(options: OfferOptions): Promise<Offer> {
  const { links, from } = options
  if (links.length === 0) throw new Refusal('direct.no-network')
  const code = options.code ?? String(randomInt(10_000)).padStart(4, '0')
  const state = new OfferState(options, code)
  const { servers, port } = await listenOn(links, (socket) => void state.welcome(socket)).catch((error: unknown) => {
    state.close()
    throw error
  })
  state.holds(servers)
  const finders = answerFinders({ links, name: from, port })
  state.onClose(() => finders.close())
  const addresses = links.map(({ address }) => (port === USUAL_PORT ? address : `${address}:${port}`))
  return { code, addresses, tries: TRIES, close: () => state.close() }
}

class OfferState {
  readonly #options: OfferOptions
  readonly #code: string
  readonly #sockets = new Set<Socket>()
  readonly #closers: Array<() => void> = []
  #tries = TRIES
  #connections = 0
  /** To whom files are going. */
  #served = 0
  #isClosed = false
  #idle: NodeJS.Timeout

  constructor(options: OfferOptions, code: string) {
    this.#options = options
    this.#code = code
    this.#idle = this.#startIdle()
  }

  holds(servers: readonly Server[]): void {
    this.#closers.push(() => {
      for (const server of servers) server.close()
    })
  }

  onClose(close: () => void): void {
    this.#closers.push(close)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#idle)
    for (const close of this.#closers) close()
    for (const socket of this.#sockets) socket.destroy()
  }

  async welcome(socket: Socket): Promise<void> {
    socket.on('error', () => undefined)
    const isWelcome =
      !this.#isClosed && this.#sockets.size < AT_ONCE && isOnLink(socket.remoteAddress ?? '', this.#options.links)
    if (!isWelcome) {
      socket.destroy()
      return
    }
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    socket.setNoDelay(true)
    if (++this.#connections > IN_ALL) this.#tries = 0
    try {
      await this.#serve(socket)
    } catch (error) {
      // Whoever came and went is no trouble of the sender's; a bug is one.
      if (!(error instanceof Refusal) && !this.#isClosed) console.error(error)
    } finally {
      await endSocket(socket)
      this.#closeWhereSpent()
    }
  }

  async #serve(socket: Socket): Promise<void> {
    const { onChange, from, files } = this.#options
    const channel = await greetReceiver(socket, this.#code, {
      isOpen: () => this.#tries > 0 && !this.#isClosed,
      wrong: () => onChange({ kind: 'tries', left: --this.#tries }),
    })
    this.#idle.refresh()
    this.#served++
    try {
      const { to, problem } = await sendFiles(channel, { from, files }, ({ with: receiver, done, total }) =>
        onChange({ kind: 'sending', to: receiver, done, total }),
      )
      onChange({ kind: 'sent', to, problem })
    } catch (error) {
      onChange({ kind: 'idle' })
      throw error
    } finally {
      this.#served--
      this.#idle.refresh()
    }
  }

  /** Who gave the right code before gets the rest of their files, whoever guesses meanwhile. */
  #closeWhereSpent(): void {
    if (this.#tries <= 0 && this.#served === 0) this.#end('direct.tries-spent')
  }

  #startIdle(): NodeJS.Timeout {
    return setTimeout(() => this.#end('direct.too-long'), IDLE_MS)
  }

  #end(code: 'direct.tries-spent' | 'direct.too-long'): void {
    if (this.#isClosed) return
    this.close()
    this.#options.onEnd({ code, values: {} })
  }
}

/** What was written goes out first, for a moment. */
function endSocket(socket: Socket): Promise<void> {
  if (socket.closed) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), FLUSH_MS)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.destroySoon()
  })
}

/** On all links at one port: the usual one, or where another program has that, any. */
async function listenOn(
  links: readonly LocalLink[],
  onConnection: (socket: Socket) => void,
): Promise<{ readonly servers: readonly Server[]; readonly port: number }> {
  let failure: unknown = null
  for (const wanted of [USUAL_PORT, 0, 0]) {
    const servers: Server[] = []
    try {
      let port = wanted
      for (const { address } of links) {
        const server = createServer(onConnection)
        servers.push(server)
        port = await listen(server, address, port)
      }
      return { servers, port }
    } catch (error) {
      failure = error
      for (const server of servers) server.close()
    }
  }
  throw new Refusal('direct.blocked', { what: codeOf(failure) })
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // Exclusive: a program that shares the port would get half of who comes.
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
