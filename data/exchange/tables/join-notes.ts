/** What the join doctor has to say beside its report. */
import type { AreaRegister } from '../../areas/register.ts'
import type { Note } from '../../contract/imports.ts'
import type { JoinResult } from '../join/join-rows.ts'

const LISTED_DIFFERENCES = 20

export function joinNotes(join: JoinResult, register: AreaRegister): Note[] {
  const notes: Note[] = []
  if (join.outside.rows > 0) {
    const values = {
      rows: join.outside.rows,
      provinces: join.outside.provinces.length,
      names: join.outside.provinces
        .slice(0, 10)
        .map((each) => each.province)
        .join(', '),
    }
    notes.push({ message: 'join.outside', values, severity: 'info' })
  }
  for (const { code, written, registered, namesOther } of join.differences.slice(0, LISTED_DIFFERENCES)) {
    const values = { code, written, registered, other: namesOther === null ? '' : register.labelOf(namesOther) }
    const message = namesOther === null ? 'join.name-differs' : 'join.name-of-other'
    notes.push({ message, values, severity: namesOther === null ? 'info' : 'warn' })
  }
  if (join.differences.length > LISTED_DIFFERENCES) {
    notes.push({ message: 'join.names-differ', values: { count: join.differences.length }, severity: 'info' })
  }
  if (join.unlisted.wordings > 0) {
    notes.push({ message: 'join.unlisted', values: { ...join.unlisted }, severity: 'warn' })
  }
  return notes
}
