import type { ItemNote, PlanNotes } from '../../data/contract/plan-notes.ts'
import type { I18n } from '../i18n/use-i18n.ts'

const years = new Set(['year', 'first', 'last'])

/** What a rule says, its years as people say them and its money with separators. */
export function noteSentence(
  { message, values }: Pick<ItemNote, 'message' | 'values'> | PlanNotes['notes'][number],
  { tId, format }: Pick<I18n, 'tId' | 'format'>,
): string {
  const said = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'string') return [name, value] as const
    return [name, years.has(name) ? format.year(value) : format.count(value)] as const
  })
  return tId(message, Object.fromEntries(said))
}
