/**
 * Records between two machines that hold the keys of one handshake: AES-256-GCM, a key and a counter for each direction. A record
 * that was changed, repeated, left out or moved does not open, and neither does any after it. AES, since Node has it on
 * OpenSSL and on Electron's BoringSSL alike.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Socket } from 'node:net'
import { Refusal } from '../contract/errors.ts'
import type { SocketReader } from './socket-reader.ts'

const CIPHER = 'aes-256-gcm'
const LENGTH_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** How long one side waits for the other to take or to say something. */
export const PATIENCE_MS = 20_000
/** Of contents in one record. */
export const RECORD_BYTES = 64 * 1024

/** What a record holds: words for the program, or a piece of a file. */
export const recordKinds = { words: 1, piece: 2 } as const
export type RecordKind = keyof typeof recordKinds

export interface ChannelKeys {
  readonly send: Uint8Array
  readonly receive: Uint8Array
}

export class SealedChannel {
  readonly #socket: Socket
  readonly #reader: SocketReader
  readonly #keys: ChannelKeys
  #sent = 0n
  #received = 0n

  constructor({ socket, reader, keys }: { socket: Socket; reader: SocketReader; keys: ChannelKeys }) {
    this.#socket = socket
    this.#reader = reader
    this.#keys = keys
  }

  /** Sends a record; resolves when there is room for the next. Throws `direct.went-away`. */
  async send(kind: RecordKind, contents: Uint8Array): Promise<void> {
    if (contents.length > RECORD_BYTES) throw new RangeError('a record is too long')
    const head = Buffer.alloc(LENGTH_BYTES)
    head.writeUInt32BE(1 + contents.length + TAG_BYTES)
    const cipher = createCipheriv(CIPHER, this.#keys.send, nonceOf(this.#sent++))
    cipher.setAAD(head)
    const sealed = Buffer.concat([
      cipher.update(Uint8Array.of(recordKinds[kind])),
      cipher.update(contents),
      cipher.final(),
    ])
    await writeTo(this.#socket, Buffer.concat([head, sealed, cipher.getAuthTag()]))
  }

  /** The next record, which must be of this kind. Throws `direct.went-away` also where it does not open. */
  async receive(kind: RecordKind, patienceMs: number): Promise<Buffer> {
    const head = await this.#reader.read(LENGTH_BYTES, patienceMs)
    const length = head.readUInt32BE()
    if (length <= TAG_BYTES || length > 1 + RECORD_BYTES + TAG_BYTES) throw new Refusal('direct.went-away')
    const sealed = await this.#reader.read(length, patienceMs)
    const contents = this.#open(head, sealed)
    if (contents?.[0] !== recordKinds[kind]) throw new Refusal('direct.went-away')
    return contents.subarray(1)
  }

  #open(head: Uint8Array, sealed: Buffer): Buffer | null {
    const decipher = createDecipheriv(CIPHER, this.#keys.receive, nonceOf(this.#received++), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(head)
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
    } catch {
      return null
    }
  }
}

/** Writes and waits until the system has room again. Throws `direct.went-away`, also where nothing went out for so long: a pulled cable says nothing. */
export function writeTo(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed || !socket.writable) return reject(new Refusal('direct.went-away'))
    if (socket.write(bytes)) return resolve()
    const settle = (end: () => void) => () => {
      clearTimeout(timer)
      socket.off('drain', drained)
      socket.off('close', gone)
      end()
    }
    const drained = settle(resolve)
    const gone = settle(() => reject(new Refusal('direct.went-away')))
    const timer = setTimeout(gone, PATIENCE_MS)
    socket.once('drain', drained)
    socket.once('close', gone)
  })
}

function nonceOf(counter: bigint): Uint8Array {
  const nonce = Buffer.alloc(NONCE_BYTES)
  nonce.writeBigUInt64BE(counter, NONCE_BYTES - 8)
  return nonce
}
