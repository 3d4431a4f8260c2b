/** Packs by their paths: each fit to be taken in, or with the reason why it is refused. One that is refused keeps none of the others out. */
import type { Problem } from '../contract/errors.ts'
import { Refusal } from '../contract/errors.ts'
import type { IncomingDocument } from '../documents/store.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { canonicalChanges } from '../packs/canonical-changes.ts'
import { packLimits } from '../packs/limits.ts'
import { type ReadPack, readPack } from '../packs/read-pack.ts'
import { refuseClashes } from './refuse-clashes.ts'

export type PackRead =
  | { readonly name: string; readonly pack: ReadPack; readonly problem: null }
  | { readonly name: string; readonly pack: null; readonly problem: Problem }

/** Reads every pack and looks whether the workspace has room for its items. Throws `cancelled`. */
export function readPacks(
  sources: readonly SourceFile[],
  context: Pick<JobContext, 'db' | 'cancelled' | 'progress'>,
): PackRead[] {
  const packs = sources.map(({ path, name }, index): PackRead => {
    stopIfCancelled(context)
    context.progress({ step: 'job.reading-packs', done: index, total: sources.length })
    try {
      return { name, pack: readPack(path, name), problem: null }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { name, pack: null, problem: error.toProblem() }
    }
  })
  return refuseClashes(context.db, packs)
}

/** The documents of all packs, the changes of one document together, each change once. */
export function documentsOf(packs: readonly PackRead[]): IncomingDocument[] {
  const documents = new Map<string, { kind: IncomingDocument['kind']; changes: Uint8Array[] }>()
  for (const { pack } of packs) {
    for (const { id, kind, changes } of pack?.documents ?? []) {
      const known = documents.get(id)
      if (known) known.changes.push(...changes)
      else documents.set(id, { kind, changes: [...changes] })
    }
  }
  return [...documents]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([documentId, { kind, changes }]) => ({
      documentId,
      kind,
      changes: canonicalChanges(changes, packLimits.changeBytes).map(({ chunk }) => chunk),
    }))
}
