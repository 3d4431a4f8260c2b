/**
 * The join doctor: rows meet areas. A code decides; without one, the name does inside its province and amphoe; near matches
 * are shown and never joined by themselves; what a person settled is kept to. Each distinct wording is looked at once, so a
 * million rows cost little more than a million map look-ups.
 */
import type { AreaRegister, RegisteredArea } from '../../areas/register.ts'
import type { AreaLevel, JoinReport, JoinRow } from '../../contract/imports.ts'
import { foldThai } from '../text/fold.ts'
import { createFinder, type Finder, type Found, type JoinWords } from './find-area.ts'
import { buildNameIndex } from './name-index.ts'

export type { JoinWords } from './find-area.ts'

export interface Joined {
  readonly how: 'code' | 'name' | 'settled' | 'left-out' | 'near' | 'none' | 'outside' | 'blank'
  readonly area: RegisteredArea | null
  /** The code to keep: the area's, or a village's own where the workspace has no villages; null where nothing was met. */
  readonly code: string | null
}

/** A row that its code placed although it carries another name than the area has. */
export interface NameDifference {
  readonly code: string
  readonly registered: string
  readonly written: string
  readonly rows: number
  /** The sibling that has this name, where one does: rows shifted against their codes. */
  readonly namesOther: string | null
}

export interface Outside {
  readonly rows: number
  /** Provinces of the source that the workspace has no part of, most rows first. */
  readonly provinces: ReadonlyArray<{ readonly province: string; readonly rows: number }>
}

export interface JoinResult {
  readonly report: JoinReport
  readonly outside: Outside
  readonly differences: readonly NameDifference[]
  readonly leftOut: number
  readonly blank: number
  /** Different wordings that are unsure but stand in no list, because the lists are full. */
  readonly unlisted: { readonly wordings: number; readonly rows: number }
}

export interface Joiner {
  readonly join: (words: JoinWords) => Joined
  /** What has been joined so far; `level` is the one whose unmet areas are listed. */
  readonly result: (level: AreaLevel) => JoinResult
}

export interface JoinerOptions {
  readonly register: AreaRegister
  /** null: each row is joined at the level of its own code or finest name. */
  readonly level: AreaLevel | null
  /** Joins a person settled: a `JoinRow.key` → area code, or null for "leave out". */
  readonly settled: Readonly<Record<string, string | null>>
}

/** Wordings that are listed with candidates; looking for candidates is the only slow part. */
const LISTED_WORDINGS = 1000

interface Wording {
  readonly words: JoinWords
  readonly found: Found | null
  readonly joined: Joined
  rows: number
}

/** Joins rows one by one; for streams. */
export function createJoiner({ register, level, settled }: JoinerOptions): Joiner {
  const names = buildNameIndex(register)
  const finder = createFinder(register, names, level)
  const hasSettled = Object.keys(settled).length > 0
  const wordings = new Map<string, Wording>()
  const look = (words: JoinWords): Wording => {
    const choice = hasSettled ? settled[joinKey(words)] : undefined
    if (choice !== undefined) return { words, found: null, joined: settledJoin(choice, register), rows: 0 }
    const found = finder.find(words)
    return { words, found, joined: joinOf(found), rows: 0 }
  }
  return {
    join: (words) => {
      const memoKey = wordsKey(words)
      let wording = wordings.get(memoKey)
      if (!wording) {
        wording = look(words)
        wordings.set(memoKey, wording)
      }
      wording.rows++
      return wording.joined
    },
    result: (reportLevel) => summarise([...wordings.values()], { register, finder, level: reportLevel }),
  }
}

/**
 * Joins all rows at one level. `areaIndex` holds, row by row, the area's position in `register.atLevel(level)`, or -1.
 */
export function joinRows({
  rows,
  level,
  ...options
}: Omit<JoinerOptions, 'level'> & { rows: readonly JoinWords[]; level: AreaLevel }): JoinResult & {
  readonly areaIndex: Int32Array
} {
  const joiner = createJoiner({ ...options, level })
  const positions = new Map(options.register.atLevel(level).map((area, index) => [area.code, index]))
  const areaIndex = Int32Array.from(rows, (words) => positions.get(joiner.join(words).code ?? '') ?? -1)
  return { ...joiner.result(level), areaIndex }
}

/** What a settled join is remembered by: the row's own words, folded. */
export function joinKey(words: JoinWords): string {
  return parts(words).map(foldThai).join('|')
}

function parts(words: JoinWords): string[] {
  return [words.code, words.province, words.amphoe, words.tambon, words.village].map((word) => word ?? '')
}

function wordsKey(words: JoinWords): string {
  return `${words.code ?? ''}\u0001${words.province ?? ''}\u0001${words.amphoe ?? ''}\u0001${words.tambon ?? ''}\u0001${words.village ?? ''}`
}

function joinOf(found: Found): Joined {
  if (found.how === 'code' || found.how === 'name') return { how: found.how, area: found.area, code: found.code }
  return { how: found.how === 'unsure' ? 'near' : found.how, area: null, code: null }
}

function settledJoin(choice: string | null, register: AreaRegister): Joined {
  const area = choice === null ? null : (register.byCode.get(choice) ?? null)
  return area ? { how: 'settled', area, code: area.code } : { how: 'left-out', area: null, code: null }
}

function summarise(
  wordings: readonly Wording[],
  { register, finder, level }: { register: AreaRegister; finder: Finder; level: AreaLevel },
): JoinResult {
  const rowsOf = (how: Joined['how']): number =>
    wordings.reduce((sum, wording) => sum + (wording.joined.how === how ? wording.rows : 0), 0)
  const unsure = wordings.filter((wording) => wording.joined.how === 'near').sort((a, b) => b.rows - a.rows)
  const listed = mergeByKey(unsure.slice(0, LISTED_WORDINGS).map((wording) => listRow(wording, finder)))
  const met = new Set(wordings.flatMap(({ joined }) => (joined.area ? [joined.code, joined.area.code] : [])))
  const unlisted = unsure.slice(LISTED_WORDINGS)
  return {
    report: {
      matchedByCode: rowsOf('code'),
      matchedByName: rowsOf('name'),
      matchedBySettled: rowsOf('settled'),
      near: listed.filter((row) => row.candidates.length > 0),
      none: listed.filter((row) => row.candidates.length === 0),
      areasWithout: register
        .atLevel(level)
        .filter((area) => !met.has(area.code))
        .map((area) => ({ code: area.code, label: register.labelOf(area.code) })),
    },
    outside: outsideOf(wordings),
    differences: differencesOf(wordings, finder, register),
    leftOut: rowsOf('left-out'),
    blank: rowsOf('blank'),
    unlisted: { wordings: unlisted.length, rows: unlisted.reduce((sum, wording) => sum + wording.rows, 0) },
  }
}

function listRow({ words, found, rows }: Wording, finder: Finder): JoinRow {
  const candidates = found?.how === 'unsure' ? finder.candidates(words, found) : []
  const label = [words.code, words.village, words.tambon, words.amphoe, words.province]
    .filter((word) => word !== undefined && word !== null && word.trim() !== '')
    .join(' · ')
  return { key: joinKey(words), label, rows, candidates }
}

/** Wordings that fold to one key are one line for the person. */
function mergeByKey(rows: readonly JoinRow[]): JoinRow[] {
  const merged = new Map<string, JoinRow>()
  for (const row of rows) {
    const known = merged.get(row.key)
    merged.set(row.key, known ? { ...known, rows: known.rows + row.rows } : row)
  }
  return [...merged.values()]
}

function outsideOf(wordings: readonly Wording[]): Outside {
  const counts = new Map<string, number>()
  let rows = 0
  for (const { found, words, rows: count } of wordings) {
    if (found?.how !== 'outside') continue
    const province = words.province?.trim() || found.province
    counts.set(province, (counts.get(province) ?? 0) + count)
    rows += count
  }
  const provinces = [...counts].map(([province, count]) => ({ province, rows: count }))
  return { rows, provinces: provinces.sort((a, b) => b.rows - a.rows) }
}

function differencesOf(wordings: readonly Wording[], finder: Finder, register: AreaRegister): NameDifference[] {
  const differences: NameDifference[] = []
  for (const { words, joined, rows } of wordings) {
    if (joined.how !== 'code' || !joined.area || joined.code !== joined.area.code) continue
    const written = finder.differingName(words, joined.area)
    if (written === null) continue
    const siblings = register.childrenOf(joined.area.parentCode)
    const other = siblings.find((sibling) => finder.differingName({ [sibling.level]: written }, sibling) === null)
    differences.push({
      code: joined.area.code,
      registered: joined.area.nameTh,
      written,
      rows,
      namesOther: other?.code ?? null,
    })
  }
  return differences.sort((a, b) => (a.code < b.code ? -1 : 1))
}
