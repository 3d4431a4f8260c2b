/**
 * Who sends on this link, asked by one UDP broadcast: a comfort where the network lets it pass, never needed. An answer says a name
 * and a port, which are not secret, and is shorter than the question, so that nobody is flooded with it in another's name.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { FoundOffer } from '../contract/direct.ts'
import { cleanName } from '../packs/identity.ts'
import { broadcastOf, isOnLink, type LocalLink } from './local-link.ts'

/** Beside the usual port of offers; TCP and UDP do not meet. */
const FIND_PORT = 47_815
const QUESTION = Buffer.alloc(512, 'phaenthi-direct-1 ')
const ANSWER_BYTES = 480
const ROUNDS = 4
const ROUND_MS = 400

const answerSchema = z.object({
  phaenthi: z.literal(1),
  name: z.string().max(200),
  port: z.int().min(1).max(65_535),
})

export interface Answering {
  readonly links: readonly LocalLink[]
  readonly name: string
  readonly port: number
}

/** Answers who asks, until it is closed. Where the port cannot be had nobody is answered: the address can be typed. */
export function answerFinders({ links, name, port }: Answering): { close(): void } {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  const answer = Buffer.from(JSON.stringify({ phaenthi: 1, name: [...name].slice(0, 40).join(''), port }))
  socket.on('error', () => closeQuietly(socket))
  socket.on('message', (message, { address, port: from }) => {
    const isQuestion = Buffer.compare(message, QUESTION) === 0 && isOnLink(address, links)
    if (isQuestion && answer.length <= ANSWER_BYTES) socket.send(answer, from, address, () => undefined)
  })
  socket.bind(FIND_PORT)
  return { close: () => closeQuietly(socket) }
}

/** Asks on every link for a moment. Never throws for what the network does. */
export async function findOffers(
  links: readonly LocalLink[],
  usualPort: number,
  signal: AbortSignal,
): Promise<FoundOffer[]> {
  const found = new Map<string, FoundOffer>()
  const take = (message: Buffer, { address }: RemoteInfo) => {
    const answer = isOnLink(address, links) ? readAnswer(message) : null
    if (!answer) return
    const shown = answer.port === usualPort ? address : `${address}:${answer.port}`
    found.set(shown, { address: shown, name: cleanName(answer.name) })
  }
  const sockets = await Promise.all(links.map((link) => openAsker(link, take)))
  try {
    for (let round = 0; round < ROUNDS && !signal.aborted; round++) {
      links.forEach((link, index) => {
        for (const to of [broadcastOf(link), '255.255.255.255'])
          sockets[index]?.send(QUESTION, FIND_PORT, to, () => undefined)
      })
      await sleep(ROUND_MS, undefined, { signal }).catch(() => undefined)
    }
  } finally {
    for (const socket of sockets) if (socket) closeQuietly(socket)
  }
  return [...found.values()].sort((a, b) => (a.address < b.address ? -1 : 1))
}

function openAsker({ address }: LocalLink, take: (message: Buffer, from: RemoteInfo) => void): Promise<Socket | null> {
  const socket = createSocket('udp4')
  socket.on('message', take)
  return new Promise((resolve) => {
    socket.on('error', () => {
      closeQuietly(socket)
      resolve(null)
    })
    socket.bind(0, address, () => {
      socket.setBroadcast(true)
      resolve(socket)
    })
  })
}

function readAnswer(message: Buffer): z.infer<typeof answerSchema> | null {
  try {
    return answerSchema.parse(JSON.parse(message.toString('utf8')))
  } catch {
    return null
  }
}

function closeQuietly(socket: Socket): void {
  try {
    socket.close()
  } catch {
    // It was closed already.
  }
}
