/**
 * Undo and redo are new changes that write back what a step overwrote, cell by cell, and only where the cell still holds what
 * the step wrote: what somebody changed since is left alone and said. The order of steps is read from the stored changes, so it
 * is the same after a restart.
 */
import { Refusal } from '../contract/errors.ts'
import { type Address, EXISTS, fingerprint } from './cells.ts'
import type { StepRow } from './change-log.ts'
import type { Draft, Effect } from './draft.ts'

export interface Stacks {
  /** Hashes of steps that can be undone, newest first. */
  readonly undo: readonly string[]
  /** Hashes of undo steps that can be taken back, newest first. */
  readonly redo: readonly string[]
  /** Steps whose work is not in the document now. */
  readonly undone: ReadonlySet<string>
}

/** Reads both stacks from the steps, newest first: a step that a later one took back is passed over. */
export function stacksOf(steps: readonly StepRow[]): Stacks {
  const undo: string[] = []
  const redo: string[] = []
  const takenBack = new Set<string>()
  let madeSomethingNew = false
  for (const { hash, step, of, undoable } of steps) {
    if (takenBack.has(hash)) continue
    if (step === 'merge' || (step === 'do' && !undoable)) continue
    if (of) takenBack.add(of)
    if (step === 'undo' && !madeSomethingNew) redo.push(hash)
    if (step === 'do') {
      undo.push(hash)
      madeSomethingNew = true
    }
  }
  return { undo, redo, undone: takenBack }
}

/**
 * Writes a step's inverse into the draft. Answers the fields that were left because somebody changed them since; throws
 * `command.changed-since` when nothing of the step is left to take back.
 */
export function takeBack(draft: Draft, effect: Effect): string[] {
  const { kept, restored } = inverse(draft, effect)
  if (restored === 0) throw new Refusal('command.changed-since', { what: namesOf(draft, kept) })
  return kept.map(fieldName)
}

/** Writes back what it can of a step; `kept` was changed by somebody since, `restored` counts the rest. */
export function inverse(
  draft: Draft,
  effect: Effect,
): { readonly kept: readonly Address[]; readonly restored: number } {
  const kept: Address[] = []
  const madeThen = new Map(effect.made)
  const changedSince = effect.made.filter(([record, print]) => fingerprint(draft.cells(record)) !== print)
  const added = madeThen.has(null) ? draft.records().filter((record) => isNew(draft, record, madeThen)) : []
  for (const [record] of changedSince) kept.push({ record, field: EXISTS })
  const blocked = new Set(changedSince.map(([record]) => record))
  // A plan goes only when all that it holds goes with it.
  if (blocked.size > 0 || added.length > 0) blocked.add(null)
  let restored = 0
  for (const [record, field, before, after] of effect.cells) {
    if (field === EXISTS && madeThen.has(record) && blocked.has(record)) continue
    if (draft.read(record, field) === after) {
      draft.write(record, field, before)
      restored++
    } else if (draft.read(record, field) !== before) kept.push({ record, field })
  }
  return { kept, restored }
}

/** The things whose fields were kept, by their titles where they have one. */
function namesOf(draft: Draft, kept: readonly Address[]): string {
  const titles = kept.map(({ record, field }) => {
    const title = draft.read(record, 'title')
    return typeof title === 'string' ? `“${title}”` : fieldName({ record, field })
  })
  return [...new Set(titles)].join(', ')
}

function isNew(draft: Draft, record: string, madeThen: ReadonlyMap<string | null, string>): boolean {
  return !madeThen.has(record) && draft.read(record, EXISTS) === true
}

function fieldName({ record, field }: Address): string {
  return record === null ? field : `${record}/${field}`
}
