/**
 * What is counted of a set of households: themselves, people, people with disabilities, those in debt and their debt, and those
 * that fail an indicator. A measure whose column the survey lacks does not exist; it is never zero.
 */

import type { IndicatorDefinition } from '../contract/indicators.ts'
import type { Counted, MeasureInfo } from '../contract/reach.ts'
import { type Bits, popcount } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { evaluate } from '../households/filter.ts'
import { needRows } from './need-rows.ts'
import type { RowSet } from './row-set.ts'

export interface Measure {
  readonly info: MeasureInfo
  /** Households that are known to count or not to; null: all are. */
  readonly known: Bits | null
  /** Households that count; null where an amount is summed, or all count. */
  readonly met: Bits | null
  readonly amounts: Amounts | null
}

interface Amounts {
  /** A row without a value holds 0. */
  readonly values: ArrayLike<number>
  /** Sum of the 32 rows of each word: whole words are added at once. */
  readonly wordSums: Float64Array
}

const sums = { people: 'members', disabled: 'disabled', debt: 'debt_baht' } as const
const kept = new WeakMap<Survey, Map<string, Measure>>()

/** The measures of a survey, in the order they are shown: its households first, then what it knows of them, then these needs. */
export function measuresOf(survey: Survey, needs: readonly IndicatorDefinition[]): Measure[] {
  const held = kept.get(survey) ?? new Map<string, Measure>()
  kept.set(survey, held)
  const once = (key: string, make: () => Measure | null): Measure[] => {
    const measure = held.get(key) ?? make()
    if (measure) held.set(key, measure)
    return measure ? [measure] : []
  }
  return [
    { info: { id: 'households', kind: 'households' }, known: null, met: null, amounts: null },
    ...once('people', () => sumMeasure(survey, 'people')),
    ...once('disabled', () => sumMeasure(survey, 'disabled')),
    ...once('indebted', () => indebtedMeasure(survey)),
    ...once('debt', () => sumMeasure(survey, 'debt')),
    // An indicator of people's own may be defined anew under the same id.
    ...needs.flatMap((need) => once(`need ${JSON.stringify(need)}`, () => needMeasure(survey, need))),
  ]
}

function sumMeasure(survey: Survey, id: keyof typeof sums): Measure | null {
  const column = survey.column(sums[id])
  if (column?.kind !== 'number') return null
  const { values, present } = column
  const wordSums = new Float64Array((values.length + 31) >>> 5)
  for (let row = 0; row < values.length; row++) wordSums[row >>> 5]! += values[row]!
  return { info: { id, kind: id }, known: present, met: null, amounts: { values, wordSums } }
}

function indebtedMeasure(survey: Survey): Measure | null {
  const column = survey.column(sums.debt)
  if (column?.kind !== 'number') return null
  const met = evaluate(survey, { kind: 'compare', column: column.name, op: 'gt', value: 0 })
  return { info: { id: 'indebted', kind: 'indebted' }, known: column.present, met, amounts: null }
}

function needMeasure(survey: Survey, indicator: IndicatorDefinition): Measure | null {
  const rows = needRows(survey, indicator)
  return rows && { info: { id: indicator.id, kind: 'need' }, known: rows.applies, met: rows.inNeed, amounts: null }
}

/** The figures of a set, one for each measure and in their order. */
export function countFigures(measures: readonly Measure[], set: RowSet): Counted[] {
  const households = countIn(set, null)
  return measures.map(({ known, met, amounts }) => {
    const among = known ? countIn(set, known) : households
    if (amounts) return { value: sumIn(set, amounts), known: among }
    return { value: met ? countIn(set, met) : households, known: among }
  })
}

function countIn({ bits, words, wordCount }: RowSet, others: Bits | null): number {
  let count = 0
  if (others) for (let i = 0; i < wordCount; i++) count += popcount(bits[words[i]!]! & others[words[i]!]!)
  else for (let i = 0; i < wordCount; i++) count += popcount(bits[words[i]!]!)
  return count
}

function sumIn({ bits, words, wordCount }: RowSet, { values, wordSums }: Amounts): number {
  let sum = 0
  for (let i = 0; i < wordCount; i++) {
    const at = words[i]!
    let word = bits[at]!
    if (word === 0xffffffff) {
      sum += wordSums[at]!
      continue
    }
    for (; word !== 0; word &= word - 1) sum += values[at * 32 + 31 - Math.clz32(word & -word)]!
  }
  return sum
}
