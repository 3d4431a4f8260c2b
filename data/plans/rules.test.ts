import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaLevels } from '../contract/imports.ts'
import { planNotesMessages } from '../contract/messages/plan-notes.ts'
import type { ItemFacts } from '../contract/plan-notes.ts'
import type { PlanInfo } from '../contract/plans.ts'
import { overruns } from './ceiling-rule.ts'
import { notesOfItem, notesOfPlan, type RuleContext } from './rules.ts'

const whole: ItemFacts = {
  ...{ id: 'a', title: 'ฝายห้วยแก้ว', target: '1 แห่ง', ownerUnit: null, hasLead: true },
  budgets: [{ fiscalYear: 2024, source: '', amountBaht: 500_000 }],
  ...{ needs: ['bmn38_18'], goals: ['bmn38_18'] },
}
const quiet: RuleContext = {
  ...{ firstFiscalYear: 2023, lastFiscalYear: 2027, overruns: [], outsideOf: null, twin: null },
}

/** What is said, by rule, field and message. */
function said(item: Partial<ItemFacts>, context: Partial<RuleContext> = {}) {
  return notesOfItem({ ...whole, ...item }, { ...quiet, ...context }).map((note) => [
    note.rule,
    note.field,
    note.message,
  ])
}

describe('a rule speaks of an item', () => {
  test('that is whole: not at all', () => expect(said({})).toEqual([]))

  test('without money in any year, or with none in the years of the plan', () => {
    expect(said({ budgets: [] })).toEqual([['no-budget-year', 'budget', 'note.no-budget-year']])
    const zero = [{ fiscalYear: 2024, source: '', amountBaht: 0 }]
    expect(said({ budgets: zero })).toEqual([['no-budget-year', 'budget', 'note.no-budget-year']])
    const late = [{ fiscalYear: 2028, source: '', amountBaht: 1 }]
    expect(said({ budgets: late })).toEqual([['no-budget-year', 'budget', 'note.budget-outside-years']])
    expect(said({ budgets: late }, { lastFiscalYear: null })).toEqual([])
    expect(said({ budgets: late }, { firstFiscalYear: 2032 })).toEqual([])
    expect(said({ budgets: [...late, ...whole.budgets] })).toEqual([])
  })

  test('over a ceiling, of one source or of all', () => {
    const over = { fiscalYear: 2024, source: '', amountBaht: 400_000, overBaht: 100_000 }
    expect(said({}, { overruns: [over] })).toEqual([['over-ceiling', 'budget', 'note.over-ceiling']])
    const [note] = notesOfItem(whole, { ...quiet, overruns: [{ ...over, source: 'อบจ.' }] })
    expect(note).toMatchObject({
      message: 'note.over-ceiling-of-source',
      values: { year: 2024, over: 100_000, ceiling: 400_000, source: 'อบจ.' },
    })
  })

  test('outside the area of its plan', () =>
    expect(said({}, { outsideOf: 'ต.นาคำ' })).toEqual([['outside-area', 'places', 'note.outside-area']]))

  test('without a need behind it', () =>
    expect(said({ needs: [], goals: [] })).toEqual([['no-need', 'needs', 'note.no-need']]))

  test('without target in words or figures, or with an indicator that has no goal', () => {
    expect(said({ target: ' ', goals: [] })).toEqual([['no-target', 'target', 'note.no-target']])
    expect(said({ target: null })).toEqual([])
    expect(said({ needs: ['bmn38_18', 'bmn38_20'] })).toEqual([['no-target', 'goals', 'note.need-without-goal']])
  })

  test('without a lead, where no responsible unit is named either', () => {
    expect(said({ hasLead: false })).toEqual([['no-lead', 'roles', 'note.no-lead']])
    expect(said({ hasLead: false, ownerUnit: 'กองช่าง' })).toEqual([])
  })

  test('that is there twice, and says where the other one is', () => {
    const twin = { plan: 'p', item: 'b', title: 'ฝายห้วยแก้ว', planTitle: 'แผนอำเภอ', isSamePlan: false }
    const [note] = notesOfItem(whole, { ...quiet, twin })
    expect(note).toMatchObject({ message: 'note.same-twice-elsewhere', values: { plan: 'แผนอำเภอ' } })
    expect(note?.other).toEqual({ plan: 'p', item: 'b' })
    expect(said({}, { twin: { ...twin, isSamePlan: true } })).toEqual([['same-twice', 'title', 'note.same-twice']])
  })
})

describe('money over a ceiling', () => {
  const line = fc.record({
    fiscalYear: fc.integer({ min: 2023, max: 2025 }),
    source: fc.constantFrom('', 'อบต.', 'อบจ.'),
    amountBaht: fc.integer({ min: 0, max: 1_000_000 }),
  })
  const items = fc
    .array(fc.uniqueArray(line, { selector: ({ fiscalYear, source }) => `${fiscalYear}${source}`, maxLength: 5 }), {
      maxLength: 12,
    })
    .map((lists) => lists.map((budgets, index) => ({ id: `i${index}`, budgets })))
  const ceiling = fc.record({
    fiscalYear: fc.integer({ min: 2023, max: 2025 }),
    source: fc.constantFrom('', 'อบจ.'),
    amountBaht: fc.integer({ min: 0, max: 3_000_000 }),
  })
  const counted = (
    all: readonly { budgets: readonly { fiscalYear: number; source: string; amountBaht: number }[] }[],
  ) => {
    return (limit: { fiscalYear: number; source: string }) =>
      all
        .flatMap(({ budgets }) => budgets)
        .filter((each) => each.fiscalYear === limit.fiscalYear && (limit.source === '' || each.source === limit.source))
        .reduce((sum, { amountBaht }) => sum + amountBaht, 0)
  }

  test('is shared out: what items lie over is what the plan lies over', () => {
    fc.assert(
      fc.property(items, ceiling, (list, limit) => {
        const over = [...overruns(list, [limit]).values()].flat()
        const sum = over.reduce((total, { overBaht }) => total + overBaht, 0)
        expect(sum).toBe(Math.max(0, counted(list)(limit) - limit.amountBaht))
        expect(over.every(({ overBaht }) => overBaht > 0)).toBe(true)
      }),
    )
  })

  test('falls on the last in order: those before the first that is over have room together', () => {
    fc.assert(
      fc.property(items, ceiling, (list, limit) => {
        const over = overruns(list, [limit])
        const first = list.findIndex(({ id }) => over.has(id))
        const before = first < 0 ? list : list.slice(0, first)
        expect(counted(before)(limit)).toBeLessThanOrEqual(limit.amountBaht)
        // After the first that is over, everything with money in that year is over.
        const after = first < 0 ? [] : list.slice(first)
        expect(after.filter((item) => counted([item])(limit) > 0).every(({ id }) => over.has(id))).toBe(true)
      }),
    )
  })

  test('is less where the ceiling is higher', () => {
    fc.assert(
      fc.property(items, ceiling, fc.nat(500_000), (list, limit, more) => {
        const higher = overruns(list, [{ ...limit, amountBaht: limit.amountBaht + more }])
        const lower = overruns(list, [limit])
        for (const [id, [run]] of higher) expect(lower.get(id)?.[0]?.overBaht).toBeGreaterThanOrEqual(run!.overBaht)
      }),
    )
  })
})

test('of a plan: years, area, and each ceiling that its items exceed', () => {
  const fields = {
    title: 'แผน',
    firstFiscalYear: null,
    lastFiscalYear: null,
    areaCode: null,
    authorityCode: null,
    level: null,
  }
  const ceilings = [
    { fiscalYear: 2024, source: '', amountBaht: 400_000 },
    { fiscalYear: 2024, source: 'อบจ.', amountBaht: 0 },
    { fiscalYear: 2025, source: '', amountBaht: 0 },
  ]
  const plan = { fields, ceilings } as unknown as PlanInfo
  expect(notesOfPlan(plan, [whole]).map(({ field, message, values }) => [field, message, values])).toEqual([
    ['years', 'note.plan-no-years', {}],
    ['area', 'note.plan-no-area', {}],
    ['ceilings', 'note.plan-over-ceiling', { year: 2024, over: 100_000, ceiling: 400_000 }],
  ])
})

describe('a plan', () => {
  const sound = { title: 'แผน', firstFiscalYear: 2023, lastFiscalYear: 2027, authorityCode: null }
  const saidOf = (fields: Readonly<Record<string, string | number | null>>) =>
    notesOfPlan(
      { fields: { level: 'tambon', areaCode: '980101', ...sound, ...fields }, ceilings: [] } as unknown as PlanInfo,
      [whole],
    ).map(({ field, message, values }) => [field, message, values])

  test('whose last year comes before its first says so; one year alone is a plan', () => {
    expect(saidOf({ firstFiscalYear: 2032, lastFiscalYear: 2029 })).toEqual([
      ['years', 'note.plan-years-reversed', { first: 2032, last: 2029 }],
    ])
    expect(saidOf({ firstFiscalYear: 2029, lastFiscalYear: 2029 })).toEqual([])
  })

  test.each([
    ['tambon', '98010101', 'village'],
    ['province', '9801', 'amphoe'],
    ['village', '980101', 'tambon'],
    ['amphoe', '98', 'province'],
  ])('of the level %s with the area %s says that this is another level', (level, areaCode, found) => {
    expect(saidOf({ level, areaCode })).toEqual([['area', `note.plan-area-is-${found}`, {}]])
  })

  test.each([
    ['village', '98010101'],
    ['tambon', '980101'],
    ['amphoe', '9801'],
    ['province', '98'],
    ['local-authority', '980101'],
    ['local-authority', '98'],
    [null, '98010101'],
  ])('of the level %s with the area %s has nothing said', (level, areaCode) => {
    expect(saidOf({ level, areaCode })).toEqual([])
  })

  test('with sentences for each note in Thai and English, years in the words of the reader', () => {
    const messages: Readonly<Record<string, { th: string; en: string }>> = planNotesMessages
    for (const level of areaLevels) expect(messages[`note.plan-area-is-${level}`]?.th).toContain('ระดับของแผน')
    expect(messages['note.plan-years-reversed']?.en).toContain('{first}')
  })
})
