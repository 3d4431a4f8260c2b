/**
 * Where people wrote different things and nobody has settled it. It follows from the changes alone, so every laptop that holds the
 * same changes finds the same questions, in whatever order it got them. Automerge keeps every word, but calls equal writes a
 * conflict and a drop beside an edit none, and shows one of two records that were made apart; so it is worked out here:
 * of the writes to a cell, those count that no later write to it has seen. What equals the value they all started from is no
 * opinion. A drop that did not know of an edit, nor the edit of the drop, is a question about the drop.
 */
import type { Cell } from './cells.ts'
import { DROPPED, EXISTS, isQuestionField } from './cells.ts'
import type { WrittenChange } from './change-writes.ts'

export interface FoundOption {
  readonly value: Cell
  readonly hash: string
  /** Beside a drop: the fields that were edited meanwhile. */
  readonly edited?: readonly string[]
}

export interface FoundQuestion {
  readonly record: string | null
  readonly field: string
  readonly base: Cell
  readonly options: readonly FoundOption[]
}

interface Write {
  readonly value: Cell
  /** What of the value is somebody's word. */
  readonly opinion: Cell
  /** Place of its change in the order. */
  readonly at: number
}

/** Cells that nobody wrote as words: what was seen of a source when it was taken, and what was agreed on. */
function isQuiet(field: string): boolean {
  return isQuestionField(field) || field.startsWith('source:') || field === 'freeze'
}

/** What of a cell is somebody's word: two who drop a thing for one reason agree, whenever they did it. */
export function opinionOf(field: string, value: Cell): Cell {
  if (typeof value !== 'string' || (field !== DROPPED && !field.startsWith('answer:'))) return value
  const { why = '', verdict = '' } = JSON.parse(value) as { why?: string; verdict?: string }
  return JSON.stringify([verdict, why])
}

/** Stands for "no word" among the options, where nobody's change is to be named. */
export const NO_CHANGE = '0'.repeat(64)

/**
 * All open questions, in order of record and field. `changes` come in an order in which each follows what it builds on; `read` tells
 * what the document shows.
 */
export function findQuestions(
  changes: readonly WrittenChange[],
  read: (record: string | null, field: string) => Cell,
): FoundQuestion[] {
  const apart = changesApart(changes)
  if (apart.size === 0) return []
  const knows = ancestry(changes)
  const cells = cellsOf(changes)
  const found: FoundQuestion[] = []
  for (const [key, writes] of cells) {
    if (!writes.some(({ at }) => apart.has(at))) continue
    const [record, field] = addressOf(key)
    if (isQuiet(field)) continue
    const question = askAbout(writes, { knows, changes, field, shown: read(record, field) })
    if (question) found.push({ record, field, ...question })
  }
  found.push(...dropsBesideEdits(cells, { knows, changes, apart, told: new Set(found.map(keyOf)) }))
  return found.sort((a, b) => compare(a.record ?? '', b.record ?? '') || compare(a.field, b.field))
}

/** Places of the changes beside which another was made that neither knew of. */
function changesApart(changes: readonly WrittenChange[]): Set<number> {
  const apart = new Set<number>()
  const bypassed = bypassedFrom(changes)
  const heads = new Set<string>()
  for (const [at, { hash, deps }] of changes.entries()) {
    for (const dep of deps) heads.delete(dep)
    heads.add(hash)
    // Alone: it knew of all before it, and all after it know of it.
    if (heads.size > 1 || bypassed[at]) apart.add(at)
  }
  return apart
}

/** By place: whether a later change builds on something earlier without this one in between. */
function bypassedFrom(changes: readonly WrittenChange[]): boolean[] {
  const bypassed: boolean[] = []
  const wanted = new Set<string>()
  for (let at = changes.length - 1; at >= 0; at--) {
    const { hash, deps } = changes[at]!
    wanted.delete(hash)
    bypassed[at] = wanted.size > 0
    for (const dep of deps) wanted.add(dep)
    if (deps.length === 0) wanted.add('the beginning')
  }
  return bypassed
}

type Knows = (later: number, earlier: number) => boolean

/** Whether one change builds on another, directly or not: each knows of each session so many changes (a vector clock). */
function ancestry(changes: readonly WrittenChange[]): Knows {
  const sessions = new Map<string, number>()
  for (const { actor } of changes) if (!sessions.has(actor)) sessions.set(actor, sessions.size)
  const session = changes.map(({ actor }) => sessions.get(actor) as number)
  const places = new Map(changes.map(({ hash }, at) => [hash, at]))
  const clocks: Uint32Array[] = []
  for (const [at, { deps, seq }] of changes.entries()) {
    const clock = new Uint32Array(sessions.size)
    for (const dep of deps) {
      const known = clocks[places.get(dep) ?? -1]
      for (let each = 0; known && each < clock.length; each++) clock[each] = Math.max(clock[each]!, known[each]!)
    }
    clock[session[at]!] = seq
    clocks.push(clock)
  }
  return (later, earlier) => later !== earlier && clocks[later]![session[earlier]!]! >= changes[earlier]!.seq
}

function cellsOf(changes: readonly WrittenChange[]): Map<string, Write[]> {
  const cells = new Map<string, Write[]>()
  for (const [at, { writes }] of changes.entries()) {
    for (const { record, field, value } of writes) {
      const key = keyOf({ record, field })
      const list = cells.get(key)
      const write = { value, opinion: opinionOf(field, value), at }
      if (list) list.push(write)
      else cells.set(key, [write])
    }
  }
  return cells
}

interface Known {
  readonly knows: Knows
  readonly changes: readonly WrittenChange[]
}

/** Null where there is nothing to ask. */
function askAbout(
  writes: readonly Write[],
  { knows, changes, field, shown }: Known & { readonly field: string; readonly shown: Cell },
): Pick<FoundQuestion, 'base' | 'options'> | null {
  const last = latest(writes, knows)
  const [first] = last
  const said = opinionOf(field, shown)
  // Nobody else wrote it, and yet it is not shown: it stands in one of two records that were made apart.
  if (last.length === 1 && first) {
    if (first.opinion === said) return null
    return { base: null, options: [{ value: shown, hash: NO_CHANGE }, ...byOpinion(last, changes)] }
  }
  const shared = writes.filter(({ at }) => last.every((write) => knows(write.at, at)))
  const start = latest(shared, knows)
  const [base] = start.length === 1 ? start : [{ value: null, opinion: null }]
  // Who came back to what all started from has no opinion.
  const opinions = last.filter(({ opinion }) => opinion !== base?.opinion)
  const distinct = new Set(opinions.map(({ opinion }) => opinion))
  if (distinct.size === 0 || (distinct.size === 1 && distinct.has(said))) return null
  // One opinion, and something else is shown: who wrote a word and took it back wrote it once more, and that won.
  const others = distinct.size > 1 ? [] : last.filter(({ opinion }) => opinion === said)
  return { base: base?.value ?? null, options: byOpinion([...opinions, ...others], changes) }
}

/** The writes that no other of them has seen. */
function latest(writes: readonly Write[], knows: Knows): Write[] {
  return writes.filter((write) => !writes.some((other) => knows(other.at, write.at)))
}

/** One option an opinion, of the change that comes first by its hash. */
function byOpinion(writes: readonly Write[], changes: readonly WrittenChange[]): FoundOption[] {
  const options = new Map<Cell, FoundOption>()
  for (const { value, opinion, at } of writes) {
    const { hash } = changes[at]!
    const known = options.get(opinion)
    if (!known || hash < known.hash) options.set(opinion, { value, hash })
  }
  return [...options.values()].sort((a, b) => compare(a.hash, b.hash))
}

/** A drop, or the undoing of what was made, that did not know of an edit. */
function dropsBesideEdits(
  cells: ReadonlyMap<string, readonly Write[]>,
  { knows, changes, apart, told }: Known & { readonly apart: ReadonlySet<number>; readonly told: ReadonlySet<string> },
): FoundQuestion[] {
  const found: FoundQuestion[] = []
  const edits = editsByRecord(cells, apart)
  for (const [key, writes] of cells) {
    const [record, field] = addressOf(key)
    if ((field !== DROPPED && field !== EXISTS) || told.has(key)) continue
    const isGone = ({ value }: Write) => (field === DROPPED ? value !== null : value !== true)
    const drops = latest(writes, knows).filter((write) => apart.has(write.at) && isGone(write))
    // A plan that was dropped is asked about for any edit in it.
    const beside = (record === null ? [...edits.values()].flat() : (edits.get(record) ?? [])).filter((edit) =>
      drops.some(({ at }) => at !== edit.at && !knows(at, edit.at) && !knows(edit.at, at)),
    )
    if (beside.length === 0) continue
    const kept: Cell = field === DROPPED ? null : true
    const edited = [...new Set(beside.map((edit) => edit.field))].sort()
    const last = beside.map(({ at }) => changes[at]!.hash).sort()[0]!
    found.push({
      record,
      field,
      base: kept,
      options: [...byOpinion(drops, changes), { value: kept, hash: last, edited }],
    })
  }
  return found
}

interface Edit extends Write {
  readonly field: string
}

function editsByRecord(
  cells: ReadonlyMap<string, readonly Write[]>,
  apart: ReadonlySet<number>,
): Map<string | null, Edit[]> {
  const edits = new Map<string | null, Edit[]>()
  for (const [key, writes] of cells) {
    const [record, field] = addressOf(key)
    if (field === DROPPED || field === EXISTS || isQuiet(field)) continue
    const list = edits.get(record) ?? []
    for (const write of writes) if (apart.has(write.at)) list.push({ ...write, field })
    edits.set(record, list)
  }
  return edits
}

function keyOf({ record, field }: { readonly record: string | null; readonly field: string }): string {
  return `${record ?? ''}\u0000${field}`
}

function addressOf(key: string): [record: string | null, field: string] {
  const at = key.indexOf('\u0000')
  return [at === 0 ? null : key.slice(0, at), key.slice(at + 1)]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
