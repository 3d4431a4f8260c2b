/** Grows in the next step. */
export function DraftRight() {
  return null
}
