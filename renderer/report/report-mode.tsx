/** The report mode; it covers the map, which stays as it was underneath. */
export function ReportMode() {
  return null
}
