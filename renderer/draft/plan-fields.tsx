import { useState } from 'react'
import type { PlanField, PlanInfo } from '../../data/contract/plans.ts'
import { useCommand } from '../queries.ts'
import { TextField } from '../ui/text-field.tsx'

/** Stores one field of a plan, where it says something else than before. */
export function useEditPlan(plan: PlanInfo): (field: PlanField, value: string | number | null) => void {
  const command = useCommand()
  return (field, value) => {
    if (plan.fields[field] === value) return
    command.mutate({ type: 'editPlan', plan: plan.id, field, value })
  }
}

export interface StoredTextProps {
  readonly label: string
  readonly labelHidden?: boolean
  readonly placeholder?: string
  readonly stored: string
  readonly lines?: number
  /** Without it words are stored that are none, too. */
  readonly isNeeded?: boolean
  readonly onStore: (text: string) => void
}

/** Words that are stored when the field is left. */
export function StoredText({ stored, lines = 1, isNeeded = false, onStore, ...props }: StoredTextProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextField
      {...props}
      value={typed ?? stored}
      onChange={setTyped}
      onCommit={() => {
        setTyped(null)
        const plain = typed?.trim() ?? null
        if (plain !== null && plain !== stored.trim() && (plain !== '' || !isNeeded)) onStore(plain)
      }}
      {...(lines > 1 ? { multiline: true, rows: lines } : {})}
    />
  )
}
