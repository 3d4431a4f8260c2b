import { useState } from 'react'
import { caughtUp } from '../queries.ts'

/** What a text field needs of words that are stored when it is left. */
export interface StoredWords {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onCommit: () => void
}

/**
 * Words as they are typed until the field is left, and then as they were left until what is stored has changed or `store` came to
 * nothing: the older words in between would shrink the field and move what is pressed out from under the pointer. `store` is
 * given what was typed, trimmed, and answers nothing where there is nothing to store.
 */
export function useStoredWords(stored: string, store: (text: string) => Promise<unknown> | undefined): StoredWords {
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState<{ readonly text: string; readonly over: string } | null>(null)
  if (left && left.over !== stored) setLeft(null)
  const leave = () => {
    setTyped(null)
    // Only what was typed is stored: going through a field changes nothing in it.
    const storing = typed === null ? undefined : store(typed.trim())
    if (typed === null || !storing) return
    const mine = { text: typed, over: stored }
    const forget = () => setLeft((newest) => (newest === mine ? null : newest))
    setLeft(mine)
    void storing.then(caughtUp).then(forget, forget)
  }
  return { value: typed ?? left?.text ?? stored, onChange: setTyped, onCommit: leave }
}
