import fc from 'fast-check'
import type { Geometry } from 'geojson'
import { describe, expect, test } from 'vitest'
import { geometry, household, type MadePlan, madeItem, plan, sourcesOf } from '../../tests/reach-fixtures.ts'
import type { Filter } from '../contract/filters.ts'
import type { Place } from '../contract/plans.ts'
import type { ReachPart, ReachSketch } from '../contract/reach.ts'
import { rowsOf } from '../households/bits.ts'
import { surveyOf, type TestHousehold } from '../households/test-survey.ts'
import { encodeGeometry } from '../store/geometry.ts'
import { answerReach, rowsOfPart } from './answer-reach.ts'
import { coverWithout } from './cover-without.ts'
import type { Reaching } from './item-rows.ts'
import { plainlyReaches } from './plain-reach.test-support.ts'

const filter: fc.Arbitrary<Filter | undefined> = fc.constantFrom(undefined, { areaCode: '4001' }, {
  where: { kind: 'compare', column: 'debt_baht', op: 'gt', value: 1000 },
} as const)

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
        fc.option(fc.uniqueArray(fc.constantFrom('400101', '40010103', '4002'), { maxLength: 2 })),
        filter,
        async (households, { items, areaCode }, drawn, chosen, more, picked, wanted) => {
          const made = { items: items.map(madeItem), areaCode }
          const { sources, rows } = sourcesOf(made, households)
          const selected = made.items[chosen] ?? null
          const sketch: ReachSketch | null = drawn && {
            geometry: JSON.stringify(drawn),
            place: more ? null : (selected?.places[0]?.id ?? null),
          }
          const request = {
            ...{ plan: 'p', item: selected?.id ?? null, sketch },
            ...(picked ? { areas: picked } : {}),
            ...(wanted ? { filter: wanted } : {}),
          }
          const answer = await answerReach(sources, request)

          const stored = (selected?.places ?? []).filter(({ id }) => id !== sketch?.place)
          const areaPlaces = (picked ?? []).map(
            (code): Place => ({ id: code, kind: 'areaCode', geometry: null, code, label: null }),
          )
          const kept = picked ? [...stored.filter(({ code }) => code === null), ...areaPlaces] : stored
          const drawnPlace = sketch && {
            id: 's',
            kind: 'area' as const,
            geometry: sketch.geometry,
            code: null,
            label: null,
          }
          const moved: Reaching = {
            places: drawnPlace ? [...kept, drawnPlace] : kept,
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
            shared: inArea.filter((row) => here(row) && others(row)),
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

describe('a village or tambon that an item names', () => {
  const positions = fc.record({ '400101': geometry, '40010102': geometry })
  const distance = fc.option(fc.integer({ min: 10, max: 6000 }))

  test('is reached from its point or outline where the item says how far, else as a whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(household, { minLength: 1, maxLength: 120 }),
        positions,
        fc.uniqueArray(fc.constantFrom('400101', '40010102', '40010103', '4002'), { minLength: 1, maxLength: 3 }),
        distance,
        async (households, at, codes, distanceM) => {
          const known = new Map(Object.entries(at))
          const reach = distanceM === null ? null : ({ by: 'distance', distanceM } as const)
          const item = madeItem(
            {
              ...{ places: codes.map((code) => ({ geometry: null, code })), reach, budgetBaht: 0 },
              ...{ jointIssue: null, ownerUnit: null, fiscalYear: 2026 },
            },
            0,
          )
          const { sources, rows } = sourcesOf({ items: [item], areaCode: null }, households, known)
          const answer = await answerReach(sources, { plan: 'p', item: item.id })
          const plain = rows.filter((row) => plainlyReaches(item, row, known))
          expect(answer.measures[0]?.reached.value).toBe(plain.length)
          const isMeasured = distanceM === null || codes.every((code) => known.has(code))
          expect(answer.lacks).toBe(isMeasured ? null : 'no-position')
        },
      ),
      { numRuns: 100 },
    )
  })

  test('is measured anew when its position is another', async () => {
    const at = (lon: number): Geometry => ({ type: 'Point', coordinates: [lon, 16] })
    const house = { area: '40010102', lon: 102, lat: 16, cells: {} }
    const item = madeItem(
      {
        ...{ places: [{ geometry: null, code: '40010102' }], reach: { by: 'distance', distanceM: 500 } },
        ...{ budgetBaht: 0, jointIssue: null, ownerUnit: null, fiscalYear: 2026 },
      },
      0,
    )
    const { sources } = sourcesOf({ items: [item], areaCode: null }, [house], new Map([['40010102', at(102.01)]]))
    // By the plan's cover, which is kept.
    const reached = async () => (await coverWithout(sources, { plan: 'p', without: [] }))?.reached
    expect(await reached()).toBe(0)
    sources.db.exec("UPDATE phaenthi_dataset SET current_version = 3 WHERE id = 'areas:village'")
    sources.db.exec("INSERT INTO phaenthi_version (id, dataset_id, table_name) VALUES (3, 'areas:village', 'moved')")
    sources.db.exec('CREATE TABLE moved (code TEXT, geom BLOB)')
    sources.db.prepare("INSERT INTO moved VALUES ('40010102', ?)").run(encodeGeometry(at(102.001)))
    sources.desk.contentChanged()
    expect(await reached()).toBe(1)
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
