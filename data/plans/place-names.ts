/** Named places that a title may speak of, indexed by folded name and by หมู่ที่. */
import type { Database } from 'better-sqlite3'
import { readAreaRows } from '../areas/area-rows.ts'
import { loadRegister } from '../areas/register.ts'
import { areaNameKeys } from '../exchange/text/fold.ts'

export type NamedPlaceKind = 'village' | 'tambon' | 'community' | 'road'

export interface NamedPlace {
  readonly kind: NamedPlaceKind
  /** Area code; villages carry their หมู่ที่ in the last two digits. A place without a code of its own has its tambon's. */
  readonly code: string
  readonly nameTh: string
  readonly label: string
  readonly lon: number
  readonly lat: number
}

export interface PlaceNames {
  readonly byName: Readonly<Record<NamedPlaceKind, ReadonlyMap<string, readonly NamedPlace[]>>>
  readonly villagesByCode: ReadonlyMap<string, NamedPlace>
  /** Letters of the longest folded name: no longer run of a title needs to be looked up. */
  readonly longestName: number
}

/** The index that `suggestPlaces` asks. */
export function indexPlaceNames(places: readonly NamedPlace[]): PlaceNames {
  const kinds: Record<NamedPlaceKind, Map<string, NamedPlace[]>> = {
    village: new Map(),
    tambon: new Map(),
    community: new Map(),
    road: new Map(),
  }
  let longestName = 0
  for (const place of places) {
    const level = place.kind === 'tambon' ? 'tambon' : 'village'
    for (const key of areaNameKeys(place.nameTh, level)) {
      const found = kinds[place.kind].get(key)
      if (found) found.push(place)
      else kinds[place.kind].set(key, [place])
      longestName = Math.max(longestName, key.length)
    }
  }
  const villages = places.filter((place) => place.kind === 'village')
  return { byName: kinds, villagesByCode: new Map(villages.map((place) => [place.code, place])), longestName }
}

/** Villages and tambons of the workspace as they are current; empty where none were imported. */
export function loadPlaceNames(db: Database): PlaceNames {
  const register = loadRegister(db)
  const places = (['village', 'tambon'] as const).flatMap((level) =>
    readAreaRows(db, level).map(({ code, nameTh, labelPoint: [lon, lat] }): NamedPlace => {
      return { kind: level, code, nameTh, label: register.labelOf(code), lon, lat }
    }),
  )
  return indexPlaceNames(places)
}
