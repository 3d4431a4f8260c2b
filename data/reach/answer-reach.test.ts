import Database from 'better-sqlite3'
import fc from 'fast-check'
import type { Geometry } from 'geojson'
import { describe, expect, test } from 'vitest'
import { buildRegister } from '../areas/register.ts'
import type { Filter } from '../contract/filters.ts'
import type { ItemReach, Place, PlanInfo, PlanItem } from '../contract/plans.ts'
import type { ReachPart, ReachSketch } from '../contract/reach.ts'
import { defaultCategories, type Workbook } from '../contract/workbook.ts'
import { rowsOf } from '../households/bits.ts'
import { surveyOf, type TestHousehold } from '../households/test-survey.ts'
import { answerReach, type ReachSources, rowsOfPart } from './answer-reach.ts'
import type { Reaching } from './item-rows.ts'
import { plainlyReaches } from './plain-reach.test-support.ts'
import { ReachDesk } from './reach-desk.ts'

const areas = ['400101', '40010102', '40010103', '40010201', '400102', '40020101', '45010101']
const coordinate = (from: number, to: number) =>
  fc.integer({ min: 0, max: 10_000 }).map((i) => from + ((to - from) * i) / 10_000)
const position = fc.tuple(coordinate(102, 102.1), coordinate(16, 16.1))
const household: fc.Arbitrary<TestHousehold> = fc
  .record({
    area: fc.constantFrom(...areas),
    lon: fc.option(coordinate(102, 102.1), { freq: 12 }),
    lat: coordinate(16, 16.1),
    cells: fc.record({
      members: fc.option(fc.nat(9), { freq: 5 }),
      disabled: fc.constantFrom(0, 0, 1, 2, null),
      debt_baht: fc.constantFrom(0, 5000, 120_000, 0.5, null),
      bmn_18: fc.constantFrom('1', '0', '', 'ไม่เกี่ยวข้อง'),
    }),
  })
  .map((row) => (row.lon === null ? { ...row, lat: null } : row))
const columns = { members: 'number', disabled: 'number', debt_baht: 'number', bmn_18: 'answer' } as const

const ring = (around: readonly [number, number], radius: number, corners: number): [number, number][] =>
  Array.from({ length: corners + 1 }, (_, k) => {
    const angle = (2 * Math.PI * (k % corners)) / corners + 0.1
    return [around[0] + radius * Math.cos(angle), around[1] + radius * Math.sin(angle)]
  })
const polygon = fc.tuple(position, coordinate(0.001, 0.05), fc.integer({ min: 3, max: 7 }), fc.boolean())
const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  fc
    .array(position, { minLength: 2, maxLength: 5 })
    .map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  polygon.map(([at, radius, corners, hole]): Geometry => {
    const rings = [ring(at, radius, corners), ...(hole ? [ring(at, radius / 2, 4)] : [])]
    return { type: 'Polygon', coordinates: rings }
  }),
  fc.array(polygon, { minLength: 2, maxLength: 3 }).map(
    (all): Geometry => ({
      type: 'MultiPolygon',
      coordinates: all.map(([at, radius, corners]) => [ring(at, radius, corners)]),
    }),
  ),
)
const reach: fc.Arbitrary<ItemReach | null> = fc.oneof(
  fc.constant(null),
  fc.constant({ by: 'shape' } as const),
  fc.constant({ by: 'areas' } as const),
  coordinate(10, 4000).map((distanceM) => ({ by: 'distance', distanceM }) as const),
)
const place = fc.oneof(
  { weight: 3, arbitrary: geometry.map((each) => ({ geometry: JSON.stringify(each), code: null as string | null })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('400101', '40010102', '4002', '99').map((code) => ({ geometry: null, code })),
  },
)
const item = fc.record({ places: fc.array(place, { maxLength: 3 }), reach, budgetBaht: fc.constantFrom(0, 90_000) })
const filter: fc.Arbitrary<Filter | undefined> = fc.constantFrom(undefined, { areaCode: '4001' }, {
  where: { kind: 'compare', column: 'debt_baht', op: 'gt', value: 1000 },
} as const)
const plan = fc.record({
  items: fc.array(item, { maxLength: 5 }),
  areaCode: fc.constantFrom('40', '4001', '400101', null),
})

type MadePlan = { items: readonly PlanItem[]; areaCode: string | null }

function madeItem(
  {
    places,
    reach: by,
    budgetBaht,
  }: {
    places: readonly { geometry: string | null; code: string | null }[]
    reach: ItemReach | null
    budgetBaht: number
  },
  index: number,
): PlanItem {
  const whole: Partial<PlanItem> = {
    ...{ id: `i${index}`, planId: 'p', reach: by, budgetBaht, dropped: null },
    ...{ needs: [{ indicator: 'bmn38_18', baseline: null, survey: null }], goals: [], roles: [], links: [] },
    places: places.map((each, at): Place => ({ ...each, id: `i${index}-${at}`, kind: 'area', label: null })),
  }
  return whole as PlanItem
}

function sourcesOf(made: MadePlan, households: readonly TestHousehold[]) {
  const { survey, rows } = surveyOf(households, columns)
  const documents = {
    plan: () => ({ id: 'p', fields: { title: 'p', areaCode: made.areaCode }, dropped: null }) as unknown as PlanInfo,
    items: () => [...made.items],
    workbook: () => ({ indicators: [], categories: defaultCategories }) as unknown as Workbook,
  }
  const db = new Database(':memory:')
  const desk = new ReachDesk(db, documents)
  const sources: ReachSources = {
    db,
    desk,
    register: buildRegister([]),
    surveys: { survey: () => survey, surveyIds: () => ['test'] },
  }
  return { sources, rows }
}

const passes = (wanted: Filter | undefined, { area, cells }: TestHousehold): boolean => {
  if (wanted?.areaCode) return area.startsWith(wanted.areaCode)
  return wanted ? Number(cells.debt_baht ?? 0) > 1000 : true
}

/** The measures of some households, counted one by one. */
function plainFigures(households: readonly TestHousehold[]) {
  const sum = (name: 'members' | 'disabled' | 'debt_baht') => {
    const known = households.filter(({ cells }) => typeof cells[name] === 'number')
    return { value: known.reduce((total, { cells }) => total + Number(cells[name]), 0), known: known.length }
  }
  const answered = households.filter(({ cells }) => cells.bmn_18 === '1' || cells.bmn_18 === '0')
  return {
    households: { value: households.length, known: households.length },
    people: sum('members'),
    disabled: sum('disabled'),
    indebted: {
      value: households.filter(({ cells }) => Number(cells.debt_baht ?? 0) > 0).length,
      known: sum('debt_baht').known,
    },
    debt: sum('debt_baht'),
    bmn38_18: { value: answered.filter(({ cells }) => cells.bmn_18 === '0').length, known: answered.length },
  }
}

describe('the answer to a move', () => {
  test('is what a plain count finds, for any plan, shape, way of reaching and filter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(household, { minLength: 1, maxLength: 120 }),
        plan,
        fc.option(geometry),
        fc.nat(5),
        fc.boolean(),
        filter,
        async (households, { items, areaCode }, drawn, chosen, alone, wanted) => {
          const made = { items: items.map(madeItem), areaCode }
          const { sources, rows } = sourcesOf(made, households)
          const selected = made.items[chosen] ?? null
          const sketch: ReachSketch | null = drawn && {
            geometry: JSON.stringify(drawn),
            place: selected?.places[0]?.id ?? null,
            alone,
          }
          const request = { plan: 'p', item: selected?.id ?? null, sketch, ...(wanted ? { filter: wanted } : {}) }
          const answer = await answerReach(sources, request)

          const kept = alone ? [] : (selected?.places ?? []).slice(sketch ? 1 : 0)
          const moved: Reaching = {
            places: sketch
              ? [...kept, { id: 's', kind: 'area', geometry: sketch.geometry, code: null, label: null }]
              : (selected?.places ?? []),
            reach: selected?.reach ?? null,
          }
          const counted = rows.filter((row) => passes(wanted, row))
          const inArea = counted.filter(({ area }) => area.startsWith(areaCode ?? ''))
          const here = (row: TestHousehold) => plainlyReaches(moved, row)
          const others = (row: TestHousehold) =>
            made.items.some((each) => each !== selected && plainlyReaches(each, row))
          const parts: Readonly<Record<ReachPart, readonly TestHousehold[]>> = {
            reached: counted.filter(here),
            whole: inArea,
            byOthers: inArea.filter(others),
            fresh: inArea.filter((row) => here(row) && !others(row)),
            uncovered: inArea.filter((row) => !here(row) && !others(row)),
          }
          expect(answer.measures.map(({ measure }) => measure.id)).toEqual([
            ...['households', 'people', 'disabled', 'indebted', 'debt', 'bmn38_18'],
            ...(selected ? [] : []),
          ])
          for (const [part, those] of Object.entries(parts) as [ReachPart, readonly TestHousehold[]][]) {
            const plain: Readonly<Record<string, { value: number; known: number }>> = plainFigures(those)
            for (const { measure, [part]: found } of answer.measures)
              expect([part, measure.id, found]).toEqual([part, measure.id, plain[measure.id]])
            const opened = await rowsOfPart(sources, { ...request, part, measure: 'households' })
            expect([...rowsOf(opened.rows)].map((row) => rows[row])).toEqual(rows.filter((row) => those.includes(row)))
          }
          const left = inArea.filter(
            (row) => row.cells.bmn_18 === '0' && !here(row) && !others(row) && row.area.length === 8,
          )
          const perVillage = [...Map.groupBy(left, ({ area }) => area).values()]
            .map(({ length }) => length)
            .sort((a, b) => b - a)
          expect(answer.missed.villages.map(({ count }) => count)).toEqual(perVillage.slice(0, 5))
          const budget = selected?.budgetBaht ?? 0
          const expected = budget > 0 && parts.reached.length > 0 ? budget / parts.reached.length : null
          expect(answer.bahtPerHousehold).toBe(expected)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('leaves out what the survey has no column for', async () => {
    const made = { items: [], areaCode: null }
    const { sources } = sourcesOf(made, [{ area: '400101', lon: 102, lat: 16, cells: {} }])
    const { survey } = surveyOf([{ area: '400101', lon: 102, lat: 16, cells: { members: 3 } }], { members: 'number' })
    const answer = await answerReach(
      { ...sources, surveys: { survey: () => survey, surveyIds: () => ['test'] } },
      { plan: 'p' },
    )
    expect(answer.measures.map(({ measure }) => measure.id)).toEqual(['households', 'people'])
    expect(answer.lacks).toBe('no-place')
  })
})

describe('a plan that changes', () => {
  test('is counted as if it had been so from the beginning', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(household, { minLength: 1, maxLength: 80 }),
        fc.array(plan, { minLength: 2, maxLength: 4 }),
        async (households, plans) => {
          const states = plans.map(({ items, areaCode }): MadePlan => ({ items: items.map(madeItem), areaCode }))
          const now = { ...states[0]! }
          const { sources } = sourcesOf(now, households)
          for (const state of states) {
            Object.assign(now, state)
            sources.desk.contentChanged()
            const patched = await answerReach(sources, { plan: 'p', item: 'i1' })
            const anew = await answerReach(sourcesOf(state, households).sources, { plan: 'p', item: 'i1' })
            expect(patched).toEqual(anew)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
