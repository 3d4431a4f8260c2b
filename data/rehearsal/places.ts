/** Offices, schools, temples and the like, at the villages that would have them. */
import type { Spot } from './plane.ts'
import type { Amphoe, Place, Tambon, Village } from './province.ts'
import { createRandom, type Random } from './random.ts'

export interface Settled {
  readonly tambons: readonly Tambon[]
  readonly amphoe: readonly Amphoe[]
  readonly villages: readonly Village[]
}

/** The places of a settled province, each a few hundred metres from its village's middle. */
export function placesOf({ tambons, amphoe, villages }: Settled): Place[] {
  const random = createRandom('places')
  const seats = tambons.map((_, tambon) => villages.find((village) => village.tambon === tambon) as Village)
  const near = (village: Village): Spot => beside(village.spot, random)
  const ofAmphoe = amphoe.flatMap(({ name, seat }, index): Place[] => {
    const town = seats[seat] as Village
    return [
      ...(index === 0 ? [{ nameTh: 'ศาลากลางจังหวัดตัวอย่าง', kind: 'provincial-hall' as const, spot: near(town) }] : []),
      { nameTh: `ที่ว่าการอำเภอ${name.th}`, kind: 'amphoe-office', spot: near(town) },
      { nameTh: `โรงพยาบาล${name.th}`, kind: 'hospital', spot: near(town) },
      { nameTh: `ตลาดสด${name.th}`, kind: 'market', spot: near(town) },
    ]
  })
  const ofTambons = tambons.map(
    (tambon, index): Place => ({
      nameTh: `รพ.สต.${tambon.name.th}`,
      kind: 'health-centre',
      spot: near(seats[index] as Village),
    }),
  )
  const ofVillages = villages.flatMap((village): Place[] => [
    ...(village.moo % 3 === 1
      ? [{ nameTh: `โรงเรียนบ้าน${village.name.th}`, kind: 'school' as const, spot: near(village) }]
      : []),
    ...(village.moo % 2 === 1
      ? [{ nameTh: `วัด${village.name.th}`, kind: 'temple' as const, spot: near(village) }]
      : []),
  ])
  return [...ofAmphoe, ...ofTambons, ...ofVillages]
}

function beside({ x, y }: Spot, random: Random): Spot {
  const angle = random.between(0, 2 * Math.PI)
  const km = random.between(0.08, 0.26)
  return { x: x + Math.cos(angle) * km, y: y + Math.sin(angle) * km }
}
