/** What a command works with and what it answers, before anything is stored. */
import type { ResourceName } from '../contract/api.ts'
import type { Label } from '../contract/commands.ts'
import type { PlanFreeze } from '../contract/plan-frame.ts'
import type { Question } from '../contract/questions.ts'
import type { CellReader } from './cells.ts'

/** What is around the documents and is frozen with a plan that is agreed: boundaries and the indicators named. */
export type FreezeWorld = (indicators: readonly string[]) => Pick<PlanFreeze, 'boundaries' | 'indicators'>

export interface CommandContext {
  readonly documentId: string
  /** Who gives the command, as the history will say. */
  readonly by: string
  readonly at: Date
  readonly newId: () => string
  /** The changes that the document ends in, before the command. */
  readonly heads: () => readonly string[]
  /** The document at an earlier state. Throws `request.not-found` for changes that are not in it. */
  readonly readAt: (heads: readonly string[]) => CellReader
  /** When a change of the document was made; null where it is not in it. */
  readonly timeOf: (hash: string) => string | null
  /** Another plan; null where there is none. */
  readonly readOther: (planId: string) => CellReader | null
  /** What is not settled in the document. */
  readonly questions: () => readonly Question[]
  readonly freezeWorld: FreezeWorld
}

export interface Planned {
  readonly label: Label
  readonly changed: readonly ResourceName[]
  readonly undoable: boolean
  readonly created: readonly string[]
}

/** A plan of a command that can be undone, as nearly all are. */
export function planned(
  message: string,
  values: Label['values'],
  { changed, created = [] }: { readonly changed: readonly ResourceName[]; readonly created?: readonly string[] },
): Planned {
  return { label: { message, values }, changed, undoable: true, created }
}
