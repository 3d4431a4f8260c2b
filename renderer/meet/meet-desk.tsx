/** The desk's side of a meeting, left of the map. */
export function MeetLeft() {
  return null
}

/** The desk's side of a meeting, right of the map. */
export function MeetRight() {
  return null
}
