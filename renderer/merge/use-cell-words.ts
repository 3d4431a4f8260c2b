import { useCallback } from 'react'
import { cellWords, optionWords } from '../../data/contract/cell-words.ts'
import { fieldLabel } from '../../data/contract/field-labels.ts'
import type { Question, QuestionValue } from '../../data/contract/questions.ts'
import { useLabelWords } from '../state/use-label-words.ts'

export interface CellWords {
  readonly nameOf: (field: string) => string
  readonly valueOf: (field: string, value: QuestionValue) => string
  /** What was written, in the order of the options. */
  readonly optionsOf: (question: Question) => string[]
}

/** Names and values of a document's cells as people read them. */
export function useCellWords(): CellWords {
  const words = useLabelWords()
  return {
    nameOf: useCallback((field) => words(fieldLabel(field)), [words]),
    valueOf: useCallback((field, value) => words(cellWords(field, value)), [words]),
    optionsOf: useCallback((question) => optionWords(question).map(words), [words]),
  }
}
