/** Grows in the next step. */
export function ExploreLeft() {
  return null
}
