import type { Label } from '../contract/commands.ts'
import { WORKBOOK_ID } from '../contract/workbook.ts'
import { itemIdOf } from '../plans/plan-cells.ts'
import { DROPPED, EXISTS } from './cells.ts'
import type { Draft } from './draft.ts'

/** Between the fields of a label; no field's name holds one. */
const BETWEEN = '\n'

/**
 * What several commands did, where all they wrote is fields of one item or of one plan: whose fields, and which. Null where they
 * wrote elsewhere too, made or dropped something, or changed nothing.
 */
export function labelOfOne(draft: Draft, documentId: string): Label | null {
  const writes = draft.writes()
  const [record, ...others] = new Set(writes.map((write) => write.record))
  if (record === undefined || others.length > 0 || documentId === WORKBOOK_ID) return null
  if (writes.some(({ field }) => field === EXISTS || field === DROPPED)) return null
  const title = String(draft.read(record, 'title') ?? '')
  const fields = writes.map(({ field }) => field).join(BETWEEN)
  if (record === null) return { message: 'command.edit-plan-fields', values: { plan: title, fields } }
  return itemIdOf(record) === null ? null : { message: 'command.edit-item-fields', values: { title, fields } }
}
