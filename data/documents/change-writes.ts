/** What a stored change wrote, cell by cell, and what it builds on. */
import * as Automerge from '@automerge/automerge'
import type { Cell } from './cells.ts'
import { initialHash } from './initial-change.ts'

/** The two maps that the initial change makes, by Automerge's names for them. */
const VALUES = '1@00000000000000000000000000000000'
const RECORDS = '2@00000000000000000000000000000000'

export interface CellWritten {
  readonly record: string | null
  readonly field: string
  readonly value: Cell
}

export interface WrittenChange {
  readonly hash: string
  readonly deps: readonly string[]
  /** Whose change it is, and which of theirs: a session of one laptop counts its own from 1. */
  readonly actor: string
  readonly seq: number
  readonly writes: readonly CellWritten[]
}

/**
 * The changes of a document in an order in which each comes after those it builds on, the initial one left out. A record that two
 * laptops made under one name counts as one, although Automerge shows only one of the two.
 */
export function writtenChanges(changes: readonly Uint8Array[]): WrittenChange[] {
  const recordOf = new Map<string, string>()
  return changes.flatMap((bytes) => {
    const { hash, deps, ops, actor, seq, startOp } = Automerge.decodeChange(bytes)
    if (hash === initialHash) return []
    // A cell written twice in one change says what it was given last.
    const writes = new Map<string, CellWritten>()
    for (const [index, op] of ops.entries()) {
      if (op.obj === RECORDS) recordOf.set(`${startOp + index}@${actor}`, String(op.key))
      else if (op.action === 'set' && op.key !== undefined) {
        const record = op.obj === VALUES ? null : recordOf.get(op.obj)
        const field = String(op.key)
        if (record !== undefined)
          writes.set(`${record}\u0000${field}`, { record, field, value: (op.value ?? null) as Cell })
      }
    }
    return [{ hash, deps: deps.filter((dep) => dep !== initialHash), actor, seq, writes: [...writes.values()] }]
  })
}
