/**
 * Two machines find out whether they know the same four digits, and come to keys that nobody else has. In the clear go the form of
 * the protocol, two random numbers and two points of CPace; then each proves the key to the other. Written down with its reasons in
 * docs/decisions/direct-exchange.md.
 */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import { Refusal } from '../contract/errors.ts'
import { makeShare, sessionKey } from './cpace.ts'
import { SealedChannel, writeTo } from './sealed-channel.ts'
import { SocketReader } from './socket-reader.ts'

const PROTOCOL = 'phaenthi-direct-1'
/** Says what this is; the last byte is the form, and another form is another program. */
const GREETING = Buffer.from([0x50, 0x48, 0x58, 1])
const NONCE_BYTES = 16
const POINT_BYTES = 32
const PROOF_BYTES = 32
const KEY_BYTES = 32
const PATIENCE_MS = 10_000

/** What the sender answers to a proof. */
const verdicts = { right: 1, wrong: 0, spent: 2 } as const

export interface Attempts {
  /** False once no further code is looked at. */
  readonly isOpen: () => boolean
  /** Told of each proof that was wrong. */
  readonly wrong: () => void
}

/** The sending side, which shows the code. Throws `direct.wrong-code`, `direct.tries-spent`, `direct.other-version`, `direct.went-away`. */
export async function greetReceiver(socket: Socket, code: string, attempts: Attempts): Promise<SealedChannel> {
  const reader = new SocketReader(socket)
  const greeting = await reader.read(GREETING.length, PATIENCE_MS)
  if (Buffer.compare(greeting, GREETING) !== 0) {
    await writeTo(socket, GREETING)
    throw new Refusal('direct.other-version')
  }
  const theirNonce = await reader.read(NONCE_BYTES, PATIENCE_MS)
  const nonce = randomBytes(NONCE_BYTES)
  const context = contextOf(code, theirNonce, nonce)
  const share = makeShare(context)
  await writeTo(socket, Buffer.concat([GREETING, nonce, share.point]))
  const point = await reader.read(POINT_BYTES, PATIENCE_MS)
  const proof = await reader.read(PROOF_BYTES, PATIENCE_MS)
  // From here to the counting nothing is waited for: of many that ask at once, three are looked at.
  if (!attempts.isOpen()) {
    await writeTo(socket, Buffer.concat([Uint8Array.of(verdicts.spent), randomBytes(PROOF_BYTES)]))
    throw new Refusal('direct.tries-spent')
  }
  const keys = keysOf(context, { secret: share.secret, theirs: point, initiator: share.point, responder: point })
  if (!keys || !timingSafeEqual(proof, keys.receiverProof)) {
    attempts.wrong()
    const verdict = attempts.isOpen() ? verdicts.wrong : verdicts.spent
    await writeTo(socket, Buffer.concat([Uint8Array.of(verdict), randomBytes(PROOF_BYTES)]))
    throw new Refusal('direct.wrong-code')
  }
  await writeTo(socket, Buffer.concat([Uint8Array.of(verdicts.right), keys.senderProof]))
  return new SealedChannel({ socket, reader, keys: { send: keys.toReceiver, receive: keys.toSender } })
}

/** The receiving side, where the code is typed. Throws the same, but `direct.closed-there` once the sender's tries are spent. */
export async function greetSender(socket: Socket, code: string): Promise<SealedChannel> {
  const reader = new SocketReader(socket)
  const nonce = randomBytes(NONCE_BYTES)
  await writeTo(socket, Buffer.concat([GREETING, nonce]))
  const greeting = await reader.read(GREETING.length, PATIENCE_MS)
  if (Buffer.compare(greeting, GREETING) !== 0) throw new Refusal('direct.other-version')
  const theirNonce = await reader.read(NONCE_BYTES, PATIENCE_MS)
  const point = await reader.read(POINT_BYTES, PATIENCE_MS)
  const context = contextOf(code, nonce, theirNonce)
  const share = makeShare(context)
  const keys = keysOf(context, { secret: share.secret, theirs: point, initiator: point, responder: share.point })
  if (!keys) throw new Refusal('direct.wrong-code')
  await writeTo(socket, Buffer.concat([share.point, keys.receiverProof]))
  const [verdict] = await reader.read(1, PATIENCE_MS)
  const proof = await reader.read(PROOF_BYTES, PATIENCE_MS)
  if (verdict === verdicts.spent) throw new Refusal('direct.closed-there')
  // Who only says that the code is right has not shown that they know it.
  if (verdict !== verdicts.right || !timingSafeEqual(proof, keys.senderProof)) throw new Refusal('direct.wrong-code')
  return new SealedChannel({ socket, reader, keys: { send: keys.toSender, receive: keys.toReceiver } })
}

function contextOf(code: string, receiverNonce: Uint8Array, senderNonce: Uint8Array) {
  return { code, channel: Buffer.from(PROTOCOL), sid: Buffer.concat([receiverNonce, senderNonce]) }
}

interface Exchanged {
  readonly secret: Uint8Array
  readonly theirs: Uint8Array
  /** The sender's point: it is sent first. */
  readonly initiator: Uint8Array
  readonly responder: Uint8Array
}

/** Null where the other side's point gives no key. */
function keysOf(context: ReturnType<typeof contextOf>, { secret, theirs, initiator, responder }: Exchanged) {
  let key: Uint8Array
  try {
    key = sessionKey(context, { secret, theirs }, { initiator, responder })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  const derived = (use: string) =>
    Buffer.from(hkdfSync('sha512', key, context.sid, Buffer.from(`${PROTOCOL} ${use}`), KEY_BYTES))
  const proofOf = (use: string) =>
    createHmac('sha512', derived(use)).update(initiator).update(responder).digest().subarray(0, PROOF_BYTES)
  return {
    senderProof: proofOf('proof of the sender'),
    receiverProof: proofOf('proof of the receiver'),
    toReceiver: derived('to the receiver'),
    toSender: derived('to the sender'),
  }
}
