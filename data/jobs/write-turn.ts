/**
 * One writer at a time. SQLite would answer "busy" to the second one; instead every writer takes its turn here first, in
 * whatever thread it runs. A worker may block for its turn; the route thread must not, and waits asynchronously. A job holds
 * its turn for one chunk only (well under 50 ms of the route thread's patience), so a person's edit never waits for an import.
 */
const FREE = 0
const TAKEN = 1

export class WriteTurn {
  readonly buffer: SharedArrayBuffer
  readonly #state: Int32Array

  /** Shares the turn of another thread when given its buffer. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.buffer = buffer
    this.#state = new Int32Array(buffer)
  }

  /** Runs `write` in turn; blocks the calling thread until it is free. For workers only. */
  holdSync<T>(write: () => T): T {
    while (!this.#tryTake()) Atomics.wait(this.#state, 0, TAKEN, 1000)
    try {
      return write()
    } finally {
      this.#release()
    }
  }

  /** Runs the synchronous `write` in turn without blocking the thread while waiting. */
  async hold<T>(write: () => T): Promise<T> {
    while (!this.#tryTake()) {
      const waiting = Atomics.waitAsync(this.#state, 0, TAKEN, 1000)
      if (waiting.async) await waiting.value
    }
    try {
      return write()
    } finally {
      this.#release()
    }
  }

  #tryTake(): boolean {
    return Atomics.compareExchange(this.#state, 0, FREE, TAKEN) === FREE
  }

  #release(): void {
    Atomics.store(this.#state, 0, FREE)
    Atomics.notify(this.#state, 0, 1)
  }
}
