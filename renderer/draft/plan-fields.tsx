import type { PlanField, PlanInfo } from '../../data/contract/plans.ts'
import { useSend } from '../queries.ts'
import { TextField } from '../ui/text-field.tsx'
import { useStoredWords } from './use-stored-words.ts'

type Stored = Promise<unknown> | undefined

/** Stores one field of a plan, where it says something else than before. A refusal is told by itself. */
export function useEditPlan(plan: PlanInfo): (field: PlanField, value: string | number | null) => Stored {
  const send = useSend()
  return (field, value) =>
    plan.fields[field] === value ? undefined : send({ type: 'editPlan', plan: plan.id, field, value })
}

export interface StoredTextProps {
  readonly label: string
  readonly labelHidden?: boolean
  readonly placeholder?: string
  readonly stored: string
  readonly lines?: number
  /** Without it words are stored that are none, too. */
  readonly isNeeded?: boolean
  /** Answers when it is stored or refused; nothing where there was nothing to store. */
  readonly onStore: (text: string) => Stored
}

/** Words that are stored when the field is left. */
export function StoredText({ stored, lines = 1, isNeeded = false, onStore, ...props }: StoredTextProps) {
  const words = useStoredWords(stored, (text) =>
    text !== stored.trim() && (text !== '' || !isNeeded) ? onStore(text) : undefined,
  )
  return <TextField {...props} {...words} {...(lines > 1 ? { multiline: true, rows: lines } : {})} />
}
