import type { Geometry } from 'geojson'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildAreaIndex } from '../areas/area-index.ts'
import type { ItemRule } from '../contract/plan-notes.ts'
import { type ItemFields, newItemSchema, type Place, type PlanFields } from '../contract/plans.ts'
import { openTestWorkspace, type TestWorkspace } from '../documents/testing.test-support.ts'
import { type AreaSources, areaOfPlan } from './plan-area.ts'
import { PlanNotesKeeper } from './plan-notes.ts'
import { listItems } from './read.ts'

/** Four tambons of one degree each, in two amphoe; 980202 has a second part far off. */
const square = (x: number, y: number) => [
  [x, y],
  [x + 1, y],
  [x + 1, y + 1],
  [x, y + 1],
  [x, y],
]
const areas = [
  { code: '980101', at: [square(100, 15)] },
  { code: '980102', at: [square(101, 15)] },
  { code: '980201', at: [square(100, 16)] },
  { code: '980202', at: [square(101, 16), square(104, 16)] },
].map(({ code, at }) => ({
  ...{ code, nameTh: code, nameEn: '', parentCode: code.slice(0, 4), areaRai: 0 },
  geometry: { type: 'MultiPolygon', coordinates: at.map((ring) => [ring]) } as Geometry,
}))
const tambons = buildAreaIndex(areas, { level: 'tambon', versionId: 1 })
const sources: AreaSources = {
  index: (level) => (level === 'tambon' ? tambons : null),
  authorityTambons: [
    { authorityCode: 'a1', tambonCode: '980101', coverage: 'whole' },
    { authorityCode: 'a1', tambonCode: '980202', coverage: 'part' },
  ],
  authorityName: () => 'อบต.นาคำ',
  areaName: (code) => code,
}

let workspace: TestWorkspace
let keeper: PlanNotesKeeper
beforeEach(() => {
  workspace = openTestWorkspace()
  const { store, file } = workspace
  keeper = new PlanNotesKeeper({ db: file.db, plan: (id) => store.plan(id), area: (plan) => areaOfPlan(plan, sources) })
})
afterEach(() => workspace.remove())

function makePlan(plan: string, fields: Partial<PlanFields> = {}): void {
  workspace.store.apply({ type: 'createPlan', plan, fields: { title: plan, ...fields } })
}

let made = 0
function addItem(plan: string, fields: ItemFields, place?: Geometry | string): string {
  const id = `i${++made}`
  const byCode = typeof place === 'string' ? place : null
  const geometry = place && !byCode ? JSON.stringify(place) : null
  const kind = byCode ? 'areaCode' : 'point'
  const places: Place[] = place ? [{ id: 'p', kind, geometry, code: byCode, label: null }] : []
  workspace.store.apply({ type: 'addItem', plan, item: newItemSchema.parse({ id, fields, places }) })
  return id
}

const point = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] })

/** Items of the plan of which the rule speaks. */
function spokenOf(plan: string, rule: ItemRule): string[] {
  keeper.forget()
  return [...(keeper.of(plan)?.byItem ?? [])]
    .filter(([, notes]) => notes.some((note) => note.rule === rule))
    .map(([id]) => id)
}

describe('outside the area of the plan', () => {
  const outside = (place: Geometry | string, fields: Partial<PlanFields> = { areaCode: '980101' }) => {
    const plan = `plan${++made}`
    makePlan(plan, fields)
    const id = addItem(plan, { title: 'งาน' }, place)
    return spokenOf(plan, 'outside-area').includes(id)
  }

  test('a point is judged by the outline it lies in', () => {
    expect(outside(point(100.5, 15.5))).toBe(false)
    expect(outside(point(101.5, 15.5))).toBe(true)
    expect(outside(point(99, 15.5))).toBe(true)
  })

  test('a line that only passes through is in it, though no vertex is', () => {
    const through: Geometry = {
      type: 'LineString',
      coordinates: [
        [99.5, 15.5],
        [101.5, 15.4],
      ],
    }
    const past: Geometry = {
      type: 'LineString',
      coordinates: [
        [99.5, 14.5],
        [101.5, 14.4],
      ],
    }
    expect(outside(through)).toBe(false)
    expect(outside(past)).toBe(true)
  })

  test('an area that lies all around it is in it', () => {
    const around: Geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [99, 14],
          [103, 14],
          [103, 18],
          [99, 18],
          [99, 14],
        ],
      ],
    }
    const beside: Geometry = { type: 'Polygon', coordinates: [square(101.2, 15.2).map(([x = 0, y = 0]) => [x, y - 9])] }
    expect(outside(around)).toBe(false)
    expect(outside(beside)).toBe(true)
  })

  test('each of several shapes has to be in it', () => {
    const both = [
      [100.2, 15.2],
      [100.8, 15.8],
    ]
    expect(outside({ type: 'MultiPoint', coordinates: both })).toBe(false)
    expect(outside({ type: 'MultiPoint', coordinates: [...both, [105, 15]] })).toBe(true)
  })

  test('an area named by its code is, where one lies in the other', () => {
    expect(outside('98010104')).toBe(false)
    expect(outside('9801')).toBe(false)
    expect(outside('980102')).toBe(true)
  })

  test('a local authority has the tambons it is linked with, whole or in part', () => {
    const fields = { authorityCode: 'a1', areaCode: '98' }
    expect(outside(point(100.5, 15.5), fields)).toBe(false)
    expect(outside(point(104.5, 16.5), fields)).toBe(false)
    expect(outside(point(100.5, 16.5), fields)).toBe(true)
    expect(outside(point(100.5, 16.5), { authorityCode: 'unknown', areaCode: '98' })).toBe(false)
  })

  test('nothing is said where plan or item name no place', () => {
    expect(outside(point(50, 15), {})).toBe(false)
    makePlan('p', { areaCode: '980101' })
    addItem('p', { title: 'อบรม' })
    expect(spokenOf('p', 'outside-area')).toEqual([])
  })

  test('a place that is moved is judged anew', () => {
    makePlan('p', { areaCode: '980101' })
    const id = addItem('p', { title: 'งาน' }, point(100.5, 15.5))
    expect(spokenOf('p', 'outside-area')).toEqual([])
    const place = { id: 'p', kind: 'point' as const, geometry: JSON.stringify(point(101.5, 15.5)) }
    workspace.store.apply({ type: 'moveItem', plan: 'p', item: id, place })
    expect(spokenOf('p', 'outside-area')).toEqual([id])
  })
})

describe('the same item twice', () => {
  const road: Geometry = {
    type: 'LineString',
    coordinates: [
      [100.5, 15.5],
      [100.51, 15.5],
    ],
  }

  test('one title in any spelling, and shapes that come near', () => {
    makePlan('p')
    const one = addItem('p', { title: 'ก่อสร้างถนน ค.ส.ล. คำกระติบ' }, road)
    const two = addItem('p', { title: 'ก่อสร้างถนน  ค.ส.ล. ค\u0E4D\u0E32กระติบ' }, point(100.505, 15.5005))
    const far = addItem('p', { title: 'ก่อสร้างถนน ค.ส.ล. คำกระติบ' }, point(100.505, 15.503))
    const other = addItem('p', { title: 'ฝาย' }, point(100.505, 15.5005))
    expect(spokenOf('p', 'same-twice')).toEqual([one, two])
    expect([far, other].some((id) => spokenOf('p', 'same-twice').includes(id))).toBe(false)
  })

  test('one village, or an area around it', () => {
    makePlan('p')
    const one = addItem('p', { title: 'ธนาคารน้ำ' }, '98010104')
    const two = addItem('p', { title: 'ธนาคารน้ำ' }, '98010104')
    const next = addItem('p', { title: 'ธนาคารน้ำ' }, '98010105')
    expect(spokenOf('p', 'same-twice')).toEqual([one, two])
    const around = addItem('p', { title: 'ธนาคารน้ำ' }, '980101')
    expect(spokenOf('p', 'same-twice')).toEqual([one, two, next, around])
  })

  test('without a place: one target, in one plan', () => {
    makePlan('p')
    makePlan('q')
    const one = addItem('p', { title: 'อุดหนุนโรงเรียน', target: '1 แห่ง' })
    addItem('p', { title: 'อุดหนุนโรงเรียน', target: '2 แห่ง' })
    addItem('q', { title: 'อุดหนุนโรงเรียน', target: '1 แห่ง' })
    expect(spokenOf('p', 'same-twice')).toEqual([])
    const two = addItem('p', { title: 'อุดหนุนโรงเรียน', target: '1  แห่ง' })
    expect(spokenOf('p', 'same-twice')).toEqual([one, two])
  })

  test('in two plans, unless one was taken from the other or is its scenario', () => {
    makePlan('tambon')
    makePlan('amphoe')
    const below = addItem('tambon', { title: 'ฝาย' }, road)
    const apart = addItem('amphoe', { title: 'ฝาย' }, road)
    expect(spokenOf('amphoe', 'same-twice')).toEqual([apart])
    expect(
      keeper
        .of('amphoe')
        ?.byItem.get(apart)
        ?.find(({ rule }) => rule === 'same-twice'),
    ).toMatchObject({
      message: 'note.same-twice-elsewhere',
      values: { plan: 'tambon' },
      other: { plan: 'tambon', item: below },
    })
    workspace.store.apply({ type: 'dropItem', plan: 'amphoe', item: apart, why: 'ซ้ำ' })
    workspace.store.apply({ type: 'takeItems', plan: 'amphoe', items: [{ plan: 'tambon', item: below }] })
    expect(spokenOf('amphoe', 'same-twice')).toEqual([])
    workspace.store.apply({ type: 'copyPlan', plan: 'other', from: 'tambon', title: 'ทางเลือก' })
    expect(spokenOf('other', 'same-twice')).toEqual([])
    expect(spokenOf('tambon', 'same-twice')).toEqual([])
  })
})

test('a plan counts its notes, and its items are listed by them', () => {
  makePlan('p', { firstFiscalYear: 2023, lastFiscalYear: 2027, areaCode: '980101' })
  const bare = addItem('p', { title: 'ว่าง' })
  const rich = addItem('p', { title: 'ครบ', target: '1 แห่ง', ownerUnit: 'กองช่าง' })
  const { store, file } = workspace
  store.apply({ type: 'setNeed', plan: 'p', item: rich, indicator: 'bmn38_18', need: { baseline: 4 } })
  store.apply({ type: 'setGoal', plan: 'p', item: rich, indicator: 'bmn38_18', fiscalYear: 2024, goal: 2 })
  store.apply({ type: 'setBudget', plan: 'p', item: rich, fiscalYear: 2024, amountBaht: 100 })
  const list = (note: 'any' | ItemRule) =>
    listItems(file.db, { plan: 'p', note }, (plan) => keeper.of(plan)).items.map(({ id }) => id)
  expect(keeper.of('p')?.summary).toEqual({
    ...{ itemCount: 2, incompleteCount: 1, notes: [] },
    counts: {
      ...{ 'no-budget-year': 1, 'over-ceiling': 0, 'outside-area': 0, 'no-need': 1, 'no-target': 1, 'no-lead': 1 },
      'same-twice': 0,
    },
  })
  expect(list('any')).toEqual([bare])
  store.apply({ type: 'setCeiling', plan: 'p', fiscalYear: 2024, amountBaht: 60 })
  keeper.forget()
  expect(list('over-ceiling')).toEqual([rich])
  expect(keeper.of('p')?.summary.notes).toMatchObject([{ field: 'ceilings', values: { over: 40 } }])
  store.apply({ type: 'dropItem', plan: 'p', item: rich, why: 'เปลี่ยนใจ' })
  keeper.forget()
  expect(keeper.of('p')?.summary).toMatchObject({ itemCount: 1, counts: { 'over-ceiling': 0 } })
  expect(keeper.of('unknown')).toBeNull()
})
