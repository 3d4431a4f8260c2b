/** One Automerge document in memory, spoken to in cells. Strings are kept as single values, so no two texts are ever mixed letter by letter. */
import * as Automerge from '@automerge/automerge'
import { z } from 'zod'
import type { Label } from '../contract/commands.ts'
import type { Cell, CellReader, CellWrite } from './cells.ts'
import { CHECKSUM_DIGITS, checksumOf, deflateChange } from './change-bytes.ts'
import { type WrittenChange, writtenChanges } from './change-writes.ts'
import { initialChange, initialHash } from './initial-change.ts'

const noteSchema = z.object({
  by: z.string().max(200),
  label: z.object({
    message: z.string().max(100),
    values: z.record(z.string(), z.union([z.string().max(25_000), z.number()])),
  }),
})

type Scalar = Automerge.ImmutableString | number | boolean | null
interface Root {
  values: Record<string, Scalar>
  records: Record<string, Record<string, Scalar>>
}

/** What a change says about itself, for the history of whoever receives it. */
export interface ChangeNote {
  readonly by: string
  readonly label: Label
}

export interface StoredChange {
  readonly hash: string
  readonly data: Uint8Array
}

export interface ReceivedChange extends StoredChange {
  /** Null where the change says nothing about itself. */
  readonly note: ChangeNote | null
  readonly at: Date
}

export class WorkDocument implements CellReader {
  #doc: Automerge.Doc<Root>
  /** Its heads, once its memory was given back. */
  #released: readonly string[] | null = null

  /**
   * The document that these changes make, in any order. `actor` (32 hex digits) must be new for each session: a copied file
   * that goes on with an old one would write two different changes under one name. Throws where a change lacks one it builds on.
   */
  constructor(actor: string, changes: readonly Uint8Array[]) {
    // Loaded as one run of chunks, the document is made once at the end: half the time of applying change by change.
    const bytes = Buffer.concat([initialChange, ...changes])
    this.#doc = Automerge.load<Root>(bytes, { actor, allowMissingChanges: true })
    this.#requireWhole(changes)
  }

  read(record: string | null, field: string): Cell {
    return readCell(this.#doc, record, field)
  }

  cells(record: string | null): Record<string, Cell> {
    return readCells(this.#doc, record)
  }

  records(): string[] {
    return Object.keys(this.#doc.records)
  }

  heads(): readonly string[] {
    return this.#released ?? Automerge.getHeads(this.#doc)
  }

  /**
   * Gives back Automerge's memory at once: it lies outside what V8 counts, so that the collector would come too late. Who still reads
   * from the document reads on; nothing else can be asked of it.
   */
  release(): void {
    if (this.#released) return
    this.#released = Automerge.getHeads(this.#doc)
    Automerge.free(this.#doc)
  }

  /** The document as it was when it ended in these changes. Throws RangeError where one of them is not in it. */
  at(heads: readonly string[]): CellReader {
    if (!Automerge.hasHeads(this.#doc, [...heads])) throw new RangeError('no such state')
    return readerOf(Automerge.view(this.#doc, [...heads]), heads)
  }

  /** The changes that this one was made on; null where it is not in the document. */
  depsOf(hash: string): readonly string[] | null {
    const meta = Automerge.getChangesMetaSince(this.#doc, []).find((each) => each.hash === hash)
    return meta ? meta.deps : null
  }

  /** What each change wrote, in an order in which each comes after those it builds on. */
  written(): WrittenChange[] {
    return writtenChanges(Automerge.getAllChanges(this.#doc))
  }

  /** Writes cells as one change and answers it, to be stored. */
  write(writes: readonly CellWrite[], { at, note }: { at: Date; note: ChangeNote }): StoredChange {
    const options = { time: Math.floor(at.getTime() / 1000), message: JSON.stringify(note) }
    this.#doc = Automerge.change(this.#doc, options, (root) => writeCells(root, writes))
    const change = Automerge.getLastLocalChange(this.#doc)
    const hash = this.heads()[0]
    if (!change || !hash) throw new Error('a command without effect reached the document')
    return { hash, data: deflateChange(change) }
  }

  /** Takes in changes made elsewhere; known ones are passed over. Throws where one lacks what it builds on. */
  take(changes: readonly Uint8Array[]): void {
    ;[this.#doc] = Automerge.applyChanges(this.#doc, [...changes])
    this.#requireWhole(changes)
  }

  has(hash: string): boolean {
    return Automerge.hasHeads(this.#doc, [hash])
  }

  /** All changes but the initial one, in an order that can be applied; those after a state of this document where one is named. */
  changes(since: readonly string[] = []): ReceivedChange[] {
    const metas = Automerge.getChangesMetaSince(this.#doc, [...since])
    const changes = Automerge.getChangesSince(this.#doc, [...since])
    return metas.flatMap(({ hash, message, time }, index) =>
      hash === initialHash
        ? []
        : [{ hash, data: deflateChange(changes[index]!), note: readNote(message), at: new Date(time * 1000) }],
    )
  }

  /** Loading passes over damaged and unfounded changes in silence, so each is looked for afterwards by its checksum. */
  #requireWhole(changes: readonly Uint8Array[]): void {
    const missing = Automerge.getMissingDeps(this.#doc, [])
    if (missing.length > 0) throw new RangeError(`changes are missing: ${missing.join(' ')}`)
    const there = new Set(
      Automerge.getChangesMetaSince(this.#doc, []).map(({ hash }) => hash.slice(0, CHECKSUM_DIGITS)),
    )
    if (changes.some((change) => !there.has(checksumOf(change)))) throw new RangeError('a change is damaged')
  }
}

function readerOf(root: Root, heads: readonly string[]): CellReader {
  return {
    read: (record, field) => readCell(root, record, field),
    cells: (record) => readCells(root, record),
    records: () => Object.keys(root.records ?? {}),
    heads: () => heads,
  }
}

function readCell(root: Root, record: string | null, field: string): Cell {
  const cells = record === null ? root.values : root.records[record]
  return plain(cells?.[field])
}

function readCells(root: Root, record: string | null): Record<string, Cell> {
  const cells = record === null ? root.values : root.records[record]
  return Object.fromEntries(Object.entries(cells ?? {}).map(([field, cell]) => [field, plain(cell)]))
}

function plain(cell: Scalar | undefined): Cell {
  if (cell === undefined || cell === null) return null
  return typeof cell === 'object' ? cell.val : cell
}

function scalar(cell: Cell): Scalar {
  return typeof cell === 'string' ? new Automerge.ImmutableString(cell) : cell
}

/** Automerge passes over a value that is there already; who settles a question by it writes it all the same. */
function otherThan(cell: Cell): Scalar {
  return cell === null
}

/** A record is made whole in one step where it is new: that is many times faster than cell by cell. */
function writeCells(root: Root, writes: readonly CellWrite[]): void {
  const made = new Map<string, Record<string, Scalar>>()
  for (const { record, field, before, after } of writes) {
    if (record === null) {
      if (before === after) root.values[field] = otherThan(after)
      root.values[field] = scalar(after)
      continue
    }
    let cells = made.get(record) ?? root.records[record]
    if (!cells) {
      cells = {}
      made.set(record, cells)
    }
    if (before === after) cells[field] = otherThan(after)
    cells[field] = scalar(after)
  }
  for (const [record, cells] of made) root.records[record] = cells
}

/** The note of a change that may come from anywhere: what is not a label of ours is no label. */
function readNote(message: string | null): ChangeNote | null {
  try {
    const parsed = noteSchema.safeParse(JSON.parse(message ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
