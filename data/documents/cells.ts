/**
 * A document is a set of cells, each one value under one name. Natural keys (a layer's style, the plan's own title) are cells
 * of the document itself; things with an id of their own (an item) are records that hold cells. Nothing is nested deeper and
 * nothing is ever removed: a cell that is emptied holds null. So two people's work meets cell by cell, and undo, conflicts and
 * drift need to know about cells only.
 */
import { createHash } from 'node:crypto'

export type Cell = string | number | boolean | null

/** Where a cell stands; `record` null is the document itself. */
export interface Address {
  readonly record: string | null
  readonly field: string
}

export interface CellWrite extends Address {
  readonly before: Cell
  readonly after: Cell
}

/** What a document answers to whoever reads it. */
export interface CellReader {
  read(record: string | null, field: string): Cell
  /** All cells of a record (or of the document), also the emptied ones. */
  cells(record: string | null): Readonly<Record<string, Cell>>
  records(): readonly string[]
  /** The changes that this state ends in, where it is a state of a document. */
  heads?(): readonly string[]
}

/** Says that a plan or an item is there; undoing its making empties it and leaves every other word in place. */
export const EXISTS = 'exists'
/** Holds {by, when, why} of what was dropped. */
export const DROPPED = 'dropped'

/** Holds what several laptops wrote into the cell of this name, where somebody put it off or took a settlement back. */
export function questionField(field: string): string {
  return `${QUESTION}${field}`
}

export function isQuestionField(field: string): boolean {
  return field.startsWith(QUESTION)
}

const QUESTION = 'question:'

/** JSON with sorted keys, so that equal values are equal cells on every laptop. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  })
}

/** The JSON value of a cell, or null where it is empty. Throws on a cell that holds no JSON: that is a bug of the writer. */
export function jsonCell<T>(cell: Cell): T | null {
  return typeof cell === 'string' ? (JSON.parse(cell) as T) : null
}

export function textCell(cell: Cell): string | null {
  return typeof cell === 'string' ? cell : null
}

export function numberCell(cell: Cell): number | null {
  return typeof cell === 'number' ? cell : null
}

/** A short hash of everything a record says; tells whether anybody changed it since. */
export function fingerprint(cells: Readonly<Record<string, Cell>>): string {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== null)
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(filled)))
    .digest('hex')
    .slice(0, 24)
}

/** Splits `budget:2023:อบต.` after its prefix; null where the field has another prefix. The last part may hold colons. */
export function fieldParts(field: string, prefix: string, count: number): string[] | null {
  if (!field.startsWith(`${prefix}:`)) return null
  const parts = field.slice(prefix.length + 1).split(':')
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join(':')]
}
