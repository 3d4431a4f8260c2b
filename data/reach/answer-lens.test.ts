import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { household, type MadePlan, madeItem, plan, sourcesOf } from '../../tests/reach-fixtures.ts'
import { lensRequestSchema } from '../contract/lens.ts'
import type { PlanItem } from '../contract/plans.ts'
import { foldThai } from '../exchange/text/fold.ts'
import { rowsOf } from '../households/bits.ts'
import type { TestHousehold } from '../households/test-survey.ts'
import { answerLens, itemsOfPlace, rowsOfLens } from './answer-lens.ts'
import { plainlyReaches } from './plain-reach.test-support.ts'

const filters = fc.record({
  issue: fc.constantFrom(null, 'น้ำกินน้ำใช้', 'หนี้'),
  fiscalYear: fc.constantFrom(null, 2025),
  organisation: fc.constantFrom(null, 'อบต.ก'),
})
const levels = fc.constantFrom('tambon' as const, 'village' as const)

function fits(
  item: PlanItem,
  { issue, fiscalYear, organisation }: { issue: string | null; fiscalYear: number | null; organisation: string | null },
) {
  return (
    (issue === null || foldThai(item.fields.jointIssue ?? '') === foldThai(issue)) &&
    (fiscalYear === null || item.budgets.some((line) => line.fiscalYear === fiscalYear)) &&
    (organisation === null || item.fields.ownerUnit === organisation)
  )
}

describe('a lens', () => {
  test('counts in each area what a plain count finds, whatever is filtered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(household, { minLength: 1, maxLength: 120 }),
        plan,
        filters,
        levels,
        async (households, { items, areaCode }, filter, level) => {
          const made: MadePlan = { items: items.map(madeItem), areaCode }
          const { sources, rows } = sourcesOf(made, households)
          const asked = { plan: 'p', level, ...filter, need: 'bmn38_18' }
          const answer = await answerLens(sources, lensRequestSchema.parse({ ...asked, lens: 'overlap' }))
          const wanted = made.items.filter((item) => fits(item, filter))
          const inArea = rows.filter(({ area }) => area.startsWith(areaCode ?? ''))
          const reaching = new Map(inArea.map((row) => [row, wanted.filter((item) => plainlyReaches(item, row))]))
          const timesOf = (row: TestHousehold) => reaching.get(row)?.length ?? 0
          const count = (those: readonly TestHousehold[]) => ({
            none: those.filter((row) => timesOf(row) === 0).length,
            once: those.filter((row) => timesOf(row) === 1).length,
            more: those.filter((row) => timesOf(row) > 1).length,
          })
          expect(answer.households).toEqual(count(inArea))
          const { areas } = answer
          areas.codes.forEach((code, index) => {
            const there = inArea.filter(({ area }) => area.startsWith(code) && area.length >= code.length)
            if (there.length === 0) {
              expect([areas.households[index], areas.items[index], areas.none[index], areas.need[index]]).toEqual([
                null,
                null,
                null,
                null,
              ])
              return
            }
            const { none, once, more } = count(there)
            expect([code, areas.none[index], areas.once[index], areas.more[index]]).toEqual([code, none, once, more])
            const items = wanted.filter((item) => there.some((row) => plainlyReaches(item, row)))
            expect(areas.items[index]).toBe(items.length)
            const answered = there.filter(({ cells }) => cells.bmn_18 === '1' || cells.bmn_18 === '0')
            const inNeed = answered.filter(({ cells }) => cells.bmn_18 === '0')
            expect(areas.need[index]).toBe(answered.length > 0 ? inNeed.length : null)
            expect(areas.gap[index]).toBe(
              answered.length > 0 ? inNeed.filter((row) => timesOf(row) === 0).length : null,
            )
            const baht = items.map((item) => {
              const everywhere = rows.filter((row) => plainlyReaches(item, row)).length
              return (item.budgetBaht * there.filter((row) => plainlyReaches(item, row)).length) / everywhere
            })
            expect(areas.budgetBaht[index]).toBeCloseTo(
              baht.reduce((sum, part) => sum + part, 0),
              4,
            )
          })
          const pairs = wanted.flatMap((a, at) =>
            wanted.slice(at + 1).flatMap((b) => {
              const shared = inArea.filter((row) => plainlyReaches(a, row) && plainlyReaches(b, row)).length
              return shared > 0 ? [`${a.id} ${b.id} ${shared}`] : []
            }),
          )
          expect(
            answer.pairs.map((pair) => `${pair.items[0].id} ${pair.items[1].id} ${pair.households}`).sort(),
          ).toEqual(pairs.sort())
          expect(answer.pairCount).toBe(pairs.length)
        },
      ),
      { numRuns: 120 },
    )
  })

  test('opens the households and the items behind its figures', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(household, { minLength: 1, maxLength: 80 }),
        plan,
        fc.constantFrom('none' as const, 'once' as const, 'more' as const, 'gap' as const),
        fc.constantFrom('', '400101', '40010102'),
        async (households, { items, areaCode }, kind, area) => {
          const made: MadePlan = { items: items.map(madeItem), areaCode }
          const { sources, rows } = sourcesOf(made, households)
          const request = lensRequestSchema.parse({ lens: 'coverage', plan: 'p', need: 'bmn38_18' })
          const found = await rowsOfLens(sources, { ...request, rows: { kind, area } })
          const expected = rows.filter((row) => {
            const times = made.items.filter((item) => plainlyReaches(item, row)).length
            const right = {
              none: times === 0,
              once: times === 1,
              more: times > 1,
              gap: times === 0 && row.cells.bmn_18 === '0',
            }
            return row.area.startsWith(areaCode ?? '') && row.area.startsWith(area) && right[kind]
          })
          expect([...rowsOf(found.rows)].map((row) => rows[row])).toEqual(expected)
          const inPlace = await itemsOfPlace(sources, { ...request, area: area || '40' })
          const there = rows.filter((row) => row.area.startsWith(area || '40'))
          const reaching = made.items.map(
            (item) => [item.id, there.filter((row) => plainlyReaches(item, row)).length] as const,
          )
          expect(new Map(inPlace.map(({ id, households: count }) => [id, count]))).toEqual(
            new Map(reaching.filter(([, count]) => count > 0)),
          )
        },
      ),
      { numRuns: 80 },
    )
  })

  test('finds one issue in either spelling, and counts places by it', async () => {
    const place = { geometry: null, code: '40010102' }
    const base = { places: [place], reach: null, budgetBaht: 90_000, ownerUnit: null, fiscalYear: 2025 }
    const items = [
      madeItem({ ...base, jointIssue: 'น้ำกินน้ำใช้' }, 0),
      madeItem({ ...base, jointIssue: 'นํ้ากิน นํ้าใช้' }, 1),
      madeItem({ ...base, places: [], jointIssue: 'หนี้' }, 2),
    ]
    const house = (area: string, bmn_18: string): TestHousehold => ({ area, lon: null, lat: null, cells: { bmn_18 } })
    const homes = [
      ...Array.from({ length: 12 }, () => house('40010102', '0')),
      ...Array.from({ length: 11 }, () => house('40010103', '0')),
    ]
    const { sources } = sourcesOf({ items, areaCode: null }, homes)
    const request = lensRequestSchema.parse({
      lens: 'coverage',
      plan: 'p',
      level: 'village',
      need: 'bmn38_18',
      issue: 'น้ำกินน้ำใช้',
    })
    const answer = await answerLens(sources, request)
    expect(answer.choices.issues).toEqual([
      { label: 'น้ำกินน้ำใช้', items: 2 },
      { label: 'หนี้', items: 1 },
    ])
    expect(answer.items).toEqual({ counted: 2, placeless: 0, placelessBaht: 0 })
    expect(answer.places).toEqual({ none: 1, once: 0, more: 1 })
    expect(answer.groups.issues).toEqual([
      { label: 'น้ำกินน้ำใช้', items: 2, none: 1, once: 0, more: 1 },
      { label: 'หนี้', items: 1, none: 2, once: 0, more: 0 },
    ])
    expect(answer.fairness).toMatchObject({
      most: { code: '40010102', items: 2, bahtPerHousehold: 15_000 },
      least: { code: '40010103', items: 0, bahtPerHousehold: 0 },
      medianBaht: 7500,
      bare: { places: 1, households: 11 },
      total: { items: 2, budgetBaht: 180_000, inNeed: 23 },
    })
  })

  test('leaves out the money of an item that stands on what another stands on', async () => {
    const base = { places: [], reach: null, budgetBaht: 90_000, ownerUnit: null, fiscalYear: 2025, jointIssue: null }
    const taken = (index: number): PlanItem => ({
      ...madeItem(base, index),
      sources: [{ plan: 't', item: 'x', planTitle: 't', seen: {}, at: '', by: '' }],
    })
    const { sources } = sourcesOf({ items: [taken(0), taken(1), madeItem(base, 2)], areaCode: null }, [])
    const answer = await answerLens(sources, lensRequestSchema.parse({ lens: 'coverage', plan: 'p', level: 'village' }))
    expect(answer.items).toEqual({ counted: 3, placeless: 3, placelessBaht: 180_000 })
  })
})
