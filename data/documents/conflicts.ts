/**
 * Where two lines of work on one document disagree: per cell, since the heads they have in common. Automerge keeps every word
 * but calls equal writes a conflict and an emptied record against an edit none; so conflicts are computed here.
 */
import * as Automerge from '@automerge/automerge'
import { type Cell, DROPPED, EXISTS } from './cells.ts'
import type { WorkDocument } from './work-document.ts'

export interface CellConflict {
  readonly record: string | null
  readonly field: string
  /** What both started from, and what each made of it. A drop against an edit is told at the drop's cell. */
  readonly base: Cell
  readonly ours: Cell
  readonly theirs: Cell
}

/** Conflicts of two states of one document, in order of record and field. Both must be in the document. */
export function conflictsBetween(
  document: WorkDocument,
  ours: readonly string[],
  theirs: readonly string[],
): CellConflict[] {
  const raw = document.raw()
  const common = commonHeads(raw, ours, theirs)
  const states = { base: viewer(raw, common), ours: viewer(raw, ours), theirs: viewer(raw, theirs) }
  const [changedHere, changedThere] = [changedCells(raw, common, ours), changedCells(raw, common, theirs)]
  const conflicts: CellConflict[] = []
  for (const [record, fields] of changedHere) {
    const fieldsThere = changedThere.get(record)
    if (!fieldsThere) continue
    for (const field of fields) {
      const conflict = read(states, record, field)
      if (!fieldsThere.has(field) || conflict.ours === conflict.theirs) continue
      if (conflict.ours !== conflict.base && conflict.theirs !== conflict.base) conflicts.push(conflict)
    }
    for (const field of [DROPPED, EXISTS]) {
      const conflict = read(states, record, field)
      const isOneSided = fields.has(field) !== fieldsThere.has(field)
      if (isOneSided && conflict.ours !== conflict.theirs) conflicts.push(conflict)
    }
  }
  const told = new Set(conflicts.map(({ record, field }) => `${record}/${field}`))
  const merged = viewer(raw, [...new Set([...ours, ...theirs])])
  for (const { record, field } of cellsOf([changedHere, changedThere])) {
    const conflict = read(states, record, field)
    if (!told.has(`${record}/${field}`) && isLost(conflict, merged(record, field))) conflicts.push(conflict)
  }
  return conflicts.sort((a, b) => compare(a.record ?? '', b.record ?? '') || compare(a.field, b.field))
}

/**
 * Whether what only one side changed is gone from the merged state. Who changes a word and takes it back has written it once more,
 * and that may win over what the other wrote meanwhile.
 */
function isLost({ base, ours, theirs }: CellConflict, merged: Cell): boolean {
  if (ours === base) return theirs !== base && merged !== theirs
  return theirs === base && merged !== ours
}

/** Each cell that is in one of these, once. */
function cellsOf(all: readonly ReadonlyMap<string | null, ReadonlySet<string>>[]) {
  const cells = new Map<string, { readonly record: string | null; readonly field: string }>()
  for (const changed of all)
    for (const [record, fields] of changed)
      for (const field of fields) cells.set(`${record}/${field}`, { record, field })
  return cells.values()
}

/** The newest changes that both states build on. */
export function commonHeads(
  document: Automerge.Doc<unknown>,
  ours: readonly string[],
  theirs: readonly string[],
): string[] {
  const parents = new Map(Automerge.getChangesMetaSince(document, []).map(({ hash, deps }) => [hash, deps]))
  const there = ancestors(parents, theirs)
  const shared = new Set([...ancestors(parents, ours)].filter((hash) => there.has(hash)))
  const builtOn = new Set([...shared].flatMap((hash) => parents.get(hash) ?? []))
  return [...shared].filter((hash) => !builtOn.has(hash)).sort()
}

function ancestors(parents: ReadonlyMap<string, readonly string[]>, heads: readonly string[]): Set<string> {
  const found = new Set<string>()
  const open = [...heads]
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    if (found.has(hash)) continue
    found.add(hash)
    open.push(...(parents.get(hash) ?? []))
  }
  return found
}

/** Fields touched between two states, by record (null: the document's own). */
function changedCells(
  document: Automerge.Doc<unknown>,
  from: readonly string[],
  to: readonly string[],
): Map<string | null, Set<string>> {
  const changed = new Map<string | null, Set<string>>()
  for (const { path } of Automerge.diff(document, [...from], [...to])) {
    const record = path[0] === 'records' ? String(path[1]) : null
    const field = path[0] === 'records' ? path[2] : path[1]
    if (field === undefined) continue
    const fields = changed.get(record) ?? new Set()
    changed.set(record, fields.add(String(field)))
  }
  return changed
}

type Viewer = (record: string | null, field: string) => Cell

function viewer(document: Automerge.Doc<unknown>, heads: readonly string[]): Viewer {
  const view = Automerge.view(document, [...heads]) as {
    readonly values?: Readonly<Record<string, unknown>>
    readonly records?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  return (record, field) => {
    const cell = record === null ? view.values?.[field] : view.records?.[record]?.[field]
    if (cell === undefined || cell === null) return null
    return Automerge.isImmutableString(cell) ? cell.val : (cell as Cell)
  }
}

function read(
  states: Readonly<Record<'base' | 'ours' | 'theirs', Viewer>>,
  record: string | null,
  field: string,
): CellConflict {
  const { base, ours, theirs } = states
  return {
    ...{ record, field, base: base(record, field) },
    ...{ ours: ours(record, field), theirs: theirs(record, field) },
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
