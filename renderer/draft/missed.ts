import type { Tally } from '../../data/contract/api.ts'

export interface Missed {
  readonly households: number
  /** Villages with households that are not reached, the most first. */
  readonly villages: ReadonlyArray<{ readonly code: string; readonly label: string; readonly households: number }>
}

/** Who of the whole is not reached; null where either count is hidden or unknown, or nobody is missed. */
export function missedOf(here: Tally | null, whole: Tally | null): Missed | null {
  if (here?.households.state !== 'value' || whole?.households.state !== 'value') return null
  const reached = new Map(here.villages.map(({ code, households }) => [code, households]))
  const villages = whole.villages
    .map((village) => ({ ...village, households: village.households - (reached.get(village.code) ?? 0) }))
    .filter(({ households }) => households > 0)
    .sort((a, b) => b.households - a.households)
  // The shape may reach beyond the area: those do not count against it.
  const inside = whole.villages.reduce(
    (sum, { code, households }) => sum + Math.min(households, reached.get(code) ?? 0),
    0,
  )
  const households =
    whole.villages.length > 0 ? whole.households.value - inside : whole.households.value - here.households.value
  return households > 0 ? { households, villages } : null
}
