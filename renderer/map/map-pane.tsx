/** Grows in the next step. */
export function MapPane() {
  return null
}
