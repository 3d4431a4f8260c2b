/** Two windows and the command line on one file: each sees at once what another did, and takes back what it likes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { PlanState } from '../../data/contract/comparison.ts'
import type { ItemPage, PlanInfo, PlanSummary } from '../../data/contract/plans.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('history')
const workspace = join(folder.path, 'จังหวัดตัวอย่าง.gpkg')
let served: Served
let one: Window
let other: Window
let plan: PlanSummary

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  await openBoth()
  const plans = await ask<PlanSummary[]>(one.page, '/api/plans')
  plan = plans[0] as PlanSummary
})
afterAll(async () => {
  await closeBoth()
  folder.remove()
})

async function openBoth(): Promise<void> {
  served = await serve(workspace, join(folder.path, 'home'))
  one = await openWindow(served.deskUrl)
  other = await openWindow(served.deskUrl)
  for (const { page } of [one, other]) await page.getByRole('radio', { name: 'ร่างแผน' }).click()
}

async function closeBoth(): Promise<void> {
  await one.browser.close()
  await other.browser.close()
  await served.stop()
}

const command = (page: Page, input: CommandInput) =>
  ask<{ hash: string; created: string[] }>(page, '/api/commands', input)
const planTitle = (page: Page, title: string) => page.locator('.plan-title .select-value', { hasText: title })
const panel = (page: Page) => page.getByRole('complementary', { name: 'ประวัติการแก้ไข' })
const steps = (page: Page) => panel(page).locator('.history-open')

async function openHistory(page: Page): Promise<void> {
  if (!(await panel(page).isVisible())) await page.getByRole('button', { name: 'ประวัติการแก้ไข' }).click()
  await panel(page).waitFor()
}

async function someItem(page: Page): Promise<{ id: string; title: string }> {
  const { items } = await ask<ItemPage>(page, `/api/items?plan=${plan.id}&unplaced=false&limit=1`)
  return items[0] as ItemPage['items'][number]
}

describe('two windows on one file', () => {
  it('see each other’s changes without being loaded again, and take back in turn', async () => {
    await command(one.page, { type: 'editPlan', plan: plan.id, field: 'title', value: 'แผนที่สองคนแก้' })
    await planTitle(one.page, 'แผนที่สองคนแก้').waitFor()
    await planTitle(other.page, 'แผนที่สองคนแก้').waitFor()
    await command(other.page, { type: 'editPlan', plan: plan.id, field: 'title', value: 'แผนที่แก้อีกครั้ง' })
    await planTitle(one.page, 'แผนที่แก้อีกครั้ง').waitFor()
    await one.page.keyboard.press('Control+z')
    await planTitle(other.page, 'แผนที่สองคนแก้').waitFor()
    await other.page.keyboard.press('Control+z')
    await planTitle(one.page, plan.title).waitFor()
    await other.page.keyboard.press('Control+y')
    await planTitle(one.page, 'แผนที่สองคนแก้').waitFor()
    await one.page.keyboard.press('Control+z')
    await planTitle(other.page, plan.title).waitFor()
  })

  it('both show what the command line did, as one step', async () => {
    const file = join(folder.path, 'คำสั่ง.jsonl')
    const lines = ['ขุดสระหนองแวง', 'ซ่อมฝายห้วยทราย'].map((title) => ({ type: 'addItem', item: { fields: { title } } }))
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
    for (const { page } of [one, other]) await openHistory(page)
    expect(await runCli('plan', workspace, 'apply', plan.id, file)).toMatchObject({ status: 0 })
    for (const { page } of [one, other]) {
      await steps(page).filter({ hasText: 'แก้ไข 2 รายการพร้อมกัน' }).waitFor()
      await page
        .getByText(`${plan.itemCount + 2} โครงการ`)
        .first()
        .waitFor()
    }
    await one.page.keyboard.press('Control+z')
    await other.page.getByText(`${plan.itemCount} โครงการ`).first().waitFor()
  })
})

describe('the history', () => {
  it('takes back a step in the middle, after saying which of its words somebody changed since', async () => {
    const { page } = one
    const { id: item, title } = await someItem(page)
    const edit = (field: 'kpi' | 'notes', value: string) =>
      command(page, { type: 'editItem', plan: plan.id, item, field, value })
    await edit('kpi', 'มีน้ำใช้ 80 ครัวเรือน')
    await edit('notes', 'รอผลสำรวจ')
    await edit('kpi', 'มีน้ำใช้ 120 ครัวเรือน')
    await openHistory(page)
    await steps(page).filter({ hasText: 'แก้ ตัวชี้วัด (KPI)' }).nth(1).click()
    await panel(page).getByText(`ย้อนขั้นนี้ไม่ได้ เพราะมีคนแก้หลังจากนั้น: ตัวชี้วัด (KPI) ของ “${title}”`).waitFor()
    await panel(page).getByRole('button', { name: 'กลับไปรายการ' }).click()
    await steps(page).filter({ hasText: 'แก้ หมายเหตุ' }).first().click()
    await panel(page).getByText('ขั้นนี้เปลี่ยนอะไร').click()
    await panel(page).locator('.change', { hasText: 'หมายเหตุ' }).getByText('รอผลสำรวจ').waitFor()
    await panel(page).getByRole('button', { name: 'ย้อนเฉพาะขั้นนี้' }).click()
    await panel(page).locator('.history-undone', { hasText: 'แก้ หมายเหตุ' }).waitFor()
    const { items } = await ask<PlanState>(page, '/api/plans/state', { plan: plan.id })
    expect(items.find(({ id }) => id === item)?.fields).toMatchObject({ kpi: 'มีน้ำใช้ 120 ครัวเรือน', notes: null })
  })

  it('names a version, shows on the map and in words what differs since, and brings back one item or all', async () => {
    const { page } = one
    const { id: item, title } = await someItem(page)
    await panel(page).getByRole('button', { name: 'ตั้งชื่อฉบับ' }).click()
    await page.getByRole('textbox', { name: 'ชื่อฉบับ' }).fill('ฉบับก่อนประชาคม')
    await page.getByRole('dialog').getByRole('button', { name: 'บันทึก' }).click()
    const version = panel(page)
      .getByRole('button', { name: /ฉบับก่อนประชาคม/ })
      .first()
    await version.waitFor()
    const then = await ask<PlanState>(page, '/api/plans/state', { plan: plan.id })
    const place = then.items.find(({ id }) => id === item)?.places[0]
    const geometry = '{"type":"Point","coordinates":[103.6,16.1]}'
    if (place)
      await command(page, { type: 'moveItem', plan: plan.id, item, place: { ...place, kind: 'point', geometry } })
    await command(page, { type: 'editItem', plan: plan.id, item, field: 'objective', value: 'คนละเรื่อง' })
    await command(page, { type: 'addItem', plan: plan.id, item: { fields: { title: 'ของใหม่' } } })
    await version.click()
    const moved = panel(page).locator('.difference', { hasText: title }).first()
    await moved.getByText('ย้ายหรือปรับรูป').waitFor()
    await moved.getByText('คนละเรื่อง').waitFor()
    await panel(page).locator('.difference', { hasText: 'ของใหม่' }).getByText('เพิ่มเข้ามา').waitFor()
    await moved.getByRole('button', { name: 'นำเฉพาะโครงการนี้กลับมา' }).click()
    await moved.waitFor({ state: 'detached' })
    await panel(page).getByText('ของใหม่').waitFor()
    await panel(page).getByRole('button', { name: 'นำฉบับนี้กลับมา' }).click()
    await panel(page).getByText('แผนตอนนั้นเหมือนตอนนี้ทุกอย่าง').waitFor()
    const now = await ask<PlanState>(page, '/api/plans/state', { plan: plan.id })
    expect(now.items).toEqual(then.items)
    expect((now.plan as PlanInfo).versions.map((each) => each.title)).toEqual(['ฉบับก่อนประชาคม'])
  })

  it('is told by person and by item, and goes to where a step was', async () => {
    const { page } = one
    await panel(page).getByRole('button', { name: 'กลับไปรายการ' }).click()
    const before = await page.locator('.status').textContent()
    await panel(page)
      .locator('.history-step', { hasText: 'ย้าย “' })
      .first()
      .getByRole('button', { name: 'ดูบนแผนที่' })
      .click()
    await expect.poll(() => page.locator('.status').textContent()).not.toBe(before)
    const all = await steps(page).count()
    await page.locator('.draft-tree [role="row"]').nth(1).click()
    await panel(page).getByRole('button', { name: 'เฉพาะโครงการที่เลือก' }).click()
    await expect.poll(() => steps(page).count()).toBeLessThan(all)
  })
})

it('undo and redo go on where they were after the file was closed', async () => {
  await command(one.page, { type: 'editPlan', plan: plan.id, field: 'title', value: 'ก่อนปิดเครื่อง' })
  await planTitle(other.page, 'ก่อนปิดเครื่อง').waitFor()
  expect([one.faults, other.faults]).toEqual([[], []])
  await closeBoth()
  await openBoth()
  await planTitle(one.page, 'ก่อนปิดเครื่อง').waitFor()
  await one.page.keyboard.press('Control+z')
  await planTitle(other.page, plan.title).waitFor()
  await other.page.keyboard.press('Control+y')
  await planTitle(one.page, 'ก่อนปิดเครื่อง').waitFor()
  expect([one.faults, other.faults, one.foreign]).toEqual([[], [], []])
})
