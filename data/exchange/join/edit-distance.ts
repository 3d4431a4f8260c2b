/**
 * How many letters have to change, be added, be dropped or swap with a neighbour to make one word of the other (optimal
 * string alignment distance; G. Navarro, A guided tour to approximate string matching, 2001). Stops counting above `limit` and
 * answers `limit + 1`.
 */
export function editDistance(one: string, other: string, limit: number): number {
  const a = [...one]
  const b = [...other]
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length]!, limit + 1)
}

/** Likeness of two folded names, 0–1: one minus the distance over the longer one's length; 0 below a half. */
export function likeness(one: string, other: string): number {
  const longer = Math.max(one.length, other.length)
  if (longer === 0) return 0
  const limit = Math.floor(longer / 2)
  const distance = editDistance(one, other, limit)
  return distance > limit ? 0 : 1 - distance / longer
}
