/** A year later: the survey is held up to what a plan on the rehearsal province was agreed on. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AreaRow, AreaValues } from '../../data/contract/api.ts'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { Workbook } from '../../data/contract/workbook.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('mirror-window')
const workspace = join(folder.path, 'ผลปีถัดมา.gpkg')
const plan = 'agreed'
let served: Served
let window: Window
let actual: number

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  const { page } = window
  const run = (command: CommandInput) => ask(page, '/api/commands', command)
  const [tambon] = await ask<AreaRow[]>(page, '/api/areas?level=tambon')
  const values = await ask<AreaValues>(page, '/api/values', { indicator: 'bmn38_18', level: 'tambon', survey: '2567' })
  actual = values.values[0] ?? Number.NaN
  const debt = (value: number): CommandInput => ({
    type: 'defineIndicator',
    indicator: {
      ...{ id: 'own:debt', nameTh: 'ครัวเรือนหนี้มาก', statistic: 'share', goodDirection: 'down' },
      condition: { kind: 'compare', source: 'debt_baht', op: 'gt', value },
    },
  })
  await run(debt(100_000))
  await run({
    type: 'createPlan',
    plan,
    fields: { title: 'แผนตำบลที่เห็นชอบแล้ว', level: 'tambon', areaCode: tambon?.code },
  })
  const goal = (indicator: string, value: number) => ({ indicator, fiscalYear: 2024, goal: value })
  const items: Array<
    readonly [id: string, title: string, jointIssue: string, goals: ReturnType<typeof goal>[], code?: string]
  > = [
    ['water', 'ประปาหมู่บ้านพลังแสงอาทิตย์พร้อมถังเก็บน้ำ', 'น้ำ', [goal('bmn38_18', actual + 2)]],
    ['debt', 'บัญชีครัวเรือนและกลุ่มออมทรัพย์', 'หนี้สิน', [goal('own:debt', 10)]],
    ['gone', 'ฝายชะลอน้ำในตำบลที่ย้ายรหัส', 'น้ำ', [goal('bmn38_18', 5)], '990199'],
  ]
  for (const [id, title, jointIssue, goals, code] of items) {
    const places = code ? [{ id: code, kind: 'areaCode' as const, code }] : []
    const needs = goals.map(({ indicator }) => ({ indicator, baseline: actual + 12 }))
    await run({ type: 'addItem', plan, item: { id, fields: { title, jointIssue }, goals, needs, places } })
  }
  await run({ type: 'editPlan', plan, field: 'state', value: 'agreed' })
  await run(debt(500_000))
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

describe('next year’s mirror', () => {
  it('tells goal, actual and gap, and compares nothing silently', async () => {
    const { page } = window
    await page.getByRole('radio', { name: 'ร่างแผน' }).click()
    await page.locator('.plan-title .select-button').click()
    await page.getByRole('option', { name: 'แผนตำบลที่เห็นชอบแล้ว' }).click()
    await page.getByRole('button', { name: 'เทียบเป้ากับผลสำรวจ' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('ถึงเป้า 1').waitFor()
    await dialog.getByText('เทียบไม่ได้ 1').waitFor()
    await dialog.getByText('ไม่มีข้อมูล 1').waitFor()
    const water = dialog.locator('tr', { hasText: 'ประปาหมู่บ้าน' })
    expect(await water.textContent()).toContain(actual.toFixed(1))
    expect(await water.textContent()).toContain('ถึงเป้า')
    await dialog.getByText(/ครัวเรือนหนี้มาก.*เปลี่ยนความหมายตั้งแต่เห็นชอบ/).waitFor()
    await dialog.getByRole('button', { name: 'เทียบตามความหมายเดิม' }).click()
    await dialog.getByText(/นับตามความหมายตอนเห็นชอบ/).waitFor()
    expect(await dialog.getByText('เทียบไม่ได้ 1').count()).toBe(0)
  })

  it('is told by joint issue and by tambon, and an area that is gone is counted where people say it went', async () => {
    const { page } = window
    const dialog = page.getByRole('dialog')
    await dialog.getByText('ประเด็นร่วม', { exact: true }).click()
    await dialog.getByRole('heading', { name: 'หนี้สิน' }).waitFor()
    expect(await dialog.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['น้ำ', 'หนี้สิน'])
    await dialog.getByText('ตำบล', { exact: true }).click()
    const [tambon] = await ask<AreaRow[]>(page, '/api/areas?level=tambon')
    await dialog.getByRole('heading', { name: `ต.${tambon?.nameTh} อ.เมืองตัวอย่าง`, exact: true }).waitFor()
    await dialog.getByRole('heading', { name: 'ไม่พบพื้นที่ 990199' }).waitFor()
    await dialog.getByText(/990199 ไม่มีในขอบเขตวันนี้/).waitFor()
    const [, second] = await ask<AreaRow[]>(page, '/api/areas?level=tambon')
    const became = { type: 'setAreaHistory', from: '990199', became: { to: [second?.code ?? ''] } } as const
    await ask(page, '/api/commands', became)
    await dialog.getByText(/990199 นับจาก/).waitFor()
    await dialog.getByRole('button', { name: 'เลิกใช้' }).click()
    await dialog.getByText(/990199 ไม่มีในขอบเขตวันนี้/).waitFor()
    expect((await ask<Workbook>(page, '/api/workbook')).areaHistory).toEqual([])
    expect(window.faults).toEqual([])
  })
})
