/** The receiving side: one connection to an address on this link, for which a person typed four digits. */
import { rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { type Problem, Refusal } from '../contract/errors.ts'
import { codeOf } from '../store/trouble.ts'
import { greetSender } from './handshake.ts'
import { isOnLink, type LocalLink, readAddress } from './local-link.ts'
import { USUAL_PORT } from './offer.ts'
import { type ComingFile, keepAlive, type ReceiveOptions, takeFiles, tellResult } from './transfer.ts'

const CONNECT_MS = 6000

export interface ReceiveRequest extends ReceiveOptions {
  /** As typed. */
  readonly address: string
  readonly code: string
  readonly links: readonly LocalLink[]
  readonly signal: AbortSignal
  /** Reads the files to their end and throws where one is not whole. */
  readonly check: (from: string, files: ReadonlyArray<ComingFile & { readonly path: string }>) => Promise<void>
}

/**
 * Receives. Throws `direct.not-local`, `direct.no-network`, `direct.no-answer`, `direct.nobody-offers`, `direct.wrong-code`,
 * `direct.closed-there`, `direct.went-away`, `direct.other-version`, `cancelled`, the disk's refusals, and what `check` throws.
 */
export async function receiveFiles(request: ReceiveRequest): Promise<void> {
  const { address, code, links, signal, check } = request
  if (links.length === 0) throw new Refusal('direct.no-network')
  const place = readAddress(address, USUAL_PORT)
  if (!place || !isOnLink(place.host, links)) throw new Refusal('direct.not-local', { address })
  const socket = await reach(place.host, place.port, { address, signal })
  const stop = () => socket.destroy()
  let rest = () => {}
  signal.addEventListener('abort', stop)
  try {
    const channel = await greetSender(socket, code)
    rest = keepAlive(channel)
    const { from, files } = await takeFiles(channel, request)
    const problem = await check(from, files).then(
      () => null,
      (error: unknown) => {
        for (const { path } of files) rmSync(path, { force: true })
        return error
      },
    )
    rest()
    await tellResult(channel, problem instanceof Refusal ? problem.toProblem() : problem === null ? null : internal)
    if (problem !== null) throw problem
  } catch (error) {
    throw signal.aborted ? new Refusal('cancelled') : error
  } finally {
    rest()
    signal.removeEventListener('abort', stop)
    socket.end()
    socket.setTimeout(2000, () => socket.destroy())
  }
}

const internal: Problem = { code: 'internal', values: { what: '' } }

/** What the system says of an address that cannot be reached, as what a person can do about it. */
const unreachable: Readonly<Record<string, 'direct.no-network' | 'direct.nobody-offers'>> = {
  ECONNREFUSED: 'direct.nobody-offers',
  ENETUNREACH: 'direct.no-network',
  ENETDOWN: 'direct.no-network',
}

function reach(
  host: string,
  port: number,
  { address, signal }: { address: string; signal: AbortSignal },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const fail = (refusal: Refusal) => {
      clearTimeout(timer)
      socket.destroy()
      reject(refusal)
    }
    const timer = setTimeout(() => fail(new Refusal('direct.no-answer', { address })), CONNECT_MS)
    signal.addEventListener('abort', () => fail(new Refusal('cancelled')), { once: true })
    socket.on('error', (error) => fail(new Refusal(unreachable[codeOf(error)] ?? 'direct.no-answer', { address })))
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.setNoDelay(true)
      resolve(socket)
    })
  })
}
