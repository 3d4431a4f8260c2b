/**
 * Which encoding a table's text is in, decided by reading it: each candidate decodes a sample, and what reads as words (and as
 * names of the register) wins. What the file declares is one more voice, not an order.
 */
import type { Decision, Note } from '../../contract/imports.ts'
import { judgeText, reread874, rereadLatin1 } from './thai-text.ts'

/** Names by which areas are known; folded the way the caller folds. */
export interface NameRegister {
  readonly hasName: (text: string) => boolean
}

export interface EncodingQuestion {
  /** Texts as bytes shown as Latin-1 when `raw`, else as they were decoded by the format. */
  readonly texts: readonly string[]
  readonly raw: boolean
  readonly declared: string | null
  readonly register: NameRegister | null
}

const rawCandidates = ['utf-8', 'windows-874', 'windows-1252'] as const
const GOOD = 0.9
const CLEARLY = 0.1
const CERTAIN_UTF8 = 0.98
/** Fewer letters than this may read well by chance. */
const ENOUGH_LETTERS = 24

/** The label TextDecoder knows for what files and people call an encoding, or null. */
export function normaliseEncoding(label: string): string | null {
  const plain = label
    .trim()
    .toLowerCase()
    .replace(/^(oem|ansi|cp|ibm|windows|x-windows)[\s_-]*(?=\d)/, '')
  const alias = aliases[plain] ?? (/^125\d$/.test(plain) ? `windows-${plain}` : label.trim())
  try {
    return new TextDecoder(alias).encoding
  } catch {
    return null
  }
}

const aliases: Readonly<Record<string, string>> = {
  '874': 'windows-874',
  'tis-620': 'windows-874',
  tis620: 'windows-874',
  'tis620-2533': 'windows-874',
  'iso-8859-11': 'windows-874',
  'iso8859-11': 'windows-874',
  utf8: 'utf-8',
  '65001': 'utf-8',
  '88591': 'windows-1252',
  '936': 'gbk',
  '950': 'big5',
  '932': 'shift_jis',
}

/** Decides the encoding of a layer's text. With nothing beyond ASCII every candidate is right, and UTF-8 is taken. */
export function decideEncoding(question: EncodingQuestion): Decision<string> {
  const texts = question.texts.filter((text) => /[\u0080-\uffff]/.test(text))
  if (texts.length === 0) return sure('utf-8', 'encoding.plain', {})
  const declared = question.declared === null ? null : normaliseEncoding(question.declared)
  const labels = question.raw ? [...rawCandidates, ...(declared ? [declared] : [])] : misreadings
  const candidates = [...new Set(labels)]
    .map((value) => ({ value, label: value, score: scoreOf(value, texts, question) }))
    .sort((a, b) => b.score - a.score)
  const letters = texts.reduce((sum, text) => sum + (text.match(/[\u0080-\uffff]/g)?.length ?? 0), 0)
  return question.raw
    ? decideRaw(candidates, { declared, words: question.declared, letters })
    : decideMisread(candidates)
}

/** What text that is already decoded may really be: right, or bytes of 874 read as Latin-1, or bytes of UTF-8 read as 874. */
const misreadings = ['utf-8', 'windows-874', 'utf-8-as-874']

function scoreOf(value: string, texts: readonly string[], question: EncodingQuestion): number {
  const decode = question.raw ? bytesDecoder(value) : misreadDecoder(value)
  let foreign = 0
  let plausible = 0
  let hits = 0
  for (const text of texts) {
    const decoded = decode(text)
    const judged = judgeText(decoded)
    foreign += Math.max(1, judged.foreign)
    plausible += Math.max(0, judged.plausible)
    if (judged.thai > 0 && question.register?.hasName(decoded)) hits++
  }
  const share = Math.min(1, (plausible / foreign) * 0.95 + 0.05 + (hits / texts.length) * 0.05)
  const asUtf8 = question.raw ? utf8Share(texts) : 0
  const weighed = value === 'utf-8' ? Math.max(share, asUtf8) : asUtf8 > CERTAIN_UTF8 ? share / 2 : share
  return Math.round(weighed * 1000) / 1000
}

/** Share of the texts that are whole UTF-8; letters of a single-byte encoding hardly ever are. */
function utf8Share(texts: readonly string[]): number {
  const decode = bytesDecoder('utf-8')
  return texts.filter((text) => !decode(text).includes('\ufffd')).length / texts.length
}

/** Turns Latin-1-shown bytes into text of an encoding. A letter cut in half at a field's end is dropped. */
export function bytesDecoder(encoding: string): (text: string) => string {
  const decoder = new TextDecoder(encoding)
  return (text) => {
    if (!/[\u0080-\u00ff]/.test(text)) return text
    const decoded = decoder.decode(Buffer.from(text, 'latin1'))
    return encoding === 'utf-8' ? decoded.replace(/\ufffd$/, '') : decoded
  }
}

/** Repairs text that was decoded wrongly before it reached us; leaves alone what was not. */
export function misreadDecoder(encoding: string): (text: string) => string {
  if (encoding === 'windows-874') return (text) => (isThai(text) ? text : (rereadLatin1(text) ?? text))
  if (encoding === 'utf-8-as-874') return (text) => reread874(text) ?? text
  return (text) => text
}

function isThai(text: string): boolean {
  return /[\u0E00-\u0E7F]/.test(text)
}

type Candidates = Decision<string>['candidates']

interface Evidence {
  readonly declared: string | null
  /** The declaration as written. */
  readonly words: string | null
  readonly letters: number
}

function decideRaw(candidates: Candidates, { declared, words, letters }: Evidence): Decision<string> {
  const best = candidates[0]!
  const own = candidates.find((candidate) => candidate.value === declared)
  if (own && own.score >= GOOD && own.score > best.score - CLEARLY) {
    return {
      value: own.value,
      certainty: 'sure',
      reason: note('encoding.declared', { encoding: own.value }),
      candidates,
    }
  }
  const second = candidates[1]
  const clear = best.score >= GOOD && (!second || best.score - second.score >= CLEARLY)
  if (clear && words !== null) {
    const reason = note('encoding.declared-wrong', { encoding: best.value, declared: words }, 'warn')
    return { value: best.value, certainty: 'likely', reason, candidates }
  }
  const share = Math.round(best.score * 100)
  if (clear)
    return {
      value: best.value,
      certainty: letters >= ENOUGH_LETTERS ? 'sure' : 'likely',
      reason: note('encoding.read-back', { encoding: best.value, share }),
      candidates,
    }
  return { value: best.value, certainty: 'ask', reason: note('encoding.uncertain', { share }, 'warn'), candidates }
}

function decideMisread(candidates: Candidates): Decision<string> {
  const asIs = candidates.find((candidate) => candidate.value === 'utf-8')!
  const best = candidates[0]!
  if (best.value === 'utf-8' || best.score < GOOD || best.score - asIs.score < CLEARLY) {
    return { value: 'utf-8', certainty: 'sure', reason: note('encoding.as-written', {}), candidates }
  }
  const reason = note('encoding.mojibake', { encoding: best.value }, 'warn')
  return { value: best.value, certainty: 'likely', reason, candidates }
}

function sure(value: string, message: string, values: Note['values']): Decision<string> {
  return { value, certainty: 'sure', reason: note(message, values), candidates: [{ value, label: value, score: 1 }] }
}

function note(message: string, values: Note['values'], severity: Note['severity'] = 'info'): Note {
  return { message, values, severity }
}
