import type { Strategy } from '../../data/contract/plan-frame.ts'
import { foldWords } from '../palette/fold-words.ts'

/** 1.2 ส่งเสริมสุขภาพ: code and words as one text. */
export function shownStrategy(code: string | null, title: string | null): string {
  return [code, title].filter(Boolean).join(' ')
}

/** What was typed as code and words: a number in front is the code. */
export function strategyWords(text: string): { readonly code: string | null; readonly title: string | null } {
  const parts = /^(\d+(?:\.\d+)*\.?)\s+(.+)$/su.exec(text.trim())
  if (parts) return { code: parts[1] ?? null, title: parts[2] ?? null }
  const plain = text.trim()
  return { code: null, title: plain === '' ? null : plain }
}

/** The plan's strategy that an item names by code and words, or by its words alone where it gives no code. */
export function matchStrategy(
  strategies: readonly Strategy[],
  code: string | null,
  title: string | null,
): Strategy | null {
  if (!title) return null
  const said = foldWords(title)
  const fits = strategies.filter((each) => each.parent === null && foldWords(each.title) === said)
  return fits.find((each) => each.code === (code ?? '')) ?? (code ? null : (fits[0] ?? null))
}
