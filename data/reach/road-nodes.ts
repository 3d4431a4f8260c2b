/** Places of a road layer as nodes: positions closer than the tolerance are one. Metres in a plane. */

/** Ends of roads that were drawn by hand seldom meet exactly; parallel lanes are further apart. */
export const JOIN_TOLERANCE_M = 5

const CELLS_PER_ROW = 1 << 24

export class RoadNodes {
  readonly xs: number[] = []
  readonly ys: number[] = []
  readonly #next: number[] = []
  readonly #first = new Map<number, number>()

  get count(): number {
    return this.xs.length
  }

  /** The node at a place, made where there is none within the tolerance. */
  at(x: number, y: number): number {
    const column = Math.floor(x / JOIN_TOLERANCE_M)
    const row = Math.floor(y / JOIN_TOLERANCE_M)
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const known = this.#inCell(keyOf(column + dx, row + dy), x, y)
        if (known >= 0) return known
      }
    }
    const made = this.xs.length
    this.xs.push(x)
    this.ys.push(y)
    const key = keyOf(column, row)
    this.#next.push(this.#first.get(key) ?? -1)
    this.#first.set(key, made)
    return made
  }

  #inCell(key: number, x: number, y: number): number {
    for (let node = this.#first.get(key) ?? -1; node >= 0; node = this.#next[node]!) {
      if (Math.hypot(this.xs[node]! - x, this.ys[node]! - y) <= JOIN_TOLERANCE_M) return node
    }
    return -1
  }
}

function keyOf(column: number, row: number): number {
  return row * CELLS_PER_ROW + column
}
