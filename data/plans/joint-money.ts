/** Money of projects that were put together from several: whose share is in a figure. */
import type { ItemSource } from '../contract/plans.ts'
import type { Cell, CellReader } from '../documents/cells.ts'
import { jsonCell } from '../documents/cells.ts'

const SOURCE = 'source:'

export function isMoney(field: string): boolean {
  return field.startsWith('budget:') || field.startsWith('ordinance:')
}

/** What of a figure this source brought, in baht. */
export function shareOf({ seen, share }: Pick<ItemSource, 'seen' | 'share'>, field: string): number {
  return Number(share?.[field] ?? seen[field] ?? 0)
}

/**
 * The money of all sources, where what was written apart into this cell of a record is what each adding of a source made of it; undefined
 * where it is anything else.
 */
export function moneyTogether(
  document: CellReader,
  {
    record,
    field,
    base,
    options,
  }: { record: string | null; field: string; base: Cell; options: ReadonlyArray<{ readonly value: Cell }> },
): number | undefined {
  if (record === null || !isMoney(field)) return undefined
  const sources = Object.entries(document.cells(record)).flatMap(([name, cell]) => {
    const source = name.startsWith(SOURCE) ? jsonCell<ItemSource>(cell) : null
    return source ? [source] : []
  })
  if (sources.length < 2) return undefined
  const sum = sources.reduce((total, source) => total + shareOf(source, field), 0)
  const start = Number(base ?? 0)
  const raised = options.reduce((total, { value }) => total + Number(value ?? 0) - start, start)
  return raised === sum && options.every(({ value }) => value !== sum) ? sum : undefined
}
