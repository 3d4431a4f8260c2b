/** What nobody has settled, in the words of a sheet: always Thai ones, as the forms are. */
import { fieldLabel } from '../contract/field-labels.ts'
import { comparisonMessages } from '../contract/messages/comparison.ts'
import { projectFormMessages } from '../contract/messages/project-form.ts'
import type { Question, QuestionValue } from '../contract/questions.ts'
import { builtInSets } from '../indicators/catalogue.ts'
import { formWord } from './project-form-columns.ts'

/** One thing that was written in two or more ways. */
export interface UnsettledLine {
  /** Null: the plan's own. */
  readonly item: string | null
  readonly field: string
  readonly options: ReadonlyArray<{ readonly value: string; readonly by: string; readonly at: string }>
  readonly isForMeeting: boolean
}

/** These questions in words, in their order. */
export function unsettledLines(questions: readonly Question[]): UnsettledLine[] {
  return questions.map(({ item, field, options, isForMeeting }) => ({
    ...{ item, field: fieldWords(field), isForMeeting },
    options: options.map(({ value, by, at }) => ({ value: valueWords(field, value), by, at })),
  }))
}

/** For each item what of it is not settled, in one line; the plan's own stand under ''. */
export function unsettledByItem(questions: readonly Question[]): ReadonlyMap<string, string> {
  const groups = Map.groupBy(questions, ({ item }) => item ?? '')
  return new Map([...groups].map(([item, own]) => [item, own.map(({ field }) => fieldWords(field)).join(' · ')]))
}

function fieldWords(field: string): string {
  const { message, values } = fieldLabel(field)
  const words = (comparisonMessages as Readonly<Record<string, { readonly th: string }>>)[message]?.th ?? field
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '')
    return name === 'indicator' ? indicatorName(value) : value
  })
}

/** An indicator of a table or of one's own is called by its id: its name is in the workspace, not in the plan. */
function indicatorName(id: string): string {
  for (const { indicators } of builtInSets()) {
    const found = indicators.find((each) => each.id === id)
    if (found) return found.nameTh
  }
  return id
}

function valueWords(field: string, value: QuestionValue): string {
  if (value === null || value === '') return formWord('official.nothing-written')
  if (typeof value === 'number') return value.toLocaleString('en-US')
  if (typeof value === 'boolean') return formWord('official.there')
  const status = `official.status.${value}`
  if (field === 'status' && status in projectFormMessages) return formWord(status as keyof typeof projectFormMessages)
  return value.startsWith('{') ? partsWords(value) : value
}

/** Of a place, a link or an answer the words somebody wrote; a shape is not told in a sheet. */
function partsWords(json: string): string {
  const { label, title, url, why, code, kind, by } = JSON.parse(json) as Readonly<Record<string, unknown>>
  const words = [label, title, url, why, code, kind, by].find((each) => typeof each === 'string' && each !== '')
  return words === undefined ? formWord('official.there') : String(words)
}
