/** By how many items of a plan each household is reached. Kept, and patched by the items that changed. */
import { type Bits, createBits } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { addRuns, paintRuns, type RowRuns, runsOfBits, sameRuns } from './row-runs.ts'

export interface CoveringItem {
  readonly id: string
  /** Same key, same reach. */
  readonly key: string
}

interface HeldItem {
  readonly key: string
  readonly runs: RowRuns
}

export class PlanCover {
  readonly survey: Survey
  /** Items that reach each household. */
  readonly counts: Uint16Array
  readonly #items = new Map<string, HeldItem>()
  #revision = 0

  constructor(survey: Survey) {
    this.survey = survey
    this.counts = new Uint16Array(survey.count)
  }

  /** Another number whenever any count is another. */
  get revision(): number {
    return this.#revision
  }

  /** Rows that an item reaches; none for an unknown one. */
  runsOf(itemId: string): RowRuns {
    return this.#items.get(itemId)?.runs ?? new Uint32Array()
  }

  /**
   * Makes the counts those of these items and of no others. Only items whose key is new are looked at: `paint` sets the rows
   * that one reaches.
   */
  async update<Item extends CoveringItem>(
    items: readonly Item[],
    paint: (item: Item, bits: Bits) => Promise<void>,
  ): Promise<void> {
    const wanted = new Set(items.map(({ id }) => id))
    for (const id of [...this.#items.keys()]) if (!wanted.has(id)) this.#put(id, null)
    const bits = createBits(this.survey.count)
    for (const item of items) {
      if (this.#items.get(item.id)?.key === item.key) continue
      bits.fill(0)
      await paint(item, bits)
      this.#put(item.id, { key: item.key, runs: runsOfBits(bits) })
    }
  }

  /** Rows that some item but this one reaches. */
  reachedByOthers(itemId: string | null): Bits {
    const own = createBits(this.survey.count)
    if (itemId !== null) paintRuns(own, this.runsOf(itemId))
    const { counts } = this
    const bits = createBits(counts.length)
    for (let row = 0; row < counts.length; row++) {
      const mine = (own[row >>> 5]! >>> (row & 31)) & 1
      bits[row >>> 5]! |= Number(counts[row]! > mine) << (row & 31)
    }
    return bits
  }

  #put(id: string, item: HeldItem | null): void {
    const before = this.#items.get(id)
    if (item) this.#items.set(id, item)
    else this.#items.delete(id)
    const [was, is] = [before?.runs ?? new Uint32Array(), item?.runs ?? new Uint32Array()]
    if (sameRuns(was, is)) return
    addRuns(this.counts, was, -1)
    addRuns(this.counts, is, 1)
    this.#revision++
  }
}
