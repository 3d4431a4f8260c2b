import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AreaLevel } from '../contract/imports.ts'
import { type IndicatorDefinition, indicatorDefinitionSchema, indicatorSetSchema } from '../contract/indicators.ts'
import { filterRows } from '../households/filter.ts'
import { surveyOf, type TestHousehold } from '../households/test-survey.ts'
import { changeBetween } from './change.ts'
import { medianOfValues, selectNth } from './select.ts'
import { areaValues, canAnswer } from './values.ts'

const codes = ['400101', '40010102', '40010103', '400102', '400201', '45010101']
const columns = { bmn_01: 'answer', bmn_02: 'answer', members: 'number', debt: 'number' } as const
const household: fc.Arbitrary<TestHousehold> = fc.record({
  area: fc.constantFrom(...codes),
  lon: fc.constant(null),
  lat: fc.constant(null),
  cells: fc.record({
    bmn_01: fc.constantFrom('1', '0', '', 'ไม่เกี่ยวข้อง'),
    bmn_02: fc.constantFrom('1', '0', ''),
    members: fc.option(fc.nat(9)),
    debt: fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n * 1000)),
  }),
})
const households = fc.array(household, { minLength: 1, maxLength: 120 })
const level = fc.constantFrom<AreaLevel>('province', 'amphoe', 'tambon', 'village')
const lengthOf = { province: 2, amphoe: 4, tambon: 6, village: 8 }

const indicator = (input: Partial<IndicatorDefinition>): IndicatorDefinition =>
  indicatorDefinitionSchema.parse({
    id: 'x',
    set: 'own',
    nameTh: 'ก',
    statistic: 'share',
    unit: 'unit.number',
    ...input,
  })

type Row = TestHousehold['cells']
const answered = (row: Row, name: string): boolean => row[name] === '1' || row[name] === '0'
const sum = (rows: readonly Row[], name: string): number =>
  rows.reduce((total, row) => total + Number(row[name] ?? 0), 0)
const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[at]! : (sorted[at - 1]! + sorted[at]!) / 2
}

/** Indicator → its value for a list of rows, by its definition; null without a denominator. */
const cases: readonly (readonly [string, IndicatorDefinition, (rows: readonly Row[]) => number | null])[] = [
  [
    'share that fails, where it applies',
    indicator({ condition: { kind: 'fail', source: 'bmn_01' } }),
    (rows) => {
      const n = rows.filter((row) => answered(row, 'bmn_01')).length
      return n === 0 ? null : (100 * rows.filter((row) => row.bmn_01 === '0').length) / n
    },
  ],
  [
    'share of all households that pass',
    indicator({ condition: { kind: 'pass', source: 'bmn_01' }, denominator: 'households' }),
    (rows) => (rows.length === 0 ? null : (100 * rows.filter((row) => row.bmn_01 === '1').length) / rows.length),
  ],
  [
    'share that fails at least one',
    indicator({ condition: { kind: 'any-fail', sources: ['bmn_01', 'bmn_02', 'bmn_30'] } }),
    (rows) => {
      const n = rows.filter((row) => answered(row, 'bmn_01') || answered(row, 'bmn_02')).length
      return n === 0 ? null : (100 * rows.filter((row) => row.bmn_01 === '0' || row.bmn_02 === '0').length) / n
    },
  ],
  [
    'share in debt, among those that say',
    indicator({ condition: { kind: 'compare', source: 'debt', op: 'gt', value: 0 } }),
    (rows) => {
      const said = rows.filter((row) => row.debt !== null)
      return said.length === 0 ? null : (100 * said.filter((row) => Number(row.debt) > 0).length) / said.length
    },
  ],
  ['households', indicator({ statistic: 'count', denominator: 'households' }), (rows) => rows.length || null],
  [
    'sum of debt of those that fail',
    indicator({ statistic: 'sum', source: 'debt', condition: { kind: 'fail', source: 'bmn_02' } }),
    (rows) => {
      const taken = rows.filter((row) => row.bmn_02 === '0' && row.debt !== null)
      return taken.length === 0 ? null : sum(taken, 'debt')
    },
  ],
  [
    'mean debt',
    indicator({ statistic: 'mean', source: 'debt' }),
    (rows) => {
      const taken = rows.filter((row) => row.debt !== null)
      return taken.length === 0 ? null : sum(taken, 'debt') / taken.length
    },
  ],
  [
    'median debt',
    indicator({ statistic: 'median', source: 'debt' }),
    (rows) => {
      const taken = rows.filter((row) => row.debt !== null)
      return taken.length === 0 ? null : median(taken.map((row) => Number(row.debt)))
    },
  ],
  [
    'members per household, of all',
    indicator({ statistic: 'per-household', source: 'members', denominator: 'households' }),
    (rows) => (rows.length === 0 ? null : sum(rows, 'members') / rows.length),
  ],
  [
    'debt per person, where both are known',
    indicator({ statistic: 'per-person', source: 'debt' }),
    (rows) => {
      const taken = rows.filter((row) => row.debt !== null && row.members !== null)
      const people = sum(taken, 'members')
      return people === 0 ? null : sum(taken, 'debt') / people
    },
  ],
]

describe('values of areas', () => {
  test.each(cases)('%s', (_, definition, wanted) => {
    fc.assert(
      fc.property(households, level, fc.boolean(), (list, at, filtered) => {
        const { survey, rows } = surveyOf(list, columns)
        const filter = filtered
          ? filterRows(survey, { where: { kind: 'compare', column: 'members', op: 'ge', value: 4 } })
          : null
        const kept = rows.filter((row) => !filtered || Number(row.cells.members ?? -1) >= 4)
        const areaCodes = [...new Set(codes.map((code) => code.slice(0, lengthOf[at])))]
          .filter((code) => code.length === lengthOf[at])
          .sort()
        const found = areaValues({
          survey,
          indicator: definition,
          level: at,
          filter,
          areaCodes: [...areaCodes, '9999'],
        })
        areaCodes.forEach((code, i) => {
          const value = wanted(kept.filter((row) => row.area.startsWith(code)).map((row) => row.cells))
          expect(found.states[i]).toBe(value === null ? 'no-data' : 'value')
          if (value === null) expect(found.values[i]).toBeNull()
          else expect(found.values[i]).toBeCloseTo(value, 9)
        })
        expect(found.states.at(-1)).toBe('no-data')
        if (at === 'village') return
        const whole = wanted(kept.map((row) => row.cells))
        expect(found.total.state).toBe(whole === null ? 'no-data' : 'value')
        if (found.total.state === 'value') expect(found.total.value).toBeCloseTo(whole!, 9)
      }),
    )
  })

  test('change is told only where both surveys have a value, and never against a suppressed one', () => {
    const survey = (cells: Row) => surveyOf([{ area: '400101', lon: null, lat: null, cells }], columns).survey
    const share = indicator({ condition: { kind: 'fail', source: 'bmn_01' } })
    const values = (cells: Row) =>
      areaValues({ survey: survey(cells), indicator: share, level: 'tambon', areaCodes: ['400101', '400102'] })
    const [bad, good] = [values({ bmn_01: '0' }), values({ bmn_01: '1' })]
    expect(changeBetween(good, bad)).toMatchObject({
      values: [-100, null],
      states: ['value', 'no-data'],
      total: { value: -100 },
    })
    const hidden = {
      ...bad,
      states: ['suppressed', 'no-data'] as const,
      values: [null, null],
      total: { state: 'suppressed' } as const,
    }
    expect(changeBetween(good, hidden)).toMatchObject({
      values: [null, null],
      counts: [null, 0],
      states: ['suppressed', 'no-data'],
      total: { state: 'suppressed' },
    })
  })

  test('a survey answers only indicators of its own cycle whose columns it has', () => {
    const { survey } = surveyOf([{ area: '400101', lon: null, lat: null, cells: {} }], columns)
    const definition = indicator({ condition: { kind: 'fail', source: 'bmn_01' } })
    expect(canAnswer(survey, { ...definition, set: 'bmn38' })).toBe(true)
    expect(canAnswer(survey, { ...definition, set: 'bmn31' })).toBe(false)
    expect(canAnswer(survey, indicator({ condition: { kind: 'fail', source: 'bmn_03' } }))).toBe(false)
    expect(canAnswer(survey, indicator({ statistic: 'sum', source: 'bmn_01' }))).toBe(false)
    expect(() =>
      areaValues({ survey, indicator: indicator({ statistic: 'sum', source: 'nothing' }), level: 'tambon' }),
    ).toThrow(/request.invalid/)
  })

  test('every indicator of the sets that come with the workbench can be computed', () => {
    for (const set of ['basics', 'bmn31', 'bmn38', 'tpmap']) {
      const file = new URL(`../../resources/indicators/${set}.json`, import.meta.url)
      const { indicators } = indicatorSetSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      const answers = Array.from({ length: 38 }, (_, i) => [`bmn_${String(i + 1).padStart(2, '0')}`, 'answer'] as const)
      const amounts = [
        'members',
        'disabled',
        'elderly',
        'children',
        'dependants',
        'debt_baht',
        'income_baht',
        'savings_baht',
      ]
      const all = Object.fromEntries([...answers, ...amounts.map((name) => [name, 'number'] as const)])
      const cells = {
        ...Object.fromEntries(answers.map(([name]) => [name, '0'])),
        ...Object.fromEntries(amounts.map((name) => [name, 2])),
      }
      const { survey } = surveyOf([{ area: '400101', lon: null, lat: null, cells }], all)
      for (const definition of indicators) {
        const wantedSurvey = { ...survey, indicatorSet: set === 'bmn31' ? ('bmn31' as const) : ('bmn38' as const) }
        expect([definition.id, canAnswer(wantedSurvey, definition)]).toEqual([definition.id, true])
        expect(areaValues({ survey, indicator: definition, level: 'tambon' }).states).toEqual(['value'])
      }
    }
  })
})

test('selection finds what sorting would', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 }),
      fc.nat(),
      (list, seed) => {
        const sorted = list.toSorted((a, b) => a - b)
        expect(selectNth(Float64Array.from(list), seed % list.length)).toBe(sorted[seed % list.length])
        expect(medianOfValues(Float64Array.from(list))).toBe(median(list))
      },
    ),
  )
})
