import { expect, test } from 'vitest'
import { commandSchema } from '../contract/commands.ts'
import { localAuthorities, pilotTambons, populationTable } from './authorities.ts'
import { rehearsalProvince } from './create-province.ts'
import { samplePlans } from './projects.ts'

const province = rehearsalProvince()
const plans = samplePlans(province)
const items = plans.flatMap((plan) => plan.items)

test('240 projects in two plans marked as examples, which the plan commands accept as they are', () => {
  expect(plans).toHaveLength(2)
  expect(items).toHaveLength(240)
  expect(new Set(items.map(({ id }) => id)).size).toBe(240)
  for (const { id, fields, items: own } of plans) {
    expect(fields.title).toContain('ตัวอย่าง')
    const command = { type: 'importItems', plan: id, fields, items: own, file: 'sample' }
    expect(commandSchema.safeParse(command).error).toBeUndefined()
  }
  expect(samplePlans(province)).toEqual(plans)
})

test('30 are unplaced and name their village; the rest are points, lines and areas', () => {
  const unplaced = items.filter(({ places }) => places.length === 0)
  expect(unplaced.length).toBe(30)
  const villages = province.villages.map(({ name }) => name.th)
  for (const { fields } of unplaced) expect(villages.some((name) => fields.title.includes(`บ้าน${name} หมู่ที่`))).toBe(true)
  const kinds = items.flatMap(({ places }) => places.map(({ kind }) => kind))
  for (const kind of ['point', 'line', 'area'] as const) {
    expect(kinds.filter((other) => other === kind).length, kind).toBeGreaterThan(10)
  }
  for (const { fields } of items) expect(fields.title).not.toMatch(/[{}]/)
})

test('every category and fiscal year has money, in whole baht', () => {
  const budgets = items.flatMap((item) => item.budgets ?? [])
  expect(new Set(budgets.map(({ fiscalYear }) => fiscalYear))).toEqual(new Set([2025, 2026, 2027]))
  for (const { amountBaht } of budgets) expect(amountBaht % 1000).toBe(0)
  expect(new Set(items.map(({ fields }) => fields.category))).toEqual(new Set(['people', 'area', 'partners']))
})

test('authorities and tambons meet many to many, and every tambon has one', () => {
  const { authorities, links } = localAuthorities(province)
  const linksOf = (tambonCode: string) => links.filter((link) => link.tambonCode === tambonCode)
  expect(province.tambons.every(({ code }) => linksOf(code).length > 0)).toBe(true)
  expect(province.tambons.filter(({ code }) => linksOf(code).length > 1).length).toBe(5)
  const several = authorities.filter(({ code }) => links.filter((link) => link.authorityCode === code).length > 1)
  expect(several.map(({ nameTh }) => nameTh)).toEqual(['เทศบาลเมืองตัวอย่าง'])
  for (const { code } of province.tambons) {
    const coverages = linksOf(code).map(({ coverage }) => coverage)
    expect(coverages.length === 1 ? coverages : [...new Set(coverages)]).toEqual([
      coverages.length === 1 ? 'whole' : 'part',
    ])
  }
})

test('five pilots, and a register with a row for each tambon', () => {
  const codes = province.tambons.map(({ code }) => code)
  const pilots = pilotTambons(province)
  expect(new Set(pilots).size).toBe(5)
  expect(pilots.every((code) => codes.includes(code))).toBe(true)
  const table = populationTable(province)
  expect(table.map(({ tambonCode }) => tambonCode)).toEqual(codes.toSorted())
  for (const { population, male, female, houses } of table) {
    expect(male + female).toBe(population)
    expect(houses).toBeGreaterThan(300)
  }
})
