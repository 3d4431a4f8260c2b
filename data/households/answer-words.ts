/** How surveys write pass, fail and "does not apply". A blank is none of them: it is missing. */
import { ByteDictionary } from './byte-values.ts'

export const PASS = 1
export const FAIL = 0
export const NOT_APPLICABLE = 2
export const MISSING = 3
/** A cell that is no answer at all. */
export const NO_ANSWER = 4

const passWords = ['ผ่าน', 'ผ่านเกณฑ์', 'ใช่', 'มี', 'ได้', 'yes', 'y', 'true', 't', 'pass', 'passed', '✓', '✔', '1.0', '๑']
const failWords = [
  'ไม่ผ่าน',
  'ไม่ผ่านเกณฑ์',
  'ตกเกณฑ์',
  'ไม่ใช่',
  'ไม่มี',
  'ไม่ได้',
  'no',
  'n',
  'false',
  'f',
  'fail',
  'failed',
  '✗',
  '✘',
  '0.0',
  '๐',
]
const notApplicableWords = [
  'ไม่เกี่ยวข้อง',
  'ไม่เข้าข่าย',
  'ไม่เข้าเกณฑ์',
  'ไม่มีผู้เกี่ยวข้อง',
  'ไม่ประเมิน',
  'ไม่ต้องประเมิน',
  'na',
  'n/a',
  'n.a.',
  'not applicable',
  '-',
  '–',
  '—',
]
const missingWords = ['ไม่มีข้อมูล', 'ไม่ทราบ', 'ไม่ระบุ', 'null', 'nan', 'none', '.', '']

const answers = new Map<string, number>()
for (const word of passWords) answers.set(word, PASS)
for (const word of failWords) answers.set(word, FAIL)
for (const word of notApplicableWords) answers.set(word, NOT_APPLICABLE)
for (const word of missingWords) answers.set(word, MISSING)

/** What a cell's text answers: PASS, FAIL, NOT_APPLICABLE, MISSING, or NO_ANSWER. */
export function answerOfText(text: string): number {
  const plain = text.trim().toLowerCase()
  if (plain === '1') return PASS
  if (plain === '0') return FAIL
  return answers.get(plain) ?? NO_ANSWER
}

/** The same from bytes; remembers each spelling it has met, so that a word is decoded once. */
export class AnswerReader {
  readonly #seen = new ByteDictionary()
  readonly #answers: number[] = []

  /** Some answer was written otherwise than 1 or 0. */
  get metWords(): boolean {
    return this.#answers.some((answer) => answer <= PASS)
  }

  read(buffer: Uint8Array, start: number, end: number): number {
    if (end - start <= 1) {
      if (start === end) return MISSING
      if (buffer[start] === 49) return PASS
      if (buffer[start] === 48) return FAIL
    }
    const known = this.#seen.find(buffer, start, end)
    if (known >= 0) return this.#answers[known]!
    const answer = answerOfText(new TextDecoder().decode(buffer.subarray(start, end)))
    // Spellings are few; a column of free text must not fill memory here.
    if (answer !== NO_ANSWER) {
      this.#seen.add(buffer, start, end)
      this.#answers.push(answer)
    }
    return answer
  }
}
