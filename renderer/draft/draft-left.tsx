/** Grows in the next step. */
export function DraftLeft() {
  return null
}
