/** Households by their id, for the desk. A search of bytes: a million ids are looked through in a few milliseconds. */
import type { SearchHit } from '../contract/api.ts'
import type { Survey, SurveyCache } from './cache.ts'
import type { TextColumn } from './columns.ts'
import { textOf } from './order-rows.ts'
import { NO_POSITION } from './survey-rows.ts'

const SHORTEST_WORDS = 3

/** Up to `limit` households of the newest survey whose id holds the words. */
export function searchHouseholds(surveys: SurveyCache, words: string, limit: number): SearchHit[] {
  const surveyId = surveys.surveyIds()[0]
  if (surveyId === undefined || words.length < SHORTEST_WORDS) return []
  const survey = surveys.survey(surveyId)
  const column = survey.column('household_id')
  if (column?.kind !== 'text') return []
  return findRows(column, words, limit).map((row) => toHit(survey, column, row))
}

function findRows(column: TextColumn, words: string, limit: number): number[] {
  const { bytes, offsets } = column
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const needle = Buffer.from(words)
  const rows: number[] = []
  for (let at = haystack.indexOf(needle); at >= 0 && rows.length < limit; ) {
    const row = rowAt(offsets, at)
    // Two ids that stand side by side may spell the words between them.
    if (at + needle.length <= offsets[row + 1]!) rows.push(row)
    at = haystack.indexOf(needle, Math.max(at + 1, offsets[row + 1]!))
  }
  return rows
}

function rowAt(offsets: Uint32Array, at: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (offsets[middle]! <= at) low = middle
    else high = middle
  }
  return low
}

function toHit(survey: Survey, column: TextColumn, row: number): SearchHit {
  const { lons, lats } = survey.positions()
  const isPlaced = lons[row] !== NO_POSITION
  const point = isPlaced ? ([lons[row]! / 1e7, lats[row]! / 1e7] as const) : null
  const fid = survey.fids()[row]
  return { kind: 'household', id: String(fid), title: textOf(column, row), detail: survey.title, box: null, point }
}
