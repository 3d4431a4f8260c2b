/** What a command works with and what it answers, before anything is stored. */
import type { ResourceName } from '../contract/api.ts'
import type { Label } from '../contract/commands.ts'

export interface CommandContext {
  readonly documentId: string
  /** Who gives the command, as the history will say. */
  readonly by: string
  readonly at: Date
  readonly newId: () => string
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
