/**
 * Search over everything that has a name: areas, villages, items, and households at the desk. Thai has no spaces between
 * words and many spellings, so names are compared folded, and a hit is any name that holds what was typed.
 */
import type { Database } from 'better-sqlite3'
import type { AreaRegister } from '../areas/register.ts'
import type { AreaRow, Audience, SearchHit } from '../contract/api.ts'
import { type AreaLevel, areaLevels, type Box } from '../contract/imports.ts'
import { foldThai, withoutPrefix } from '../exchange/text/fold.ts'
import { giveWay } from '../jobs/turns.ts'
import { envelopeOf } from '../store/geometry.ts'
import { placeWordsOf } from './place-words.ts'

export interface SearchSources {
  readonly db: Database
  readonly register: AreaRegister
  readonly areas: (level: AreaLevel) => readonly Omit<AreaRow, 'pilot'>[]
  /** Households whose id holds these words; asked only for the desk. */
  readonly households: (words: string, limit: number) => readonly SearchHit[]
}

interface SearchEntry {
  /** Each of its names folded, and its code, after a line's end. */
  readonly names: string
  readonly rank: number
  readonly hit: SearchHit
}

export interface SearchIndex {
  readonly entries: readonly SearchEntry[]
}

/** How long the thread is held at a time. */
const SLICE_MS = 8
const LIMIT = 30
const ITEM_LIMIT = 10
const HOUSEHOLD_LIMIT = 6

/** Folds every area's names once; kept until the areas change. The thread is given back every few milliseconds. */
export async function buildAreaSearch({
  register,
  areas,
}: Pick<SearchSources, 'register' | 'areas'>): Promise<SearchIndex> {
  const entries: SearchEntry[] = []
  let started = performance.now()
  for (const [rank, level] of areaLevels.entries()) {
    for (const area of areas(level)) {
      entries.push({ names: namesOf(area, level), rank, hit: hitOf(area, level, register) })
      if (performance.now() - started < SLICE_MS) continue
      await giveWay()
      started = performance.now()
    }
  }
  return { entries }
}

function namesOf({ nameTh, nameEn, code }: Omit<AreaRow, 'pilot'>, level: AreaLevel): string {
  const names = [foldThai(nameTh), foldThai(withoutPrefix(nameTh, level)), foldThai(nameEn), code]
  return [...new Set(names)].map(beginningWith).join('')
}

/** Names stand after a line's end each, so that one search finds those that begin with something. */
function beginningWith(folded: string): string {
  return `\n${folded}`
}

function hitOf(area: Omit<AreaRow, 'pilot'>, level: AreaLevel, register: AreaRegister): SearchHit {
  const label = register.labelOf(area.code)
  return {
    kind: level === 'village' ? 'village' : 'area',
    id: area.code,
    title: level === 'village' ? label.split(' ต.')[0]! : (label.split(' ')[0] ?? area.nameTh),
    detail: register.labelOf(area.parentCode),
    box: area.box,
    point: area.labelPoint,
  }
}

/**
 * The best hits for what was typed, at most 30: places (names that begin with it, with or without the word for the place's level,
 * first; larger before smaller), then plan items, then households.
 */
export function searchAll(
  sources: Pick<SearchSources, 'db' | 'households'>,
  { index, words, audience }: { index: SearchIndex; words: string; audience: Audience },
): SearchHit[] {
  const folded = foldThai(words)
  if (folded === '') return []
  const beginning = beginningWith(folded)
  const called = areaLevels.map((level) => {
    const said = placeWordsOf(words, level)
    return said && { beginning: beginningWith(said.name), moo: said.moo }
  })
  const scored: { score: number; hit: SearchHit }[] = []
  for (const { names, rank, hit } of index.entries) {
    const said = called[rank]
    const isCalled = !!said && names.includes(said.beginning) && hit.id.endsWith(said.moo)
    if (!isCalled && !names.includes(folded)) continue
    scored.push({ score: (isCalled || names.includes(beginning) ? 0 : 10) + rank, hit })
  }
  const places = scored.sort((a, b) => a.score - b.score).map(({ hit }) => hit)
  const items = searchItems(sources.db, folded)
  const households = audience === 'desk' ? sources.households(words.trim(), HOUSEHOLD_LIMIT) : []
  // Each kind keeps room for itself: a word that stands in every item's title must not hide the village it names.
  const placeLimit = LIMIT - Math.min(items.length, ITEM_LIMIT) - households.length
  return [...places.slice(0, placeLimit), ...items.slice(0, ITEM_LIMIT), ...households].slice(0, LIMIT)
}

function searchItems(db: Database, folded: string): SearchHit[] {
  const rows = db
    .prepare<[], { item_id: string; title: string; plan: string | null; geom: Uint8Array | null }>(
      `SELECT i.item_id, i.title, p.title AS plan, i.geom FROM plan_item i LEFT JOIN plan p USING (plan_id)
       WHERE NOT i.dropped`,
    )
    .all()
  return rows
    .filter((row) => foldThai(row.title).includes(folded))
    .slice(0, LIMIT)
    .map((row) => {
      const box: Box | null = row.geom ? envelopeOf(row.geom) : null
      const point = box ? ([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const) : null
      return { kind: 'item', id: row.item_id, title: row.title, detail: row.plan ?? '', box, point }
    })
}
