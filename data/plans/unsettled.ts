/** What nobody has settled, in the words of a sheet: always Thai ones, as the forms are. */
import { optionWords } from '../contract/cell-words.ts'
import { fieldLabel } from '../contract/field-labels.ts'
import type { Place } from '../contract/plans.ts'
import type { Question, QuestionValue } from '../contract/questions.ts'
import type { Category } from '../contract/workbook.ts'
import { type CellReader, DROPPED, EXISTS, textCell } from '../documents/cells.ts'
import { itemRecord } from './plan-cells.ts'
import { sayThai } from './say-thai.ts'

/** One thing that was written in two or more ways. */
export interface UnsettledLine {
  /** Null: the plan's own. */
  readonly item: string | null
  /** The item's; null for the plan. */
  readonly title: string | null
  /** It shows as dropped, or as never made: whether it is may be what is asked. */
  readonly isGone: boolean
  readonly field: string
  readonly options: readonly UnsettledOption[]
  readonly isForMeeting: boolean
}

export interface UnsettledOption {
  readonly value: string
  readonly by: string
  readonly at: string
  /** The place that it tells of; undefined where it is not about a place. */
  readonly place: Place | null | undefined
}

/** These questions about a document in words, in their order. */
export function unsettledLines(
  questions: readonly Question[],
  { document, categories }: { readonly document: CellReader; readonly categories?: readonly Category[] },
): UnsettledLine[] {
  return questions.map((question) => {
    const { item, field, options, isForMeeting } = question
    const words = optionWords(question).map((label) => sayThai(label, categories))
    return {
      ...{ item, ...itemOf(document, item), field: sayThai(fieldLabel(field)), isForMeeting },
      options: options.map(({ value, by, at }, index) => {
        return { value: words[index] ?? '', by, at, place: placeOf(field, value) }
      }),
    }
  })
}

/** For each item what of it is not settled, in one line; the plan's own stand under ''. */
export function unsettledByItem(questions: readonly Question[]): ReadonlyMap<string, string> {
  const groups = Map.groupBy(questions, ({ item }) => item ?? '')
  return new Map(
    [...groups].map(([item, own]) => [item, own.map(({ field }) => sayThai(fieldLabel(field))).join(' · ')]),
  )
}

function itemOf(document: CellReader, item: string | null): Pick<UnsettledLine, 'title' | 'isGone'> {
  if (item === null) return { title: null, isGone: false }
  const cells = document.cells(itemRecord(item))
  return {
    title: textCell(cells.title ?? null) ?? '',
    isGone: cells[EXISTS] !== true || (cells[DROPPED] ?? null) !== null,
  }
}

function placeOf(field: string, value: QuestionValue): Place | null | undefined {
  if (!field.startsWith('place:')) return undefined
  return typeof value === 'string' ? (JSON.parse(value) as Place) : null
}
