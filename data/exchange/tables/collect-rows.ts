/** Reads a table's rows and joins each: what is taken, what is refused and why. Nothing is written. */
import type { AreaRegister } from '../../areas/register.ts'
import { type AreaLevel, areaLevels, type RefusedRow } from '../../contract/imports.ts'
import { parseThaiYear } from '../../contract/text/year.ts'
import { type JobContext, stopIfCancelled } from '../../jobs/context.ts'
import type { Joined, Joiner, JoinWords } from '../join/join-rows.ts'
import { levelOfCode, normaliseAreaCode } from '../text/area-code.ts'
import type { AreaTable } from './area-table.ts'
import type { TableRow } from './look-at-table.ts'

export interface CollectedRow {
  readonly row: number
  readonly code: string
  readonly level: AreaLevel
  /** Gregorian; null where the row says none. */
  readonly year: number | null
  readonly values: ReadonlyArray<string | null>
}

export interface Collected {
  readonly rows: readonly CollectedRow[]
  /** One line per refused row, the first hundred thousand. Rows of other provinces are only counted, by the joiner. */
  readonly refused: readonly RefusedRow[]
  readonly refusedCount: number
  readonly seen: number
  /** The year column holds พ.ศ. and ค.ศ. */
  readonly mixedEras: boolean
}

export interface Collecting {
  readonly table: AreaTable
  readonly joiner: Joiner
  /** null: rows of every level are taken, each at its own. */
  readonly level: AreaLevel | null
  readonly context: Pick<JobContext, 'cancelled' | 'progress'>
}

const KEPT_REFUSALS = 100_000

export async function collectRows({ table, joiner, level, context }: Collecting): Promise<Collected> {
  const rows: CollectedRow[] = []
  const refused: RefusedRow[] = []
  const eras = new Set<string>()
  const judge = createJudge({ table, joiner, level, eras })
  let seen = 0
  let refusedCount = 0
  for await (const batch of table.rows()) {
    stopIfCancelled(context)
    for (const row of batch) {
      const verdict = judge(row)
      if (verdict === 'outside') continue
      if ('code' in verdict) rows.push(verdict)
      else if (++refusedCount <= KEPT_REFUSALS) refused.push({ row: row.row, ...verdict })
    }
    seen += batch.length
    context.progress({ step: 'job.reading', done: seen, total: Math.max(seen, table.layer.rowCount) })
  }
  return { rows, refused, refusedCount, seen, mixedEras: eras.size > 1 }
}

type Refused = Omit<RefusedRow, 'row'>

/** Says of each row what becomes of it; remembers which areas and years it has met. */
function createJudge({
  table,
  joiner,
  level,
  eras,
}: Omit<Collecting, 'context'> & { eras: Set<string> }): (row: TableRow) => CollectedRow | Refused | 'outside' {
  const met = new Set<string>()
  const yearAt = table.position('year')
  return (row) => {
    if (row.tooLong) {
      return { column: '', value: row.values.join(' · ').slice(0, 120), reason: 'refused.row-too-long' }
    }
    const words = table.wordsOf(row)
    const refuse = (reason: string): Refused => ({ column: keyColumn(table, words), value: wordsAsText(words), reason })
    const problem = codeProblem(row, words, level)
    if (problem) return refuse(problem)
    const year = parseThaiYear(yearAt < 0 ? null : row.values[yearAt])
    if (year.kind === 'refused') {
      return { column: table.mapping.year ?? '', value: year.text, reason: `refused.year-${year.reason}` }
    }
    const joined = joiner.join(words)
    if (joined.how === 'outside') return 'outside'
    if (joined.code === null) return refuse(reasonOf(joined))
    const said = year.kind === 'year' ? year.year : null
    const key = `${joined.code}:${said ?? ''}`
    if (met.has(key)) return refuse('refused.duplicate-area')
    met.add(key)
    if (year.kind === 'year') eras.add(year.era)
    return {
      row: row.row,
      code: joined.code,
      level: levelOfCode(joined.code) ?? 'tambon',
      year: said,
      values: row.values,
    }
  }
}

/** A total without a code names no area; a code of another level is another level's row. */
function codeProblem(row: TableRow, words: JoinWords, level: AreaLevel | null): string | null {
  if (!row.total && level === null) return null
  const code = normaliseAreaCode(words.code)
  if (row.total && code === null) return 'refused.total-row'
  return level !== null && code !== null && levelOfCode(code) !== level ? 'refused.other-level' : null
}

/** The level that most rows have, as far as the workspace has areas of it. */
export function dominantLevel(collected: Collected, register: AreaRegister): AreaLevel {
  const counts = new Map<AreaLevel, number>()
  for (const { level } of collected.rows) counts.set(level, (counts.get(level) ?? 0) + 1)
  const most = [...areaLevels].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? 'tambon'
  return counts.size === 0 || (most === 'village' && !register.hasLevel('village')) ? 'tambon' : most
}

function reasonOf(joined: Joined): string {
  if (joined.how === 'blank') return 'refused.no-area'
  return joined.how === 'left-out' ? 'refused.left-out' : 'refused.area-not-found'
}

function keyColumn(table: AreaTable, words: JoinWords): string {
  const target = words.code
    ? 'code'
    : (['village', 'tambon', 'amphoe', 'province'] as const).find((level) => words[level])
  return table.mapping[target ?? 'code'] ?? table.mapping.name ?? ''
}

function wordsAsText(words: JoinWords): string {
  return [words.code, words.village, words.tambon, words.amphoe, words.province].filter((word) => word).join(' · ')
}
