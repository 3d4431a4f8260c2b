/** What of an item is told to plans above it. */
import { type Cell, EXISTS, isQuestionField } from '../documents/cells.ts'
import { COPY_OF, RANK } from './plan-cells.ts'

/** What an item says to whoever takes it: all but its place in its own plan and what is only between it and others. */
export function tellingCells(cells: Readonly<Record<string, Cell>>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(cells).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== null && isTelling(entry[0]),
    ),
  )
}

export function isTelling(field: string): boolean {
  const isOwn = field === RANK || field === EXISTS || field === COPY_OF || field === 'status'
  return !isOwn && !field.startsWith('source:') && !isQuestionField(field)
}
