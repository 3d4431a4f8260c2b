/** What changed, told to every window. Each content change grows the revision; each window holds one stream of events. */
import type { ResourceName, ServerEvent } from './contract/api.ts'
import type { Problem } from './contract/errors.ts'

export class EventHub {
  #revision = 1
  #absence: Problem | null = null
  readonly #end = new AbortController()
  readonly #listeners = new Set<(event: ServerEvent) => void>()

  get revision(): number {
    return this.#revision
  }

  /** Why the file cannot be worked on at present; null while it is there. */
  get absence(): Problem | null {
    return this.#absence
  }

  /** Says that the file is gone, or (null) that it is back; a window that comes later is told when it comes. */
  fileIs(absence: Problem | null): void {
    this.#absence = absence
    this.send({ type: 'file', problem: absence })
  }

  /** Aborted when the workspace closes: a stream that is still open would keep its thread from ending. */
  get ended(): AbortSignal {
    return this.#end.signal
  }

  /** Says that these resources answer differently from now on. */
  changed(resources: readonly ResourceName[]): void {
    this.#revision++
    this.send({ type: 'changed', revision: this.#revision, resources })
  }

  send(event: ServerEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  close(): void {
    this.#end.abort()
  }

  /** Answers the function that ends the subscription. */
  subscribe(listener: (event: ServerEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
