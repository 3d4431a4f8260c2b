import type { AreaRow } from '../../data/contract/api.ts'
import type { Place } from '../../data/contract/plans.ts'

/** An item's places with these areas and no other: the ones it had keep their ids, drawn places stay. */
export function placesOfAreas(
  places: readonly Place[],
  codes: readonly string[],
  areas: ReadonlyMap<string, Pick<AreaRow, 'nameTh' | 'labelPoint'>>,
): Place[] {
  const wanted = new Set(codes)
  const kept = places.filter(({ kind, code }) => kind !== 'areaCode' || (code !== null && wanted.has(code)))
  const known = new Set(pickedCodesOf(kept))
  const added = codes
    .filter((code) => !known.has(code))
    .map((code): Place => {
      const area = areas.get(code)
      const geometry = area ? JSON.stringify({ type: 'Point', coordinates: area.labelPoint }) : null
      return { id: crypto.randomUUID(), kind: 'areaCode', geometry, code, label: area?.nameTh ?? null }
    })
  return [...kept, ...added]
}

/** Codes of the tambons and villages among an item's places. */
export function pickedCodesOf(places: readonly Place[]): string[] {
  return places.flatMap(({ kind, code }) => (kind === 'areaCode' && code !== null ? [code] : []))
}
