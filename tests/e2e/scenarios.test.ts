/** Scenarios beside each other and the budget line, as a planner works them in a real Chromium. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../data/contract/api.ts'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { PlanState } from '../../data/contract/comparison.ts'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { cutAt, type Ranking } from '../../data/contract/ranking.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('scenarios')
const workspace = join(folder.path, 'จังหวัดตัวอย่าง.gpkg')
let served: Served
let window: Window
let plan: PlanSummary

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  plan = (await ask<PlanSummary[]>(window.page, '/api/plans'))[0] as PlanSummary
  await window.page.getByRole('radio', { name: 'ร่างแผน' }).click()
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

const command = (page: Page, input: CommandInput) => ask<{ created: string[] }>(page, '/api/commands', input)
const stateOf = (page: Page, id: string) => ask<PlanState>(page, '/api/plans/state', { plan: id })

async function fromMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'ทางเลือก ฉบับ และวงเงิน' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

async function scenarioOf(page: Page): Promise<PlanSummary> {
  const plans = await ask<PlanSummary[]>(page, '/api/plans')
  return plans.find(({ scenarioOf: original }) => original === plan.id) as PlanSummary
}

describe('a scenario', () => {
  it('of one category is made from the plan’s menu, is selected, and is listed under its plan', async () => {
    const { page } = window
    await fromMenu(page, 'ทำทางเลือก…')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'ชื่อทางเลือก' }).fill('พัฒนาคนก่อน')
    await dialog.getByRole('button', { name: /คัดลอก$/ }).click()
    await page.getByRole('option', { name: 'ตามประเภท' }).click()
    await dialog.getByRole('button', { name: /เฉพาะ$/ }).click()
    await page.getByRole('option', { name: /^พัฒนาคน/ }).click()
    const { items } = await stateOf(page, plan.id)
    const people = items.filter(({ fields }) => fields.category === 'people')
    await dialog.getByText(`จะคัดลอก ${people.length} โครงการ`).waitFor()
    await dialog.getByRole('button', { name: 'สร้างทางเลือก' }).click()
    await page.getByText(`ทางเลือกของ “${plan.title}”`).waitFor()
    const scenario = await scenarioOf(page)
    expect((await stateOf(page, scenario.id)).items.map(({ copyOf }) => copyOf)).toEqual(people.map(({ id }) => id))
    await page.locator('.plan-title').getByRole('button').first().click()
    const listed = await page.getByRole('option').allTextContents()
    expect(listed[listed.indexOf(plan.title) + 1]).toBe('↳ พัฒนาคนก่อน')
    await page.keyboard.press('Escape')
  })

  it('stands beside its plan on two maps and in tables of what differs', async () => {
    const { page } = window
    const scenario = await scenarioOf(page)
    const [first] = (await stateOf(page, scenario.id)).items
    if (!first) throw new Error('no item')
    const edit = { plan: scenario.id, item: first.id } as const
    await command(page, { type: 'setBudget', ...edit, fiscalYear: 2027, source: 'กองทุน', amountBaht: 1_234_000 })
    await command(page, { type: 'setGoal', ...edit, indicator: 'bmn38_18', fiscalYear: 2027, goal: 7 })
    const added = { fields: { title: 'ศูนย์เรียนรู้ตำบล', category: 'people' } }
    await command(page, { type: 'addItem', plan: scenario.id, item: added })
    await fromMenu(page, 'เทียบกับแผนอื่นหรือฉบับก่อน')
    const view = page.getByRole('region', { name: 'เทียบสองแบบ' })
    await view.getByText('ศูนย์เรียนรู้ตำบล').waitFor()
    await view
      .getByText(/ถึง [1-9][\d,]* ครัวเรือน/)
      .first()
      .waitFor()
    const row = view.locator('tbody', { hasText: first.fields.title })
    await row.getByText('1.23 ล้านบาท').waitFor()
    await expect.poll(() => view.locator('canvas').count()).toBe(2)
    await view.getByRole('radio', { name: /^เงิน/ }).click()
    const line = view.locator('tr', { hasText: '2570' }).first()
    const { items } = await stateOf(page, scenario.id)
    const asked = items.flatMap(({ budgets }) => budgets).filter(({ fiscalYear }) => fiscalYear === 2027)
    const sum = asked.reduce((total, { amountBaht }) => total + amountBaht, 0)
    await line.getByText(sum.toLocaleString('en-US'), { exact: true }).waitFor()
    await view.getByRole('radio', { name: 'เป้าหมาย' }).click()
    await view.locator('tbody').getByText('7', { exact: true }).waitFor()
  })

  it('is swiped over its plan by the arrow keys of a divider', async () => {
    const { page } = window
    const view = page.getByRole('region', { name: 'เทียบสองแบบ' })
    await view.getByRole('radio', { name: 'เลื่อนเทียบ' }).click()
    const clip = () => view.locator('.compare-map-left').evaluate((map) => getComputedStyle(map).clipPath)
    expect(await clip()).toBe('inset(0px 50% 0px 0px)')
    await view.getByRole('slider', { name: 'เส้นแบ่งซ้ายขวา' }).focus()
    for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowRight')
    expect(await clip()).toBe('inset(0px 40% 0px 0px)')
    await view.getByRole('button', { name: 'ปิด' }).click()
    await view.waitFor({ state: 'detached' })
  })
})

describe('the budget line', () => {
  const line = (page: Page) => page.getByRole('complementary', { name: 'เส้นวงเงิน' })
  const history = (page: Page) => ask<HistoryEntry[]>(page, '/api/history')
  const ranking = async (page: Page) => ask<Ranking>(page, `/api/plans/${plan.id}/ranking?fiscalYear=2027`)

  /** Takes hold of the line and carries it to a share of the bar. */
  async function carry(page: Page, share: number): Promise<void> {
    const thumb = await line(page).locator('.held-slider-thumb').boundingBox()
    const bar = await line(page).locator('.ceiling-bar').boundingBox()
    if (!thumb || !bar) throw new Error('no line')
    await page.mouse.move(thumb.x + thumb.width / 2, thumb.y + thumb.height / 2)
    await page.mouse.down()
    await page.mouse.move(bar.x + bar.width * share, bar.y + bar.height / 2, { steps: 5 })
  }

  it('follows the hand in words, list and map, and is left as it was by Escape', async () => {
    const { page } = window
    await page.locator('.plan-title').getByRole('button').first().click()
    await page.getByRole('option', { name: plan.title, exact: true }).click()
    await fromMenu(page, 'จัดลำดับตามวงเงิน')
    await line(page)
      .getByRole('button', { name: /ปีงบประมาณ/ })
      .click()
    await page.getByRole('option', { name: 'ปีงบฯ 2570' }).click()
    const { items, totalBaht } = await ranking(page)
    await line(page).getByText(`จาก ${items.length} โครงการ`).waitFor()
    const before = (await history(page)).length
    await carry(page, 0.5)
    const fallen = line(page).locator('.ranked-fallen')
    await expect.poll(() => fallen.count()).toBeGreaterThan(items.length / 4)
    const shown = await line(page).getByRole('status').textContent()
    expect(shown).toContain(`ไม่พอ ${await fallen.count()} โครงการ`)
    await line(page)
      .getByText(/[1-9][\d,]* ครัวเรือนจะไม่ถูกครอบคลุม/)
      .waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => fallen.count()).toBe(0)
    await page.mouse.up()
    expect((await history(page)).length).toBe(before)
    expect((await ranking(page)).ceilingBaht).toBeNull()
    expect(totalBaht).toBeGreaterThan(0)
  })

  it('is kept as one step when it is let go, whatever way it went', async () => {
    const { page } = window
    const before = (await history(page)).length
    await carry(page, 0.2)
    await carry(page, 0.6)
    await page.mouse.up()
    await expect.poll(async () => (await ranking(page)).ceilingBaht).not.toBeNull()
    const { items, ceilingBaht, totalBaht } = await ranking(page)
    expect(Math.abs((ceilingBaht ?? 0) / totalBaht - 0.6)).toBeLessThan(0.02)
    expect((await history(page)).length).toBe(before + 1)
    const { fallen } = cutAt(items, ceilingBaht)
    await expect.poll(() => line(page).locator('.ranked-fallen').count()).toBe(fallen)
  })

  it('is moved by keys and kept by Enter', async () => {
    const { page } = window
    const before = (await history(page)).length
    const from = (await ranking(page)).ceilingBaht ?? 0
    await line(page).getByRole('slider').focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect((await ranking(page)).ceilingBaht).toBe(from)
    await page.keyboard.press('Enter')
    const wanted = (Math.ceil(from / 100_000) - 1) * 100_000 - 10_000
    await expect.poll(async () => (await ranking(page)).ceilingBaht).toBe(wanted)
    expect((await history(page)).length).toBe(before + 1)
  })

  it('lets an item be carried to another rank by the keyboard, as one step', async () => {
    const { page } = window
    const before = (await history(page)).length
    const ids = (await ranking(page)).items.map(({ id }) => id)
    await line(page).getByRole('button', { name: 'ลากเพื่อเปลี่ยนลำดับ' }).first().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await ranking(page)).items[0]?.id).toBe(ids[1])
    expect((await history(page)).length).toBe(before + 1)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await ranking(page)).items.map(({ id }) => id)).toEqual(ids)
  })

  it('asked nothing of any other machine and met no fault', () => {
    expect(window.foreign).toEqual([])
    expect(window.faults).toEqual([])
  })
})
