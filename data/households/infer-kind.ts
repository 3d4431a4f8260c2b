/** What kind of column a sample of cells is: answers, whole numbers, numbers, or words. */
import { parseNumber } from '../contract/text/number.ts'
import { answerOfText, MISSING, NO_ANSWER } from './answer-words.ts'

export type ColumnKind = 'answer' | 'integer' | 'real' | 'words'

export interface InferredKind {
  readonly kind: ColumnKind
  /** Share of the filled cells that read as an answer, 0–1; 1 where none is filled. */
  readonly answerShare: number
}

/**
 * The narrowest kind that every filled cell fits. Numbers with leading zeros (codes, telephone numbers) are words, and so are
 * numbers with a unit or a percent sign behind them unless all have one.
 */
export function inferKind(cells: readonly string[]): InferredKind {
  let filled = 0
  let answers = 0
  let integers = 0
  let numbers = 0
  let nil = 0
  let codes = 0
  for (const cell of cells) {
    const text = cell.trim()
    const answer = answerOfText(text)
    if (answer === MISSING) continue
    filled++
    if (answer !== NO_ANSWER) answers++
    if (/^0\d/.test(text)) codes++
    const parsed = parseNumber(text)
    if (parsed.kind === 'null') nil++
    else if (parsed.kind === 'value') {
      numbers++
      if (Number.isInteger(parsed.value)) integers++
    }
  }
  const answerShare = filled === 0 ? 1 : answers / filled
  if (filled === 0) return { kind: 'words', answerShare }
  if (answers === filled && answers > nil) return { kind: 'answer', answerShare }
  if (codes > 0 || numbers + nil < filled || numbers === 0) return { kind: 'words', answerShare }
  return { kind: integers === numbers ? 'integer' : 'real', answerShare }
}
