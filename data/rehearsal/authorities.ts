/**
 * Local authorities of the rehearsal province and the tambons they cover, whole or in part. They are not tambons: the town's
 * municipality takes in one tambon whole and a piece of two more, three others share theirs with an อบต., two replace it.
 */
import type { Authority, AuthorityTambon } from '../contract/workbook.ts'
import { needAt } from './need.ts'
import type { Province, Tambon } from './province.ts'
import { createRandom } from './random.ts'

export interface LocalAuthorities {
  readonly authorities: readonly Authority[]
  readonly links: readonly AuthorityTambon[]
}

const WHOLE_MUNICIPALITIES = 2

/** Every authority with its links. Codes (`ตย-อปท-01`) follow no real register. */
export function localAuthorities(province: Province): LocalAuthorities {
  const authorities: Authority[] = []
  const links: AuthorityTambon[] = []
  const found = (kind: Authority['kind'], nameTh: string, covers: ReadonlyArray<[Tambon, 'whole' | 'part']>): void => {
    const code = `ตย-อปท-${String(authorities.length + 1).padStart(2, '0')}`
    authorities.push({ code, nameTh, kind })
    for (const [tambon, coverage] of covers) links.push({ authorityCode: code, tambonCode: tambon.code, coverage })
  }
  const tambonAt = (index: number): Tambon => province.tambons[index] as Tambon
  const seats = province.amphoe.map(({ seat }) => tambonAt(seat))
  const [capital, ...otherSeats] = seats as [Tambon, ...Tambon[]]
  const suburbs = [...capital.neighbours]
    .map(tambonAt)
    .filter(({ amphoe }) => amphoe === capital.amphoe)
    .slice(0, 2)
  const shared = new Set<Tambon>([...suburbs, ...otherSeats])
  found('pao', 'องค์การบริหารส่วนจังหวัดตัวอย่าง', [])
  found('town-mun', 'เทศบาลเมืองตัวอย่าง', [
    [capital, 'whole'],
    ...suburbs.map((tambon): [Tambon, 'part'] => [tambon, 'part']),
  ])
  for (const seat of otherSeats) found('subdistrict-mun', `เทศบาลตำบล${seat.name.th}`, [[seat, 'part']])
  const rest = province.tambons.filter((tambon) => tambon !== capital).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const replaced = rest.filter((tambon) => !shared.has(tambon)).slice(0, WHOLE_MUNICIPALITIES)
  for (const tambon of rest) {
    if (replaced.includes(tambon)) found('subdistrict-mun', `เทศบาลตำบล${tambon.name.th}`, [[tambon, 'whole']])
    else found('tao', `องค์การบริหารส่วนตำบล${tambon.name.th}`, [[tambon, shared.has(tambon) ? 'part' : 'whole']])
  }
  return { authorities, links }
}

/** Five pilot tambons: the one in most need of each amphoe, and the next in all. */
export function pilotTambons(province: Province): string[] {
  const towns = province.amphoe.map(({ seat }) => (province.tambons[seat] as Tambon).middle)
  const need = (tambon: Tambon): number => needAt(tambon.middle, { towns, heightM: province.heightM })
  const byNeed = province.tambons.toSorted((a, b) => need(b) - need(a))
  const chosen = province.amphoe.map((_, amphoe) => byNeed.find((tambon) => tambon.amphoe === amphoe) as Tambon)
  const next = byNeed.find((tambon) => !chosen.includes(tambon)) as Tambon
  return [...chosen, next].map(({ code }) => code).sort()
}

export interface PopulationRow {
  readonly tambonCode: string
  readonly tambonTh: string
  readonly amphoeTh: string
  readonly population: number
  readonly male: number
  readonly female: number
  readonly houses: number
}

/** A civil-register-like table: people and registered houses by tambon, a little more than the survey meets. */
export function populationTable(province: Province): PopulationRow[] {
  return province.tambons
    .map((tambon, index) => {
      const random = createRandom('register', tambon.code)
      const surveyed = province.villages.filter((village) => village.tambon === index)
      const houses = Math.round(surveyed.reduce((sum, village) => sum + village.houses, 0) * random.between(1.06, 1.17))
      const population = Math.round(houses * random.between(2.75, 3.15))
      const male = Math.round(population * random.between(0.485, 0.5))
      return {
        tambonCode: tambon.code,
        tambonTh: tambon.name.th,
        amphoeTh: province.amphoe[tambon.amphoe]?.name.th ?? '',
        population,
        male,
        female: population - male,
        houses,
      }
    })
    .sort((a, b) => (a.tambonCode < b.tambonCode ? -1 : 1))
}
