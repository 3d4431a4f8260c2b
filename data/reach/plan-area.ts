/** The area of a plan, against which its reach is read. */
import type { Database } from 'better-sqlite3'
import type { PlanInfo } from '../contract/plans.ts'
import { type Bits, createBits, fullBits, setRange } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { rowsOfArea } from '../households/runs.ts'

/**
 * The codes of a plan's area: the one it names, else the tambons of the local authority whose plan it is (also those it shares).
 * Empty where it says neither: then everywhere.
 */
export function planAreaCodes(db: Database, { fields }: Pick<PlanInfo, 'fields'>): string[] {
  const { areaCode, authorityCode } = fields
  if (areaCode) return [String(areaCode)]
  if (!authorityCode) return []
  return db
    .prepare('SELECT tambon_code FROM local_authority_tambon WHERE authority_code = ? ORDER BY tambon_code')
    .pluck()
    .all(String(authorityCode)) as string[]
}

/** The rows of these areas; all of them where none is named. */
export function rowsOfAreas(survey: Survey, codes: readonly string[]): Bits {
  if (codes.length === 0) return fullBits(survey.count)
  const bits = createBits(survey.count)
  for (const code of codes) {
    const [from, to] = rowsOfArea(survey.runs('village'), code)
    setRange(bits, from, to)
  }
  return bits
}
