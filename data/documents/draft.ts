/** A command at work: what it reads is the document with its own writes on top, and nothing is changed until it has finished. */
import type { Cell, CellReader, CellWrite } from './cells.ts'
import { EXISTS, fingerprint } from './cells.ts'

/** What a step did, kept with its change so that it can be taken back by field after any restart. */
export interface Effect {
  readonly cells: ReadonlyArray<readonly [record: string | null, field: string, before: Cell, after: Cell]>
  /** Things it made, with what they said then: taken back only while nobody added to them. */
  readonly made: ReadonlyArray<readonly [record: string | null, fingerprint: string]>
  /** Of a change that came from elsewhere, which is not taken back: the records it wrote to, for the history of each. */
  readonly touched?: readonly string[]
}

export class Draft implements CellReader {
  readonly #document: CellReader
  readonly #writes = new Map<string | null, Map<string, CellWrite>>()
  readonly #made = new Set<string | null>()

  constructor(document: CellReader) {
    this.#document = document
  }

  read(record: string | null, field: string): Cell {
    const write = this.#writes.get(record)?.get(field)
    return write ? write.after : this.#document.read(record, field)
  }

  cells(record: string | null): Record<string, Cell> {
    const cells = { ...this.#document.cells(record) }
    for (const write of this.#writes.get(record)?.values() ?? []) cells[write.field] = write.after
    return cells
  }

  records(): string[] {
    return [...new Set([...this.#document.records(), ...this.touched().filter((record) => record !== null)])]
  }

  /** Assigns a cell whole. Writing what is already there is no change. */
  write(record: string | null, field: string, after: Cell): void {
    const writes = this.#writes.get(record) ?? new Map<string, CellWrite>()
    const before = writes.get(field)?.before ?? this.#document.read(record, field)
    if (before === after) writes.delete(field)
    else writes.set(field, { record, field, before, after })
    if (writes.size > 0) this.#writes.set(record, writes)
    else this.#writes.delete(record)
  }

  /** Assigns a cell anew although it may hold the same: what others wrote beside it is settled by that. */
  settle(record: string | null, field: string, { before, after }: { before: Cell; after: Cell }): void {
    const writes = this.#writes.get(record) ?? new Map<string, CellWrite>()
    writes.set(field, { record, field, before, after })
    this.#writes.set(record, writes)
  }

  /** Makes a record, or the document itself, with its first cells; what one of that name said before its undoing is gone. */
  make(record: string | null, cells: Readonly<Record<string, Cell>>): void {
    this.#made.add(record)
    for (const field of Object.keys(this.cells(record))) if (!(field in cells)) this.write(record, field, null)
    this.write(record, EXISTS, true)
    for (const [field, cell] of Object.entries(cells)) this.write(record, field, cell)
  }

  touched(): Array<string | null> {
    return [...this.#writes.keys()]
  }

  writes(): CellWrite[] {
    return [...this.#writes.values()].flatMap((writes) => [...writes.values()])
  }

  effect(): Effect {
    const cells = this.writes()
      .filter((write) => !this.#made.has(write.record) || write.field === EXISTS)
      .map(({ record, field, before, after }) => [record, field, before, after] as const)
    const made = [...this.#made].map((record) => [record, fingerprint(this.cells(record))] as const)
    return { cells, made }
  }
}
