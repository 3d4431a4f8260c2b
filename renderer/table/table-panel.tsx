/** The table under the map. */
export function TablePanel() {
  return null
}
