import { type Problem, sentenceOf } from '../../data/contract/errors.ts'
import { type Language, sentenceOfId } from './translate.ts'

/** The sentence of a refusal; a value that is a message id itself (why a file is read-only) is said in words. */
export function problemSentence(problem: Problem, language: Language): string {
  const said = Object.entries(problem.values).map(([name, value]) => [
    name,
    typeof value === 'string' ? (sentenceOfId(language, value) ?? value) : value,
  ])
  return sentenceOf({ ...problem, values: Object.fromEntries(said) as Problem['values'] }, language)
}
