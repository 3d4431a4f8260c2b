/**
 * What the tile side keeps in memory. Everything is keyed by content version, so nothing in here can be stale; it is only
 * ever too much, and then the least recently used goes.
 */

/** A map bounded by the bytes of what it holds. */
export class ByteBoundedCache<Value> {
  readonly #limit: number
  readonly #entries = new Map<string, { readonly value: Value; readonly bytes: number }>()
  #held = 0

  constructor(limitBytes: number) {
    this.#limit = limitBytes
  }

  get bytesHeld(): number {
    return this.#held
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    // A Map keeps the order of insertion: the last one put is the most recently used.
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  /** Keeps a value; the newest one is kept even where it alone is over the limit. */
  set(key: string, value: Value, bytes: number): void {
    this.delete(key)
    this.#entries.set(key, { value, bytes })
    this.#held += bytes
    for (const oldest of this.#entries.keys()) {
      if (this.#held <= this.#limit || oldest === key) break
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#held -= entry.bytes
    this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
    this.#held = 0
  }
}

/** The caches of one open workspace. */
export interface TileCaches {
  /** Finished tiles; null stands for an empty one. */
  readonly tiles: ByteBoundedCache<Uint8Array | null>
  /** Geometry, points and attributes by content version. */
  readonly sources: ByteBoundedCache<unknown>
}

const MEGABYTE = 1_000_000

/** Fresh caches: by default 48 MB of tiles and 160 MB of what they are made from. */
export function createTileCaches({ tilesMb = 48, sourcesMb = 160 } = {}): TileCaches {
  return {
    tiles: new ByteBoundedCache(tilesMb * MEGABYTE),
    sources: new ByteBoundedCache(sourcesMb * MEGABYTE),
  }
}

/** Gives the memory back; the next tiles are made afresh. */
export function dropTileCaches(caches: TileCaches): void {
  caches.tiles.clear()
  caches.sources.clear()
}

/** The source kept under `key`, or made now and kept. */
export function keepSource<Source>(
  caches: TileCaches,
  key: string,
  { make, bytesOf }: { make: () => Source; bytesOf: (source: Source) => number },
): Source {
  const known = caches.sources.get(key)
  if (known !== undefined) return known as Source
  const made = make()
  caches.sources.set(key, made, bytesOf(made))
  return made
}
