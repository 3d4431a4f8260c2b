import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Comparison, FilterNode, Shape } from '../contract/filters.ts'
import { rowsOf } from './bits.ts'
import { filterRows } from './filter.ts'
import { prepareTally, rowsInShape, tallyShape } from './tally.ts'
import { surveyOf, type TestHousehold } from './test-survey.ts'

const areas = ['400101', '40010102', '40010103', '400102', '400201', '45010101']
const coordinate = (from: number, to: number) =>
  fc.integer({ min: 0, max: 1000 }).map((i) => from + ((to - from) * i) / 1000)
const household: fc.Arbitrary<TestHousehold> = fc
  .record({
    area: fc.constantFrom(...areas),
    lon: fc.option(coordinate(102, 103), { freq: 10 }),
    lat: coordinate(16, 17),
    cells: fc.record({
      bmn: fc.constantFrom('1', '0', '', 'ไม่เกี่ยวข้อง'),
      members: fc.option(fc.nat(9)),
      debt: fc.option(fc.constantFrom(0, 5000, 120_000, -1, 0.5)),
      job: fc.constantFrom('ทำนา', 'ค้าขาย', 'รับจ้าง', null),
    }),
  })
  .map((row) => (row.lon === null ? { ...row, lat: null } : row))
const columns = { bmn: 'answer', members: 'number', debt: 'number', job: 'words' } as const
const households = fc.array(household, { minLength: 1, maxLength: 150 })

const numberOps = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constant('bmn'),
    op: fc.constantFrom('pass', 'fail', 'missing', 'present', 'not-applicable'),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constantFrom('members', 'debt'),
    op: fc.constantFrom(...numberOps),
    value: fc.constantFrom(0, 3, 5000, 0.25, -2),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constant('members'),
    op: fc.constant('in' as const),
    value: fc.array(fc.nat(9), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constant('job'),
    op: fc.constantFrom('eq', 'ne', 'contains'),
    value: fc.constantFrom('ทำนา', 'า', 'ว่างงาน'),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    column: fc.constantFrom('members', 'job'),
    op: fc.constantFrom('missing', 'present'),
  }),
)
const { node } = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.record({ kind: fc.constantFrom('all', 'any'), of: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not'), of: tie('node') }),
  ) as fc.Arbitrary<FilterNode>,
}))

/** What a filter means, row by row, written as plainly as can be. */
function holds(row: TestHousehold, filter: FilterNode): boolean {
  if (filter.kind === 'all') return filter.of.every((branch) => holds(row, branch))
  if (filter.kind === 'any') return filter.of.some((branch) => holds(row, branch))
  if (filter.kind === 'not') return !holds(row, filter.of)
  const { op, value } = filter
  const cell = row.cells[filter.column] ?? null
  if (filter.column === 'bmn') {
    const state = { '1': 'pass', '0': 'fail', '': 'missing' }[String(cell)] ?? 'not-applicable'
    return op === 'present' ? state === 'pass' || state === 'fail' : state === op
  }
  if (op === 'missing') return cell === null
  if (cell === null) return false
  switch (op) {
    case 'present':
      return true
    case 'in':
      return (value as (number | string)[]).includes(cell)
    case 'contains':
      return String(cell).includes(String(value))
    case 'eq':
      return cell === value
    case 'ne':
      return cell !== value
    case 'lt':
      return cell < value!
    case 'le':
      return cell <= value!
    case 'gt':
      return cell > value!
    default:
      return cell >= value!
  }
}

describe('a filter', () => {
  test('lets through exactly the rows it means', () => {
    fc.assert(
      fc.property(households, node, (list, where) => {
        const { survey, rows } = surveyOf(list, columns)
        const wanted = rows.flatMap((row, i) => (holds(row, where) ? [i] : []))
        expect([...rowsOf(filterRows(survey, { where })!)]).toEqual(wanted)
      }),
      { numRuns: 400 },
    )
  })

  test('inside an area, of any level', () => {
    fc.assert(
      fc.property(households, fc.constantFrom('40', '4001', '400101', '40010102', '45', '4701'), (list, areaCode) => {
        const { survey, rows } = surveyOf(list, columns)
        const wanted = rows.flatMap((row, i) => (row.area.startsWith(areaCode) ? [i] : []))
        expect([...rowsOf(filterRows(survey, { areaCode })!)]).toEqual(wanted)
        const where = { kind: 'compare', column: 'tambon_code', op: 'ne', value: areaCode } as const
        expect(rowsOf(filterRows(survey, { where })!)).toHaveLength(rows.length - wanted.length)
      }),
    )
  })

  test('that says nothing is none, and an unknown column is refused', () => {
    const { survey } = surveyOf([{ area: '400101', lon: null, lat: null, cells: {} }], columns)
    expect(filterRows(survey, {})).toBeNull()
    const where = { kind: 'compare', column: 'nothing', op: 'eq', value: 1 } as const
    expect(() => filterRows(survey, { where })).toThrow(/request.invalid/)
  })
})

const ring = fc
  .tuple(
    coordinate(102, 103),
    coordinate(16, 17),
    fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 40 }),
  )
  .map(([x, y, radii]) => {
    const points = radii.map((r, i): [number, number] => {
      const angle = (2 * Math.PI * i) / radii.length
      return [x + (r / 100) * Math.cos(angle) + 1e-5, y + (r / 100) * Math.sin(angle) + 1e-5]
    })
    return [...points, points[0]!]
  })

function insideRings(rings: readonly (readonly (readonly [number, number])[])[], x: number, y: number): boolean {
  let odd = false
  for (const points of rings) {
    for (let i = 1; i < points.length; i++) {
      const [[x1, y1], [x2, y2]] = [points[i - 1]!, points[i]!]
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd
    }
  }
  return odd
}

describe('a shape', () => {
  test('of rings holds the households that an even-odd test of each one finds, with their sums', async () => {
    await fc.assert(
      fc.asyncProperty(
        households,
        fc.array(ring, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (list, rings, prepared) => {
          const { survey, rows } = surveyOf(list, columns)
          const shape: Shape = { kind: 'polygon', polygons: [rings] }
          const found = rows.flatMap((row, i) => (row.lon !== null && insideRings(rings, row.lon, row.lat!) ? [i] : []))
          expect([...rowsInShape(survey, shape)].sort((a, b) => a - b)).toEqual(found)
          expect([...rowsOf(filterRows(survey, { shape })!)]).toEqual(found)
          const filter = filterRows(survey, { where: { kind: 'compare', column: 'members', op: 'ge', value: 4 } })
          const kept = found.filter((i) => Number(rows[i]!.cells.members ?? -1) >= 4)
          if (prepared) await prepareTally({ survey, columns: ['debt', 'bmn'], filter })
          const tally = tallyShape({ survey, shape, columns: ['debt', 'bmn'], filter })
          const debts = kept.flatMap((i) => rows[i]!.cells.debt ?? []).map(Number)
          const answers = kept.map((i) => rows[i]!.cells.bmn).filter((cell) => cell === '1' || cell === '0')
          expect(tally.households).toBe(kept.length)
          expect(tally.columns.debt!.n).toBe(debts.length)
          expect(tally.columns.debt!.sum).toBeCloseTo(
            debts.reduce((sum, debt) => sum + debt, 0),
            6,
          )
          expect(tally.columns.bmn).toEqual({ n: answers.length, sum: answers.filter((cell) => cell === '1').length })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('of a distance holds what lies within it, by the great circle', () => {
    fc.assert(
      fc.property(
        households,
        coordinate(102, 103),
        coordinate(16, 17),
        fc.integer({ min: 500, max: 60_000 }),
        (list, x, y, radiusM) => {
          const { survey, rows } = surveyOf(list, columns)
          const found = new Set(rowsInShape(survey, { kind: 'circle', center: [x, y], radiusM }))
          rows.forEach((row, i) => {
            if (row.lon === null) return
            const distance = greatCircleM([x, y], [row.lon, row.lat!])
            // The plane and the sphere part by less than half a percent here.
            if (distance < radiusM * 0.995) expect(found.has(i)).toBe(true)
            if (distance > radiusM * 1.005) expect(found.has(i)).toBe(false)
          })
          expect(
            new Set(
              rowsInShape(survey, {
                kind: 'corridor',
                line: [
                  [x, y],
                  [x, y],
                ],
                distanceM: radiusM,
              }),
            ),
          ).toEqual(found)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('of a corridor holds both its ends, and preparing changes no answer', async () => {
    const list = Array.from({ length: 400 }, (_, i) => ({
      area: '400101',
      lon: 102 + i / 400,
      lat: 16 + (i % 7) / 100,
      cells: { debt: i },
    }))
    const { survey, rows } = surveyOf(list, columns)
    const shape: Shape = {
      kind: 'corridor',
      line: [
        [102.2, 16],
        [102.6, 16],
        [102.6, 16.05],
      ],
      distanceM: 1200,
    }
    await prepareTally({ survey, columns: ['debt'] })
    const tally = tallyShape({ survey, shape, columns: ['debt'] })
    const unprepared = surveyOf(list, columns).survey
    expect(tallyShape({ survey: unprepared, shape, columns: ['debt'] })).toEqual(tally)
    const near = rows.filter(({ lon, lat }) => {
      const alongFirst = Math.min(Math.max(lon!, 102.2), 102.6)
      const alongSecond = Math.min(Math.max(lat!, 16), 16.05)
      return (
        Math.min(greatCircleM([alongFirst, 16], [lon!, lat!]), greatCircleM([102.6, alongSecond], [lon!, lat!])) <= 1200
      )
    })
    expect(near.length).toBeGreaterThan(20)
    expect(tally).toEqual({
      households: near.length,
      columns: { debt: { n: near.length, sum: near.reduce((sum, row) => sum + Number(row.cells.debt), 0) } },
    })
  })
})

function greatCircleM(a: readonly [number, number], b: readonly [number, number]): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b[1] - a[1]) * rad) / 2) ** 2 +
    Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(((b[0] - a[0]) * rad) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}
