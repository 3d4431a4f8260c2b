/** This machine's addresses on cables and hotspots, and whether another one is on the same link. IPv4: people have to type it. */
import { networkInterfaces } from 'node:os'
import { arabicDigits } from '../contract/text/digits.ts'

export interface LocalLink {
  /** This machine's own. */
  readonly address: string
  readonly netmask: string
}

/** For people who type: 192.168.1.20, with Thai digits too, and :port where it is not the usual one. */
export interface TypedAddress {
  readonly host: string
  readonly port: number
}

/**
 * RFC 1918, and RFC 3927 for a cable between two laptops that nobody gave addresses. What has a public address is not a link that
 * people of one room share.
 */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'].map((range) => {
  const [base = '', bits = ''] = range.split('/')
  return { base: numberOf(base), mask: maskOf(Number(bits)) }
})

/**
 * The links there are at present. PHAENTHI_DIRECT_ADDRESSES (own addresses, by commas) takes only these, and any: a machine with
 * several cards, or 127.0.0.1 for tests.
 */
export function localLinks(only = process.env.PHAENTHI_DIRECT_ADDRESSES): LocalLink[] {
  const wanted = only?.split(',').map((address) => address.trim())
  return Object.values(networkInterfaces())
    .flat()
    .flatMap((entry) => {
      if (entry?.family !== 'IPv4') return []
      const isWanted = wanted ? wanted.includes(entry.address) : !entry.internal && isPrivate(entry.address)
      return isWanted ? [{ address: entry.address, netmask: entry.netmask }] : []
    })
}

/** Whether an address lies on one of these links. */
export function isOnLink(address: string, links: readonly LocalLink[]): boolean {
  const asked = numberOf(address.replace(/^::ffff:/i, ''))
  return links.some(({ address: own, netmask }) => {
    const mask = numberOf(netmask)
    return Number.isFinite(asked) && (asked & mask) >>> 0 === (numberOf(own) & mask) >>> 0
  })
}

/** Where all machines of a link are reached at once. */
export function broadcastOf({ address, netmask }: LocalLink): string {
  const all = (numberOf(address) | ~numberOf(netmask)) >>> 0
  return [24, 16, 8, 0].map((shift) => (all >>> shift) & 255).join('.')
}

/** What a person typed, or null where it is no address. */
export function readAddress(typed: string, usualPort: number): TypedAddress | null {
  const plain = arabicDigits(typed.trim())
  const [, host = '', port] = /^(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?$/.exec(plain) ?? []
  const number = port === undefined ? usualPort : Number(port)
  return Number.isFinite(numberOf(host)) && number > 0 && number <= 65_535 ? { host, port: number } : null
}

function isPrivate(address: string): boolean {
  const number = numberOf(address)
  return privateRanges.some(({ base, mask }) => (number & mask) >>> 0 === base)
}

/** NaN for what is no address. */
function numberOf(address: string): number {
  const parts = address
    .split('.')
    .map((part) => (/^\d{1,3}$/.test(part) && Number(part) <= 255 ? Number(part) : Number.NaN))
  if (parts.length !== 4) return Number.NaN
  return parts.reduce((number, part) => number * 256 + part, 0)
}

function maskOf(bits: number): number {
  return (0xffffffff << (32 - bits)) >>> 0
}
