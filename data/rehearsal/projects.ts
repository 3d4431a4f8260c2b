/** 240 projects in two plans, put together from the templates in resources/rehearsal/projects.json. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import {
  type BudgetLine,
  type ItemStatus,
  type NewItem,
  noItemParts,
  type Place,
  type PlanFields,
} from '../contract/plans.ts'
import { localAuthorities } from './authorities.ts'
import { ringPositions } from './geometry.ts'
import { distanceKm, type Spot, toPosition } from './plane.ts'
import type { Province, Tambon, Village } from './province.ts'
import { createRandom, type Random } from './random.ts'

const templateSchema = z.object({
  category: z.enum(['people', 'area', 'partners']),
  place: z.enum(['point', 'line', 'water', 'wood']),
  title: z.string(),
  lowBaht: z.number(), // thousands
  highBaht: z.number(), // thousands
  programme: z.string(),
  objective: z.string(),
  target: z.string(),
  owner: z.enum(['local', 'network']),
  years: z.number().int(),
})
type Template = z.infer<typeof templateSchema>

export interface SamplePlan {
  readonly id: string
  readonly fields: PlanFields
  readonly items: readonly NewItem[]
}

/** Fiscal years 2568–2570. */
const FISCAL_YEARS = [2025, 2026, 2027] as const
const PROVINCE_ITEMS = 150
const AMPHOE_ITEMS = 90
/** One in eight has no place yet: its village stands only in its title. */
const UNPLACED_EVERY = 8
const statuses: readonly ItemStatus[] = ['idea', 'ready', 'proposed', 'agreed', 'under-way', 'done']
const sources = { local: 'งบประมาณ อปท.', network: 'กองทุนและภาคี', province: 'งบจังหวัด' }

/** The province's plan in force and the town district's draft. Same province, same plans. */
export function samplePlans(province: Province): SamplePlan[] {
  const url = new URL('../../resources/rehearsal/projects.json', import.meta.url)
  const templates = z.array(templateSchema).parse(JSON.parse(readFileSync(url, 'utf8')))
  const district = province.amphoe[0]
  if (!district) throw new Error('the rehearsal province has no amphoe')
  const inDistrict = province.villages.filter((village) => (province.tambons[village.tambon] as Tambon).amphoe === 0)
  const years = { firstFiscalYear: FISCAL_YEARS[0], lastFiscalYear: FISCAL_YEARS[2] }
  return [
    {
      id: 'plan-sample-province',
      fields: {
        ...years,
        title: 'แผนพัฒนาจังหวัดตัวอย่าง พ.ศ. 2568–2570 (ตัวอย่าง)',
        level: 'province',
        areaCode: province.code,
        entity: 'คณะกรรมการจังหวัดตัวอย่าง',
        state: 'in-force',
      },
      items: itemsOf(province, { prefix: 'p', templates, villages: province.villages, count: PROVINCE_ITEMS }),
    },
    {
      id: 'plan-sample-amphoe',
      fields: {
        ...years,
        title: 'ร่างแผนพัฒนาอำเภอเมืองตัวอย่าง พ.ศ. 2568–2570 (ตัวอย่าง)',
        level: 'amphoe',
        areaCode: district.code,
        entity: 'คณะกรรมการอำเภอเมืองตัวอย่าง',
        state: 'draft',
      },
      items: itemsOf(province, { prefix: 'a', templates, villages: inDistrict, count: AMPHOE_ITEMS }),
    },
  ]
}

function itemsOf(
  province: Province,
  {
    prefix,
    templates,
    villages,
    count,
  }: { prefix: string; templates: readonly Template[]; villages: readonly Village[]; count: number },
): NewItem[] {
  const random = createRandom('projects', prefix)
  const owners = ownersByTambon(province)
  const titles = new Set<string>()
  const items: NewItem[] = []
  while (items.length < count) {
    const village = neediest(villages, random)
    const template = random.pick(templates)
    const id = `item-sample-${prefix}${String(items.length + 1).padStart(3, '0')}`
    const place = placeOf(province, { id, template, village, random })
    if (!place) continue
    const title = template.title
      .replace('{water}', place.name)
      .replace('{wood}', place.name)
      .replace('{village}', village.name.th)
      .replace('{moo}', String(village.moo))
      .replace('{tambon}', (province.tambons[village.tambon] as Tambon).name.th)
    if (titles.has(title)) continue
    titles.add(title)
    const isUnplaced = items.length % UNPLACED_EVERY === 3
    items.push({
      id,
      fields: {
        title,
        category: template.category,
        status: random.pick(prefix === 'a' ? statuses.slice(0, 3) : statuses.slice(2)),
        form: template.owner === 'network' ? '02/1' : '02',
        programme: template.programme,
        objective: template.objective,
        target: template.target,
        ownerUnit:
          template.owner === 'network'
            ? 'เครือข่ายองค์กรชุมชนจังหวัดตัวอย่าง'
            : random.pick(owners.get(village.tambon) ?? ['']),
      },
      places: isUnplaced ? [] : [place.place],
      budgets: budgetsOf(template, random),
      ordinances: [],
      ...noItemParts,
      origin: null,
    })
  }
  return items
}

/** A village, those in more need more often. */
function neediest(villages: readonly Village[], random: Random): Village {
  const one = random.pick(villages)
  const other = random.pick(villages)
  return one.need > other.need ? one : other
}

function ownersByTambon(province: Province): Map<number, string[]> {
  const { authorities, links } = localAuthorities(province)
  return new Map(
    province.tambons.map((tambon, index) => {
      const codes = links
        .filter(({ tambonCode }) => tambonCode === tambon.code)
        .map(({ authorityCode }) => authorityCode)
      return [index, authorities.filter(({ code }) => codes.includes(code)).map(({ nameTh }) => nameTh)]
    }),
  )
}

function budgetsOf({ lowBaht, highBaht, years, owner }: Template, random: Random): BudgetLine[] {
  const first = random.below(FISCAL_YEARS.length - years + 1)
  const total = lowBaht * (highBaht / lowBaht) ** random.next()
  const source = owner === 'network' ? sources.network : random.chance(0.2) ? sources.province : sources.local
  return FISCAL_YEARS.slice(first, first + years).map((fiscalYear) => ({
    fiscalYear,
    source,
    amountBaht: Math.max(5, Math.round(total / years)) * 1000,
  }))
}

interface PlaceRequest {
  readonly id: string
  readonly template: Template
  readonly village: Village
  readonly random: Random
}

/** Where the project lies, and what it is named after; null where there is no such thing near the village. */
function placeOf(
  province: Province,
  { id, template, village, random }: PlaceRequest,
): { place: Place; name: string } | null {
  const label = `บ้าน${village.name.th} หมู่ที่ ${village.moo}`
  const made = (kind: Place['kind'], geometry: GeoJSON.Geometry, name = ''): { place: Place; name: string } => ({
    name,
    place: { id: `${id}-1`, kind, geometry: JSON.stringify(geometry), code: null, label },
  })
  switch (template.place) {
    case 'point': {
      const near = { x: village.spot.x + 0.12 * random.normal(), y: village.spot.y + 0.12 * random.normal() }
      return made('point', { type: 'Point', coordinates: toPosition(near) })
    }
    case 'line': {
      const line = roadNear(province, village.spot)
      return line && made('line', { type: 'LineString', coordinates: line.map(toPosition) })
    }
    case 'water': {
      const water = province.reservoirs.find(({ middle }) => distanceKm(middle, village.spot) < 6)
      const name = water && `${water.kind === 'reservoir' ? 'อ่างเก็บน้ำ' : 'หนอง'}${water.name.th}`
      return water ? made('area', { type: 'Polygon', coordinates: water.shape.map(ringPositions) }, name) : null
    }
    case 'wood': {
      const near = (ring: readonly Spot[] = []): boolean => ring.some((spot) => distanceKm(spot, village.spot) < 4.5)
      const wood = province.woods.find(({ kind, shape }) => kind === 'community' && near(shape[0]))
      if (!wood) return null
      return made('area', { type: 'Polygon', coordinates: wood.shape.map(ringPositions) }, `ป่าชุมชน${wood.name.th}`)
    }
  }
}

/** About a kilometre and a half of the road that passes a village, to either side. */
function roadNear(province: Province, spot: Spot): Spot[] | null {
  for (const { kind, line } of province.roads) {
    if (kind === 'highway') continue
    const from = line.findIndex((point) => distanceKm(point, spot) < 0.25)
    if (from < 0) continue
    const part = line.filter((point) => distanceKm(point, spot) < 0.8)
    const first = line.indexOf(part[0] as Spot)
    const run = line.slice(first, first + part.length)
    if (run.length > 3 && run.every((point) => distanceKm(point, spot) < 0.8)) return run
  }
  return null
}
