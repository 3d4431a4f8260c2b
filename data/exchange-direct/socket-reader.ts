/** Bytes from a socket in the sizes they are wanted, with a limit to how long one waits for each. */
import type { Socket } from 'node:net'
import { Refusal } from '../contract/errors.ts'

/** How much may lie unread before the sender has to wait. */
const UNREAD_BYTES = 1024 * 1024

export class SocketReader {
  readonly #socket: Socket
  #parts: Buffer[] = []
  #length = 0
  #ended = false
  #wake: (() => void) | null = null

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (part: Buffer) => {
      this.#parts.push(part)
      this.#length += part.length
      if (this.#length > UNREAD_BYTES) socket.pause()
      this.#wake?.()
    })
    for (const event of ['end', 'close', 'error'] as const) {
      socket.on(event, () => {
        this.#ended = true
        this.#wake?.()
      })
    }
  }

  /** The next bytes. Throws `direct.went-away` where the other side ended or said nothing for so long. */
  async read(count: number, patienceMs: number): Promise<Buffer> {
    const until = performance.now() + patienceMs
    while (this.#length < count) {
      const left = until - performance.now()
      if (this.#ended || left <= 0) throw new Refusal('direct.went-away')
      await this.#more(left)
    }
    const all = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts)
    const rest = all.subarray(count)
    this.#parts = rest.length > 0 ? [rest] : []
    this.#length = rest.length
    if (this.#length <= UNREAD_BYTES) this.#socket.resume()
    return all.subarray(0, count)
  }

  #more(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake = null
        resolve()
      }
      const timer = setTimeout(done, patienceMs)
      this.#wake = done
    })
  }
}
