/** Two sides on real sockets of this machine: what comes over, and what a stranger between them gets. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '../contract/errors.ts'
import { Refusal } from '../contract/errors.ts'
import { findOffers } from './find-offers.ts'
import { greetSender } from './handshake.ts'
import { broadcastOf, isOnLink, readAddress } from './local-link.ts'
import { type Offer, type OfferChange, openOffer, USUAL_PORT } from './offer.ts'
import { receiveFiles } from './receive.ts'
import { RECORD_BYTES } from './sealed-channel.ts'

const links = [{ address: '127.0.0.1', netmask: '255.0.0.0' }]
const CODE = '4071'
const WRONG = '4072'
let folder: string
let offer: Offer
let changes: OfferChange[]
let ends: Problem[]
const closing: Array<() => void> = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-direct-'))
  changes = []
  ends = []
  offer = await openOffer({
    ...{
      files: [madeFile('แผน.plan.gpkg', 3 * RECORD_BYTES + 17), madeFile('สั้น.plan.gpkg', 1)],
      from: 'ผู้ส่ง',
      links,
      code: CODE,
    },
    onChange: (change) => changes.push(change),
    onEnd: (problem) => ends.push(problem),
  })
})
afterEach(() => {
  offer.close()
  for (const close of closing.splice(0)) close()
  rmSync(folder, { recursive: true })
})

function madeFile(name: string, length: number) {
  const bytes = randomBytes(length)
  const path = join(folder, `from-${name}`)
  writeFileSync(path, bytes)
  return { path, name, bytes: length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

interface Came {
  from: string
  readonly files: Buffer[]
}

/** Receives as a laptop would, and answers what came or the refusal's code. */
async function receive(
  address = offer.addresses[0] ?? '',
  code = CODE,
  check?: () => void | Promise<void>,
): Promise<Came | string> {
  const came: Came = { from: '', files: [] }
  let count = 0
  try {
    await receiveFiles({
      ...{ address, code, links, from: 'ผู้รับ', signal: new AbortController().signal, onProgress: () => undefined },
      pathFor: () => join(folder, `to-${Date.now()}-${count++}`),
      check: async (from, files) => {
        await check?.()
        came.from = from
        came.files.push(...files.map(({ path }) => readFileSync(path)))
      },
    })
    return came
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const portOf = () => readAddress(offer.addresses[0] ?? '', USUAL_PORT)?.port ?? 0

/** Somebody between the two who passes on what they let through, changed or not. Answers the address to type. */
async function between(pass: (bytes: Buffer, toSender: boolean) => Buffer | null): Promise<string> {
  const server: Server = createServer((near) => {
    const far = connect(portOf(), '127.0.0.1')
    const relay = (from: Socket, to: Socket, toSender: boolean) => {
      from.on('data', (bytes: Buffer) => {
        const on = pass(bytes, toSender)
        if (on) to.write(on)
        else from.destroy()
      })
      from.on('close', () => to.destroy())
      from.on('error', () => undefined)
    }
    relay(near, far, true)
    relay(far, near, false)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('two laptops', () => {
  it('bring every byte over, and each learns the other’s name', async () => {
    const came = (await receive()) as Came
    expect(came.from).toBe('ผู้ส่ง')
    expect(came.files.map((bytes) => bytes.length)).toEqual([3 * RECORD_BYTES + 17, 1])
    expect(came.files[0]).toEqual(readFileSync(join(folder, 'from-แผน.plan.gpkg')))
    await expect.poll(() => changes.at(-1)).toEqual({ kind: 'sent', to: 'ผู้รับ', problem: null })
    // The next laptop of the room may come as well.
    expect((await receive()) as Came).toMatchObject({ from: 'ผู้ส่ง' })
  })

  it('show nothing of the file, the names or the code to who listens', async () => {
    const heard: Buffer[] = []
    const address = await between((bytes) => {
      heard.push(Buffer.from(bytes))
      return bytes
    })
    expect(await receive(address)).toMatchObject({ from: 'ผู้ส่ง' })
    const all = Buffer.concat(heard)
    expect(all.length).toBeGreaterThan(3 * RECORD_BYTES)
    for (const secret of [
      'ผู้ส่ง',
      'ผู้รับ',
      'plan.gpkg',
      CODE,
      readFileSync(join(folder, 'from-แผน.plan.gpkg')).subarray(0, 24),
    ]) {
      expect(all.includes(secret)).toBe(false)
    }
  })

  it('tell the sender where the receiver found the file not whole, and keep nothing of it', async () => {
    const code = await receive(undefined, CODE, () => {
      throw new Refusal('pack.signature', { name: 'x' })
    })
    expect(code).toBe('pack.signature')
    await expect
      .poll(() => changes.at(-1))
      .toEqual({
        kind: 'sent',
        to: 'ผู้รับ',
        problem: { code: 'direct.refused-there', values: {}, detail: 'pack.signature' },
      })
    expect(readdirSync(folder).filter((name) => name.startsWith('to-'))).toEqual([])
  })

  it('find each other on the link without an address being typed', async () => {
    const found = await findOffers(links, USUAL_PORT, new AbortController().signal)
    expect(found).toContainEqual({ address: offer.addresses[0], name: 'ผู้ส่ง' })
    offer.close()
    expect(await findOffers(links, USUAL_PORT, AbortSignal.timeout(600))).not.toContainEqual({
      address: offer.addresses[0],
      name: 'ผู้ส่ง',
    })
  })
})

describe('a wrong code', () => {
  it('is told, leaves two tries, and after three nobody gets in, also with the right one', async () => {
    expect(await receive(undefined, WRONG)).toBe('direct.wrong-code')
    expect(await receive(undefined, WRONG)).toBe('direct.wrong-code')
    expect(changes.filter(({ kind }) => kind === 'tries')).toEqual([
      { kind: 'tries', left: 2 },
      { kind: 'tries', left: 1 },
    ])
    expect(ends).toEqual([])
    expect(await receive(undefined, WRONG)).toBe('direct.closed-there')
    await expect.poll(() => ends).toEqual([{ code: 'direct.tries-spent', values: {} }])
    expect(await receive()).toBe('direct.nobody-offers')
  })

  it('gives no more than three tries to who asks many times at once', async () => {
    const guesses = Array.from({ length: 40 }, (_, index) => String(index).padStart(4, '0'))
    const answers = await Promise.all(guesses.map((code) => receive(undefined, code)))
    expect(answers.filter((answer) => typeof answer !== 'string')).toEqual([])
    expect(changes.filter(({ kind }) => kind === 'tries').length).toBeLessThanOrEqual(3)
    await expect.poll(() => ends.length).toBe(1)
  })

  it('does not cut off who gave the right one before, and closes when they have theirs', async () => {
    const guessed = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const slow = receive(undefined, CODE, () => {
      reached.resolve()
      return guessed.promise
    })
    await reached.promise
    const answers = []
    for (let guess = 0; guess < 4; guess++) answers.push(await receive(undefined, WRONG))
    expect(answers.at(-1)).toBe('direct.closed-there')
    expect(ends).toEqual([])
    guessed.resolve()
    expect(await slow).toMatchObject({ from: 'ผู้ส่ง' })
    await expect.poll(() => ends.length).toBe(1)
  })
})

describe('somebody between the two', () => {
  it('who takes part as sender without the code gets no file to be believed, and one try', async () => {
    // They speak the protocol with a guess of their own: the receiver sees that the proof is not the sender's.
    const fake = await openOffer({
      ...{ files: [madeFile('หลอก.plan.gpkg', 10)], from: 'คนอื่น', links, code: WRONG },
      onChange: () => undefined,
      onEnd: () => undefined,
    })
    closing.push(() => fake.close())
    expect(await receive(fake.addresses[0])).toBe('direct.wrong-code')
  })

  it('who says that the code is right without knowing it is not believed', async () => {
    let sent = 0
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', () => {
        sent++
        if (sent === 1)
          socket.write(Buffer.concat([Buffer.from([0x50, 0x48, 0x58, 1]), randomBytes(16), Buffer.alloc(32, 9)]))
        else socket.write(Buffer.concat([Uint8Array.of(1), randomBytes(32)]))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    expect(await receive(`127.0.0.1:${(server.address() as AddressInfo).port}`)).toBe('direct.wrong-code')
  })

  it.each([0, 20, 60])('who exchanges a byte of the greeting from byte %i on is noticed', async (at) => {
    let passed = 0
    const address = await between((bytes, toSender) => {
      const bent = Buffer.from(bytes)
      if (!toSender && passed <= at && at < passed + bytes.length) bent[at - passed]! ^= 1
      if (!toSender) passed += bytes.length
      return bent
    })
    expect(['direct.wrong-code', 'direct.other-version', 'direct.closed-there']).toContain(await receive(address))
  })

  it.each([0, 500, RECORD_BYTES + 900])(
    'who changes a byte of what is sealed, after %i more, breaks it off',
    async (after) => {
      const HEAD = 4 + 16 + 32 + 33
      let passed = 0
      const address = await between((bytes, toSender) => {
        const bent = Buffer.from(bytes)
        const at = HEAD + 40 + after - passed
        if (!toSender && at >= 0 && at < bytes.length) bent[at]! ^= 0x20
        if (!toSender) passed += bytes.length
        return bent
      })
      expect(await receive(address)).toBe('direct.went-away')
      expect(readdirSync(folder).filter((name) => name.startsWith('to-'))).toEqual([])
    },
  )

  it('who cuts the line leaves nothing, and the sender goes on waiting', async () => {
    let passed = 0
    const address = await between((bytes, toSender) => {
      if (!toSender) passed += bytes.length
      return passed > RECORD_BYTES ? null : bytes
    })
    expect(await receive(address)).toBe('direct.went-away')
    expect(readdirSync(folder).filter((name) => name.startsWith('to-'))).toEqual([])
    expect(await receive()).toMatchObject({ from: 'ผู้ส่ง' })
  })

  it('who sends back what was said before opens nothing', async () => {
    // The same record twice: the counters part, and what comes second does not open.
    let records = 0
    const address = await between((bytes, toSender) => {
      if (toSender) return bytes
      return ++records === 3 ? Buffer.concat([bytes, bytes]) : bytes
    })
    expect(await receive(address)).toBe('direct.went-away')
  })
})

describe('the network', () => {
  it('is told apart: nobody there, no link, an address that is none or elsewhere', async () => {
    expect(await receive('127.0.0.1:1')).toBe('direct.nobody-offers')
    for (const address of ['8.8.8.8', 'localhost', 'phaenthi.example', '300.1.1.1', '', '192.168.1.20:99999']) {
      expect(await receive(address)).toBe('direct.not-local')
    }
    await expect(
      openOffer({ files: [], from: '', links: [], onChange: () => {}, onEnd: () => {} }),
    ).rejects.toMatchObject({
      code: 'direct.no-network',
    })
  })

  it('is not offered to where no port may be opened, which is said, and nothing is left waiting', async () => {
    const foreign = [{ address: '192.0.2.1', netmask: '255.255.255.0' }]
    const ended: Problem[] = []
    const opening = openOffer({
      files: [],
      from: '',
      links: foreign,
      onChange: () => {},
      onEnd: (problem) => ended.push(problem),
    })
    await expect(opening).rejects.toMatchObject({ code: 'direct.blocked', values: { what: 'EADDRNOTAVAIL' } })
    expect(ended).toEqual([])
  })

  it('is left at once when the person cancels', async () => {
    const controller = new AbortController()
    const server = createServer(() => controller.abort())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const { port } = server.address() as AddressInfo
    const asked = receiveFiles({
      ...{
        address: `127.0.0.1:${port}`,
        code: CODE,
        links,
        from: '',
        signal: controller.signal,
        onProgress: () => undefined,
      },
      ...{ pathFor: () => join(folder, 'to-none'), check: async () => undefined },
    })
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('gets nothing from a sender that hears another program', async () => {
    const answer = await new Promise<Buffer>((resolve) => {
      const socket = connect(portOf(), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
      const parts: Buffer[] = []
      socket.on('data', (part) => parts.push(part))
      socket.on('close', () => resolve(Buffer.concat(parts)))
      socket.on('error', () => undefined)
    })
    expect(answer).toEqual(Buffer.from([0x50, 0x48, 0x58, 1]))
  })

  it('has the greeting of another form refused as such', async () => {
    const server = createServer((socket) => {
      socket.write(Buffer.from([0x50, 0x48, 0x58, 2]))
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    closing.push(() => socket.destroy())
    await expect(greetSender(socket, CODE)).rejects.toMatchObject({ code: 'direct.other-version' })
  })
})

describe('addresses', () => {
  it('are read as people type them', () => {
    expect(readAddress(' 192.168.1.20 ', 5)).toEqual({ host: '192.168.1.20', port: 5 })
    expect(readAddress('๑๙๒.๑๖๘.๑.๒๐:๔๐๐๐', 5)).toEqual({ host: '192.168.1.20', port: 4000 })
    expect(readAddress('192.168.1', 5)).toBeNull()
  })

  it('are on a link or not, by its mask', () => {
    const link = { address: '192.168.43.7', netmask: '255.255.255.0' }
    expect(isOnLink('192.168.43.250', [link])).toBe(true)
    expect(isOnLink('::ffff:192.168.43.250', [link])).toBe(true)
    expect(isOnLink('192.168.44.1', [link])).toBe(false)
    expect(isOnLink('fe80::1', [link])).toBe(false)
    expect(broadcastOf(link)).toBe('192.168.43.255')
  })
})
