/** What lies under the hand while drafting, in a real Chromium: every control in sight, and what is pressed happens once. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ItemPage, type PlanInfo, type PlanItem, type PlanSummary, planStates } from '../../data/contract/plans.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('under-the-hand')
const workspace = join(folder.path, 'ใต้มือ.gpkg')
let served: Served
let window: Window
let page: Page
let plan: PlanSummary

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  page = window.page
  await page.getByText('ร่างแผน', { exact: true }).first().click()
  plan = (await ask<PlanSummary[]>(page, '/api/plans'))[0]!
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
  expect(window.faults).toEqual([])
})

const command = (body: object) => ask(page, '/api/commands', { plan: plan.id, ...body })

describe('the head of a plan', () => {
  /** What of its first line reaches over the panel's edges. */
  const outside = () =>
    page.locator('.plan-head').evaluate((head) => {
      const panel = head.closest('.frame-left')!.getBoundingClientRect()
      return [...head.querySelectorAll('.section-head button, .plan-meta')]
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect()
          return left < panel.left || right > panel.right
        })
        .map((one) => one.getAttribute('aria-label') ?? one.textContent)
    })

  it('has all its controls in the panel, in every state', async () => {
    await command({ type: 'editPlan', field: 'lastFiscalYear', value: 2037 })
    await page.getByText(/^ปีงบฯ.*–2580$/).waitFor()
    for (const state of [...planStates].reverse()) {
      await command({ type: 'editPlan', field: 'state', value: state })
      await expect.poll(async () => (await ask<PlanSummary[]>(page, '/api/plans'))[0]?.state).toBe(state)
      expect(await page.locator('.plan-head .section-head').getByRole('button').count()).toBe(4)
      expect(await outside()).toEqual([])
    }
    await page.getByRole('button', { name: 'คำสั่งของแผน' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
  })
})

describe('a field of several lines', () => {
  const dialog = () => page.getByRole('dialog', { name: 'ข้อมูลแผน' })
  const strategies = async () => (await ask<PlanInfo>(page, `/api/plans/${plan.id}`)).strategies
  const name = () => dialog().getByRole('textbox', { name: 'ชื่อยุทธศาสตร์' }).first()
  const add = () =>
    dialog()
      .getByRole('button', { name: /^เพิ่มกลยุทธ์ใน/ })
      .first()
  const lines = 'พัฒนาแหล่งน้ำ\nดูแลป่าต้นน้ำ\nให้มีน้ำใช้ตลอดปี\nทุกหมู่บ้าน'

  it('keeps its height when it is left, so that what is pressed stays under the pointer', async () => {
    await page.getByRole('button', { name: 'ข้อมูลแผน', exact: true }).click()
    await dialog().getByRole('tab', { name: 'ยุทธศาสตร์' }).click()
    await dialog().getByRole('button', { name: 'เพิ่มยุทธศาสตร์', exact: true }).click()
    await name().waitFor()
    const [before, parent] = [await strategies(), (await strategies()).find((each) => each.parent === null)!]
    await page.route('**/api/commands', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600))
      await route.continue()
    })
    await name().fill(lines)
    const box = (await add().boundingBox())!
    await page.mouse.move(box.x + 20, box.y + box.height / 2)
    await page.mouse.down()
    await page.waitForTimeout(200)
    expect(await add().boundingBox()).toEqual(box)
    expect(await name().inputValue()).toBe(lines)
    await page.mouse.up()
    await expect.poll(async () => (await strategies()).length).toBe(before.length + 1)
    expect((await strategies()).find(({ id }) => id === parent.id)?.title).toBe(lines)
    await page.unroute('**/api/commands')
  })

  it('shows what is stored once it is: older words after an undo, and what another window wrote', async () => {
    await ask(page, '/api/undo', {})
    await ask(page, '/api/undo', {})
    await expect.poll(() => name().inputValue()).not.toBe(lines)
    await ask(page, '/api/redo', {})
    await expect.poll(() => name().inputValue()).toBe(lines)
    const [strategy] = await strategies()
    await command({ type: 'setStrategy', strategy: { ...strategy, title: 'จากอีกหน้าต่าง' } })
    await expect.poll(() => name().inputValue()).toBe('จากอีกหน้าต่าง')
  })

  it('shows what is stored when what was typed is refused', async () => {
    const refusal = { code: 'disk.full', values: {} }
    await page.route('**/api/commands', (route) => route.fulfill({ status: 409, json: refusal }))
    await name().fill(lines)
    await name().press('Tab')
    await page.getByRole('alert').getByText('พื้นที่ดิสก์เต็ม').waitFor()
    await expect.poll(() => name().inputValue()).toBe('จากอีกหน้าต่าง')
    await page.unroute('**/api/commands')
    await page.getByRole('alert').getByRole('button', { name: 'ปิด' }).click({ force: true })
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
  })
})

describe('an item', () => {
  const items = async () => (await ask<ItemPage>(page, `/api/items?plan=${plan.id}&limit=50000`)).items

  it('is added once by a double click', async () => {
    const before = (await items()).length
    await page.getByRole('button', { name: 'เพิ่มโครงการ', exact: true }).dblclick({ delay: 40 })
    await expect.poll(async () => (await items()).length).toBe(before + 1)
    await page.waitForTimeout(700)
    expect((await items()).length).toBe(before + 1)
    await page.getByRole('button', { name: 'เพิ่มโครงการ', exact: true }).click()
    await expect.poll(async () => (await items()).length).toBe(before + 2)
  })

  it('is added while the machine has no network', async () => {
    const before = (await items()).length
    await page.evaluate(() => globalThis.dispatchEvent(new Event('offline')))
    await page.waitForTimeout(600)
    await page.getByRole('button', { name: 'เพิ่มโครงการ', exact: true }).click()
    await expect.poll(async () => (await items()).length).toBe(before + 1)
    await page.evaluate(() => globalThis.dispatchEvent(new Event('online')))
  })

  it('that was dropped is listed among the dropped ones, chosen there and brought back', async () => {
    const { id, title } = (await items())[0]!
    const filter = page.locator('.draft-tree').getByRole('button', { name: /แสดงเฉพาะ/ })
    await command({ type: 'dropItem', item: id, why: 'ซ้ำกับแผน อบจ.' })
    await filter.click()
    await page.getByRole('option', { name: 'ตัดออก 1', exact: true }).click()
    const row = page.locator('.draft-tree').getByRole('row', { name: title, exact: true })
    await row.click()
    await expect.poll(() => page.locator('.draft-tree .tree-item:not(.tree-group)').count()).toBe(1)
    await page.getByText('ซ้ำกับแผน อบจ.').waitFor()
    await page.getByRole('button', { name: 'นำกลับมา' }).click()
    await row.waitFor({ state: 'detached' })
    expect((await ask<PlanItem>(page, `/api/items/${id}`)).dropped).toBeNull()
    await filter.click()
    await page.getByRole('option', { name: 'ทั้งหมด', exact: true }).click()
    await page.getByRole('searchbox', { name: 'ค้นในแผนนี้' }).fill(title)
    await row.waitFor()
  })
})

describe('the keyboard', () => {
  it('rings the control that it is in, and not what holds the control', async () => {
    await page.getByRole('button', { name: 'ข้อมูลแผน', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'ข้อมูลแผน' })
    await dialog.getByRole('tab', { name: 'ทั่วไป' }).focus()
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press('Tab')
      const ringed = await dialog.evaluate(
        (element) =>
          [...element.querySelectorAll('.field, .tabs, .check')].filter(
            (one) => getComputedStyle(one).outlineStyle !== 'none',
          ).length,
      )
      expect(ringed).toBe(0)
    }
  })

  it('hears Thai names of what opens a list and of the list', async () => {
    const dialog = page.getByRole('dialog', { name: 'ข้อมูลแผน' })
    await dialog
      .getByRole('button', { name: /แสดงตัวเลือก/ })
      .first()
      .click()
    const list = page.getByRole('listbox', { name: /ตัวเลือก/ })
    await list.waitFor()
    expect(await page.getByRole('listbox', { name: /Suggestions/ }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /Show suggestions/ }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  })
})
