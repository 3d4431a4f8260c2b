/** Tells a mishap from a loop of them: answers true while there were at most `times` within the last `withinMs`. */
export function rarely(times: number, withinMs: number, now: () => number = () => performance.now()): () => boolean {
  let recent: number[] = []
  return () => {
    const at = now()
    recent = [...recent.filter((earlier) => at - earlier < withinMs), at]
    return recent.length <= times
  }
}
