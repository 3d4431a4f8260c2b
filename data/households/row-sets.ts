/** Sets of a survey's rows under a name, so that a filter can refer to households that no condition tells. */
import { createHash } from 'node:crypto'
import { Refusal } from '../contract/errors.ts'
import type { Bits } from './bits.ts'
import type { Survey } from './cache.ts'

/** Each takes a bit a household; a person looks at a few at a time. */
const KEPT = 24
const sets = new WeakMap<Survey, Map<string, Bits>>()

/** Gives the rows a name; the same rows have the same name. */
export function nameRows(survey: Survey, rows: Bits): string {
  const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 24)
  const named = sets.get(survey) ?? new Map<string, Bits>()
  sets.set(survey, named)
  named.delete(name)
  named.set(name, rows.slice())
  const [oldest] = named.keys()
  if (named.size > KEPT && oldest !== undefined) named.delete(oldest)
  return name
}

/** The rows of a name, in a set that the caller may change. Throws `request.not-found` where they were let go. */
export function namedRows(survey: Survey, name: string): Bits {
  const rows = sets.get(survey)?.get(name)
  if (!rows) throw new Refusal('request.not-found', { what: name })
  return rows.slice()
}
