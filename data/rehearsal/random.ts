/**
 * A random source of our own, so that the rehearsal province is the same to the last digit on every machine and release:
 * sfc32 (Doty-Humphrey's small fast counter, 32 bit; PractRand's "sfc") seeded by FNV-1a and splitmix32 from words.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits of it. */
  next(): number
  /** A whole number, 0 ≤ n < bound. */
  below(bound: number): number
  /** Uniform between two numbers. */
  between(low: number, high: number): number
  /** Standard normal (mean 0, deviation 1) by the polar method. */
  normal(): number
  /** True with this probability. */
  chance(probability: number): boolean
  /** One of the list; the list is never empty. */
  pick<T>(list: readonly T[]): T
  /** The list in a new random order. */
  shuffled<T>(list: readonly T[]): T[]
}

/** A random source for this seed: the same words give the same numbers, and different words give unrelated ones. */
export function createRandom(...seed: ReadonlyArray<string | number>): Random {
  const next = sfc32(hashOf(seed.join('\u0000')))
  let spare: number | null = null

  function normal(): number {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const x = next() * 2 - 1
      const y = next() * 2 - 1
      const square = x * x + y * y
      if (square === 0 || square >= 1) continue
      const scale = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * scale
      return x * scale
    }
  }

  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    below,
    between: (low, high) => low + (high - low) * next(),
    normal,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[below(list.length)]
      if (item === undefined) throw new Error('pick() from an empty list')
      return item
    },
    shuffled: (list) => {
      const copy = [...list]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const held = copy[i] as (typeof copy)[number]
        copy[i] = copy[j] as (typeof copy)[number]
        copy[j] = held
      }
      return copy
    },
  }
}

function hashOf(words: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

function splitmix32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
}

function sfc32(seed: number): () => number {
  const seeded = splitmix32(seed)
  let a = seeded()
  let b = seeded()
  let c = seeded()
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}
