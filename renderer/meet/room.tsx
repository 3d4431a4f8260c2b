/** What the wall shows: map, title, legend, nothing else. */
export function RoomView() {
  return null
}
