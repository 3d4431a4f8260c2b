/**
 * The one exchange that a workbench may have under way, as its window follows it. Nothing listens and nothing is asked before a
 * person says so; it ends when they say so, when the workspace closes, and when no window has looked for minutes. What was received
 * stays until they say so, looked at or not.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileToken } from '../contract/api.ts'
import type { DirectState, FoundOffer, ReceivedPack } from '../contract/direct.ts'
import { type Problem, Refusal } from '../contract/errors.ts'
import type { PackLook } from '../contract/packs.ts'
import { arabicDigits } from '../contract/text/digits.ts'
import { findOffers } from './find-offers.ts'
import { type LocalLink, localLinks } from './local-link.ts'
import { type Offer, type OfferChange, openOffer, USUAL_PORT } from './offer.ts'
import { receiveFiles } from './receive.ts'
import type { ComingFile, OfferedFile } from './transfer.ts'

/** A window that is hidden asks once a minute. */
const UNWATCHED_MS = 4 * 60_000
const LOOK_MS = 20_000

export interface DirectParts {
  /** Makes the file of a plan and answers where it is. */
  readonly pack: (plan: string, signal: AbortSignal) => Promise<{ readonly path: string; readonly name: string }>
  /** Reads a file that came, to its end. */
  readonly look: (file: { readonly path: string; readonly name: string }, signal: AbortSignal) => Promise<PackLook>
  readonly hold: (path: string, name: string) => FileToken
  readonly pathFor: (name: string) => string
  /** This person's name. */
  readonly name: () => string
  readonly links?: () => LocalLink[]
}

/** What is under way, and how it is stopped. */
interface Run {
  readonly abort: AbortController
  readonly timer: NodeJS.Timeout
}

export class DirectExchange {
  readonly #parts: DirectParts
  readonly #links: () => LocalLink[]
  #state: DirectState = { kind: 'off' }
  #run: Run | null = null
  #offer: Offer | null = null
  #watchedAt = 0

  constructor(parts: DirectParts) {
    this.#parts = parts
    this.#links = parts.links ?? localLinks
  }

  /** How it stands; whoever asks keeps it going. */
  look(): DirectState {
    this.#watchedAt = performance.now()
    return this.#state
  }

  /** Makes packs of the plans and offers them. Throws `direct.busy`; what fails later is in the state. */
  offer(plans: readonly string[]): DirectState {
    return this.#start('offer', { kind: 'packing', done: 0, total: plans.length }, (signal) =>
      this.#offerAll(plans, signal),
    )
  }

  /** Connects and receives. Throws `direct.busy`; what fails later is in the state. */
  receive(address: string, code: string): DirectState {
    const digits = arabicDigits(code.trim())
    return this.#start('receive', { kind: 'connecting', address }, (signal) =>
      this.#receiveAll({ address, code: digits }, signal),
    )
  }

  /** Who sends on this link just now. */
  find(signal: AbortSignal): Promise<FoundOffer[]> {
    return findOffers(this.#links(), USUAL_PORT, signal)
  }

  /** Ends whatever is under way; nothing listens afterwards. */
  stop(): void {
    this.#run?.abort.abort()
    this.#end({ kind: 'off' })
  }

  #start(during: 'offer' | 'receive', first: DirectState, work: (signal: AbortSignal) => Promise<void>): DirectState {
    if (this.#run || this.#state.kind === 'received') throw new Refusal('direct.busy')
    this.#watchedAt = performance.now()
    const timer = setInterval(() => {
      if (performance.now() - this.#watchedAt > UNWATCHED_MS) this.stop()
    }, LOOK_MS)
    const run = { abort: new AbortController(), timer }
    this.#run = run
    this.#state = first
    work(run.abort.signal).catch((error: unknown) => {
      if (this.#run !== run || run.abort.signal.aborted) return
      if (!(error instanceof Refusal)) console.error(error)
      const problem: Problem =
        error instanceof Refusal
          ? error.toProblem()
          : { code: 'internal', values: { what: error instanceof Error ? error.name : '' } }
      this.#end({ kind: 'ended', during, problem })
    })
    return first
  }

  #end(last: DirectState): void {
    if (this.#run) clearInterval(this.#run.timer)
    this.#run = null
    this.#offer?.close()
    this.#offer = null
    this.#state = last
  }

  async #offerAll(plans: readonly string[], signal: AbortSignal): Promise<void> {
    if (this.#links().length === 0) throw new Refusal('direct.no-network')
    const files: OfferedFile[] = []
    for (const plan of plans) {
      const { path, name } = await this.#parts.pack(plan, signal)
      signal.throwIfAborted()
      files.push({ path, name, ...(await measure(path)) })
      this.#state = { kind: 'packing', done: files.length, total: plans.length }
    }
    const offer = await openOffer({
      ...{ files, from: this.#parts.name(), links: this.#links() },
      onChange: (change) => this.#follow(change),
      onEnd: (problem) => this.#end({ kind: 'ended', during: 'offer', problem }),
    })
    if (signal.aborted) return offer.close()
    this.#offer = offer
    this.#state = {
      ...{
        kind: 'offering',
        code: offer.code,
        addresses: offer.addresses,
        triesLeft: offer.tries,
        sending: null,
        sent: [],
      },
      files: files.map(({ name, bytes }) => ({ name, bytes })),
    }
  }

  #follow(change: OfferChange): void {
    const state = this.#state
    if (state.kind !== 'offering') return
    switch (change.kind) {
      case 'tries':
        this.#state = { ...state, triesLeft: Math.max(0, change.left) }
        return
      case 'sending':
        this.#state = { ...state, sending: { to: change.to, done: change.done, total: change.total } }
        return
      case 'sent': {
        const entry = { to: change.to, at: new Date().toISOString(), problem: change.problem }
        this.#state = { ...state, sending: null, sent: [...state.sent, entry] }
        return
      }
      case 'idle':
        this.#state = { ...state, sending: null }
    }
  }

  async #receiveAll({ address, code }: { address: string; code: string }, signal: AbortSignal): Promise<void> {
    const packs: ReceivedPack[] = []
    let sender = ''
    await receiveFiles({
      ...{ address, code, signal, links: this.#links(), from: this.#parts.name(), pathFor: this.#parts.pathFor },
      onProgress: ({ with: from, done, total }) => {
        this.#state = { kind: 'receiving', from, done, total }
      },
      check: async (from: string, files: ReadonlyArray<ComingFile & { path: string }>) => {
        sender = from
        this.#state = { kind: 'checking', from }
        for (const { path, name } of files) {
          const look = await this.#parts.look({ path, name }, signal)
          packs.push({ ...this.#parts.hold(path, name), look })
        }
      },
    })
    if (!signal.aborted) this.#end({ kind: 'received', from: sender, packs })
  }
}

async function measure(path: string): Promise<Pick<OfferedFile, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path)) {
    hash.update(piece as Buffer)
    bytes += (piece as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}
