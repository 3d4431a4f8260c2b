/** Plans and items as the room has them: what was done and why, without who did it. */

/**
 * Who agreed, took up, answered or dropped is the desk's: wherever something says by whom and when, by whom is emptied. What an item
 * said when it was taken is kept as cells, in which the same may stand as text, and is left out whole.
 */
export function withoutPeople<T>(value: T): T {
  const text = JSON.stringify(value, function (this: object, name, inner: unknown) {
    if (name === 'seen' && 'item' in this) return {}
    return name === 'by' && ('at' in this || 'when' in this) ? '' : inner
  })
  return JSON.parse(text) as T
}
