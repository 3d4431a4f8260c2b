/** A binary heap: the smallest priority comes out first, ties in order of arrival so that every run agrees. */
export class PriorityQueue<T> {
  readonly #heap: Array<{ readonly item: T; readonly priority: number; readonly arrival: number }> = []
  #arrivals = 0

  get size(): number {
    return this.#heap.length
  }

  push(item: T, priority: number): void {
    const heap = this.#heap
    heap.push({ item, priority, arrival: this.#arrivals++ })
    let at = heap.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#before(at, parent)) break
      this.#swap(at, parent)
      at = parent
    }
  }

  /** The item with the smallest priority, or undefined where none is left. */
  pop(): { readonly item: T; readonly priority: number } | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    let at = 0
    for (;;) {
      const left = at * 2 + 1
      const right = left + 1
      let least = at
      if (left < heap.length && this.#before(left, least)) least = left
      if (right < heap.length && this.#before(right, least)) least = right
      if (least === at) return first
      this.#swap(at, least)
      at = least
    }
  }

  #before(a: number, b: number): boolean {
    const one = this.#heap[a]
    const other = this.#heap[b]
    if (!one || !other) return false
    return one.priority === other.priority ? one.arrival < other.arrival : one.priority < other.priority
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a]
    const other = this.#heap[b]
    if (!held || !other) return
    this.#heap[a] = other
    this.#heap[b] = held
  }
}
