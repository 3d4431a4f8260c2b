/** Grows in the next step. */
export function ExploreRight() {
  return null
}
