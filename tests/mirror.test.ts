/** A plan of the rehearsal province is agreed on, and a survey is held up to it: the same figures as the map's, and nothing compared silently. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AreaRow, AreaValues, SurveyInfo } from '../data/contract/api.ts'
import type { CommandAnswer, CommandInput } from '../data/contract/commands.ts'
import type { Mirror } from '../data/contract/mirror.ts'
import type { PlanInfo } from '../data/contract/plans.ts'
import { type Bench, openBench, runCli, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('mirror')
const sample = join(folder.path, 'sample.gpkg')
const plan = 'mirrored'
let bench: Bench
let count = 0
let surveys: SurveyInfo[]
let tambons: AreaRow[]

beforeAll(async () => {
  expect(await runCli('new', sample, '--sample')).toMatchObject({ status: 0 })
})
afterAll(() => folder.remove())
beforeEach(async () => {
  const path = join(folder.path, `work-${count++}.gpkg`)
  copyFileSync(sample, path)
  bench = openBench(path)
  surveys = await bench.get('/api/surveys')
  tambons = await bench.get('/api/areas?level=tambon')
})
afterEach(() => bench.close())

const run = (command: CommandInput) => bench.post<CommandAnswer>('/api/commands', command)
const mirror = (query = '') => bench.get<Mirror>(`/api/plans/${plan}/mirror${query}`)
const values = (indicator: string, survey: string) =>
  bench.post<AreaValues>('/api/values', { indicator, level: 'tambon', survey })

/** As data/ writes a tambon of the first amphoe of the rehearsal province. */
const fullName = (tambon: AreaRow | undefined) => `ต.${tambon?.nameTh} อ.เมืองตัวอย่าง จ.ตัวอย่าง`

interface Wanted {
  readonly indicator: string
  readonly goal: number
  readonly baseline: number | null
  readonly codes?: readonly string[]
}

/** A tambon's plan with one item and one goal, agreed on. */
async function agree({ indicator, goal, baseline, codes = [] }: Wanted): Promise<void> {
  const areaCode = tambons[0]?.code ?? ''
  await run({ type: 'createPlan', plan, fields: { title: 'แผนที่วัดผล', level: 'tambon', areaCode } })
  const places = codes.map((code) => ({ id: code, kind: 'areaCode' as const, code }))
  const needs = [{ indicator, baseline }]
  const goals = [{ indicator, fiscalYear: 2024, goal }]
  await run({ type: 'addItem', plan, item: { id: 'measured', fields: { title: 'บ่อบาดาล' }, places, needs, goals } })
  await run({ type: 'editPlan', plan, field: 'state', value: 'agreed' })
}

function newest(set: string): SurveyInfo {
  const found = surveys.find(({ columns }) => columns.some(({ role }) => role === set))
  if (!found) throw new Error(`no survey with ${set}`)
  return found
}

describe('agreeing on a plan', () => {
  test('freezes its goals, where they are measured, the boundaries and what the indicators mean', async () => {
    await agree({ indicator: 'bmn38_18', goal: 10, baseline: 30 })
    const { freeze } = await bench.get<PlanInfo>(`/api/plans/${plan}`)
    expect(freeze?.goals).toEqual([
      { item: 'measured', indicator: 'bmn38_18', fiscalYear: 2024, goal: 10, baseline: 30, areas: [tambons[0]?.code] },
    ])
    expect(freeze?.boundaries.tambon).toMatch(/^[0-9a-f]{64}$/)
    expect(freeze?.indicators).toMatchObject([{ id: 'bmn38_18', definition: { statistic: 'share', set: 'bmn38' } }])
    expect(freeze?.heads).toHaveLength(1)
    await run({ type: 'setGoal', plan, item: 'measured', indicator: 'bmn38_18', fiscalYear: 2024, goal: 1 })
    expect((await mirror()).rows).toMatchObject([{ goal: 10 }])
  })

  test('a plan that was never agreed on has no mirror', async () => {
    await run({ type: 'createPlan', plan, fields: { title: 'ร่าง' } })
    expect(await mirror()).toMatchObject({ agreedAt: null, rows: [] })
  })
})

describe('actual and gap', () => {
  test('are the map’s own figures of that place and survey', async () => {
    const survey = newest('bmn_18')
    const found = await values('bmn38_18', survey.id)
    const actual = found.values[0] ?? Number.NaN
    await agree({ indicator: 'bmn38_18', goal: actual - 5, baseline: actual + 5 })
    const { rows, indicators } = await mirror(`?survey=${survey.id}`)
    expect(indicators).toMatchObject([{ meaning: 'same', goodDirection: 'down' }])
    expect(rows).toMatchObject([{ state: 'under-way', counted: [tambons[0]?.code] }])
    expect(rows[0]?.places).toEqual([{ code: tambons[0]?.code, label: fullName(tambons[0]), actual: rows[0]?.actual }])
    expect(rows[0]?.actual).toMatchObject({ state: 'value', n: found.counts[0] })
    expect(rows[0]?.actual.state === 'value' && rows[0].actual.value).toBeCloseTo(actual, 9)
    expect(rows[0]?.gap).toBeCloseTo(5, 9)
    expect(rows[0]?.progress).toBeCloseTo(0.5, 9)
  })

  test('tell a goal that was met from one that got worse', async () => {
    const survey = newest('bmn_18')
    const actual = (await values('bmn38_18', survey.id)).values[0] ?? Number.NaN
    await agree({ indicator: 'bmn38_18', goal: actual + 1, baseline: actual + 9 })
    expect((await mirror(`?survey=${survey.id}`)).rows[0]?.state).toBe('met')
    await run({ type: 'setGoal', plan, item: 'measured', indicator: 'bmn38_18', fiscalYear: 2024, goal: actual - 9 })
    await run({ type: 'setNeed', plan, item: 'measured', indicator: 'bmn38_18', need: { baseline: actual - 4 } })
    await run({ type: 'editPlan', plan, field: 'state', value: 'draft' })
    await run({ type: 'editPlan', plan, field: 'state', value: 'agreed' })
    expect((await mirror(`?survey=${survey.id}`)).rows[0]?.state).toBe('worse')
  })

  test('of several areas count every household once, also where one area lies in another', async () => {
    const survey = newest('bmn_18')
    const [a, b] = tambons.map(({ code }) => code)
    const amphoe = a?.slice(0, 4) ?? ''
    await agree({ indicator: 'bmn38_18', goal: 0, baseline: null, codes: [a ?? '', b ?? '', amphoe] })
    const found = await values('bmn38_18', survey.id)
    const under = found.codes.flatMap((code, index) => (code.startsWith(amphoe) || code === b ? [index] : []))
    const sum = (list: readonly (number | null)[]) => under.reduce((total, index) => total + (list[index] ?? 0), 0)
    const { actual } = (await mirror(`?survey=${survey.id}`)).rows[0] ?? {}
    expect(actual).toMatchObject({ state: 'value', n: sum(found.counts) })
    expect(actual?.state === 'value' && actual.value).toBeCloseTo((100 * sum(found.numerators)) / sum(found.counts), 9)
  })
})

describe('a goal that was set for two tambons together', () => {
  test('is reached by both together, and says what each came to by itself', async () => {
    const survey = newest('bmn_18')
    const [a, b] = tambons
    const found = await values('bmn38_18', survey.id)
    const [first = Number.NaN, second = Number.NaN] = found.values.map(Number)
    await agree({
      indicator: 'bmn38_18',
      goal: (first + second) / 2,
      baseline: 90,
      codes: [a?.code ?? '', b?.code ?? ''],
    })
    const [row] = (await mirror(`?survey=${survey.id}`)).rows
    expect(row?.places.map(({ label }) => label)).toEqual([fullName(a), fullName(b)])
    const own = row?.places.map(({ actual }) => (actual.state === 'value' ? actual.value : null)) ?? []
    expect(own[0]).toBeCloseTo(first, 9)
    expect(own[1]).toBeCloseTo(second, 9)
    expect(row?.actual).toMatchObject({ n: (found.counts[0] ?? 0) + (found.counts[1] ?? 0) })
  })

  test('counts the villages of each tambon that it was set for, not the whole tambon', async () => {
    const survey = newest('bmn_18')
    const villages = await bench.get<AreaRow[]>('/api/areas?level=village')
    const codes = [0, 1].map((at) => villages.find(({ code }) => code.startsWith(tambons[at]?.code ?? '?'))?.code ?? '')
    await agree({ indicator: 'bmn38_18', goal: 1, baseline: 90, codes })
    const [row] = (await mirror(`?survey=${survey.id}`)).rows
    const found = await bench.post<AreaValues>('/api/values', {
      ...{ indicator: 'bmn38_18', level: 'village', survey: survey.id },
    })
    expect(row?.places).toMatchObject(
      codes.map((code) => ({ code: code.slice(0, 6), actual: { n: found.counts[found.codes.indexOf(code)] } })),
    )
  })

  test('has no figure where one of them is gone, and names the one that is gone by its code', async () => {
    const survey = newest('bmn_18')
    await agree({ indicator: 'bmn38_18', goal: 1, baseline: 90, codes: [tambons[0]?.code ?? '', '990199'] })
    const [row] = (await mirror(`?survey=${survey.id}`)).rows
    expect(row).toMatchObject({ state: 'no-data', actual: { state: 'no-data' } })
    expect(row?.places).toEqual([
      { code: tambons[0]?.code, label: fullName(tambons[0]), actual: expect.objectContaining({ state: 'value' }) },
      { code: '990199', label: '', actual: { state: 'no-data' } },
    ])
  })
})

describe('what changed its meaning', () => {
  test('is not compared where the survey is of another cycle and does not ask it', async () => {
    // The rehearsal's surveys are of the cycle of 38; the same number of the cycle of 31 asks another thing.
    await agree({ indicator: 'bmn31_18', goal: 1, baseline: 2 })
    const found = await mirror('?accept=bmn31_18')
    expect(found).toMatchObject({
      indicators: [{ meaning: 'gone', changes: [] }],
      rows: [{ state: 'not-comparable', gap: null, progress: null, actual: { state: 'no-data' } }],
    })
  })

  test('an own indicator with another limit is told, and is compared by its old meaning only where that is accepted', async () => {
    const survey = newest('bmn_18')
    const define = (value: number): CommandInput => ({
      type: 'defineIndicator',
      indicator: {
        ...{ id: 'own:debt', nameTh: 'หนี้มาก', statistic: 'share', goodDirection: 'down' },
        condition: { kind: 'compare', source: 'debt_baht', op: 'gt', value },
      },
    })
    await run(define(100_000))
    const before = (await values('own:debt', survey.id)).values[0]
    await agree({ indicator: 'own:debt', goal: 0, baseline: null })
    await run(define(500_000))
    const silent = await mirror(`?survey=${survey.id}`)
    expect(silent.indicators).toMatchObject([
      { meaning: 'changed', isAccepted: false, changes: [{ part: 'condition' }] },
    ])
    expect(silent.rows).toMatchObject([{ state: 'not-comparable', gap: null }])
    const told = await mirror(`?survey=${survey.id}&accept=${encodeURIComponent('own:debt')}`)
    expect(told.indicators).toMatchObject([{ meaning: 'changed', isAccepted: true }])
    expect(told.rows[0]?.actual.state === 'value' && told.rows[0].actual.value).toBeCloseTo(before ?? Number.NaN, 9)
  })

  test('a better name is no other meaning', async () => {
    const survey = newest('bmn_18')
    const named = (nameTh: string): CommandInput => ({
      type: 'defineIndicator',
      indicator: { id: 'own:x', nameTh, statistic: 'count', condition: { kind: 'all' } },
    })
    await run(named('ครัวเรือน'))
    await agree({ indicator: 'own:x', goal: 1, baseline: null })
    await run(named('จำนวนครัวเรือนทั้งหมด'))
    expect((await mirror(`?survey=${survey.id}`)).indicators).toMatchObject([{ meaning: 'same' }])
  })
})

describe('areas that are not what they were', () => {
  test('a tambon that is gone is not guessed; told what became of it, its households are counted there', async () => {
    const survey = newest('bmn_18')
    const [a, b] = tambons.map(({ code }) => code)
    await agree({ indicator: 'bmn38_18', goal: 0, baseline: null, codes: ['990199'] })
    const gone = await mirror(`?survey=${survey.id}`)
    expect(gone).toMatchObject({ areas: [{ code: '990199', how: 'gone' }], rows: [{ state: 'no-data', counted: [] }] })
    await run({ type: 'setAreaHistory', from: '990199', became: { to: [a ?? '', b ?? ''] } })
    const found = await values('bmn38_18', survey.id)
    const told = await mirror(`?survey=${survey.id}`)
    expect(told.areas).toMatchObject([{ how: 'moved', to: [{ code: a }, { code: b }] }])
    const [n1, n2] = [found.counts[0] ?? 0, found.counts[1] ?? 0]
    expect(told.rows[0]).toMatchObject({ counted: [a, b], actual: { n: n1 + n2 } })
    await bench.post('/api/undo', {})
    expect((await mirror(`?survey=${survey.id}`)).areas).toMatchObject([{ how: 'gone' }])
  })
})

test('boundaries that were drawn anew: where an area of then lies now is found by its old outline, and taken only by choice', async () => {
  const survey = newest('bmn_18')
  const [first] = tambons
  await agree({ indicator: 'bmn38_18', goal: 0, baseline: null, codes: [first?.code ?? ''] })
  const outlines = await bench.get<GeoJSON.FeatureCollection>('/api/areas/tambon/outline.geojson')
  const moved = `${first?.code.slice(0, 4)}97`
  const features = outlines.features.map((feature) => {
    const code = feature.properties?.code === first?.code ? moved : String(feature.properties?.code)
    return { ...feature, properties: { code, name_th: `ต.${code}` } }
  })
  const file = join(folder.path, 'ตำบลใหม่.geojson')
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }))
  await bench.import(file, { role: 'areas', level: 'tambon', columns: { code: 'code', name_th: 'name_th' } })
  const { areas, rows } = await mirror(`?survey=${survey.id}`)
  expect(areas).toMatchObject([{ code: first?.code, how: 'gone', suggested: [{ code: moved }] }])
  expect(areas[0]?.suggested[0]?.share).toBeGreaterThan(0.95)
  expect(rows).toMatchObject([{ state: 'no-data' }])
})

test('the room is not shown it', async () => {
  await agree({ indicator: 'bmn38_18', goal: 10, baseline: 30 })
  expect((await bench.ask(`/api/plans/${plan}/mirror`, {}, 'room')).status).toBe(403)
})
