/** Settling what several laptops wrote into one cell: one of them stands, both do, or the meeting decides. */
import { optionWords } from '../contract/cell-words.ts'
import { Refusal } from '../contract/errors.ts'
import type { Place } from '../contract/plans.ts'
import { canKeepBoth, type Question } from '../contract/questions.ts'
import { type Cell, canonicalJson, questionField } from '../documents/cells.ts'
import type { Draft } from '../documents/draft.ts'
import { planned } from '../documents/planning.ts'
import { itemRecord, placeField } from './plan-cells.ts'
import type { PlanHandlers } from './plan-commands.ts'
import { touchesItems } from './required.ts'

export const settleHandler: Pick<PlanHandlers, 'settle'> = {
  settle(draft, { item, field, choice }, context) {
    const title = titleOf(draft, item)
    const question = context.questions().find((each) => each.item === item && each.field === field)
    if (!question) throw new Refusal('settle.nothing-asked', { title })
    const record = item === null ? null : itemRecord(item)
    const asked = canonicalJson(question)
    if (choice === 'meeting') {
      draft.write(record, questionField(field), canonicalJson({ ...question, isForMeeting: true }))
      return planned('command.settle-meeting', { field, title }, touchesItems)
    }
    const option = choice === 'both' ? null : optionOf(question, choice)
    const value = option === null ? writeBoth(draft, record, question) : question.options[option]!.value
    draft.settle(record, field, { before: draft.read(record, field), after: value })
    // The question as it was is what undo brings back: what stands beside it in the changes is settled for good.
    draft.settle(record, questionField(field), { before: asked, after: null })
    if (option === null) return planned('command.settle-both', { field, title }, touchesItems)
    const words = optionWords(question)[option]!
    return planned('command.settle', { ...words.values, field, title, choice: words.message }, touchesItems)
  },
}

function optionOf({ options }: Question, hash: string): number {
  const at = options.findIndex((each) => each.hash === hash)
  if (at < 0) throw new Refusal('request.not-found', { what: hash })
  return at
}

/** Answers what the cell itself holds then. */
function writeBoth(draft: Draft, record: string | null, question: Question): Cell {
  if (!canKeepBoth(question)) throw new Refusal('command.invalid', { what: question.field })
  if (question.together !== undefined) return question.together
  const values = question.options.map(({ value }) => String(value))
  // A title is one line wherever it stands.
  if (question.field === 'title') return values.join(' / ')
  if (!question.field.startsWith('place:')) return values.join('\n')
  const [first = '', ...others] = values
  for (const [index, text] of others.entries()) {
    const place = JSON.parse(text) as Place
    // A name that follows from the change, so that two who settle alike make one place.
    const id = `${place.id.slice(0, 60)}-${question.options[index + 1]?.hash.slice(0, 12)}`
    draft.write(record, placeField(id), canonicalJson({ ...place, id }))
  }
  return first
}

/** Also of an item whose making was undone, or a plan that was dropped: whether it is there may be what is asked. */
function titleOf(draft: Draft, item: string | null): string {
  return String(draft.read(item === null ? null : itemRecord(item), 'title') ?? '')
}
