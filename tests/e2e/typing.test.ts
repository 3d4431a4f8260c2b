/** What is typed and pressed while drafting, in a real Chromium: no word lost, no figure bent, one plan in hand. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../data/contract/api.ts'
import type { ItemPage, ItemRow, PlanInfo, PlanItem, PlanSummary } from '../../data/contract/plans.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openItem, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('typing')
const workspace = join(folder.path, 'พิมพ์.gpkg')
let served: Served
let window: Window
let page: Page
let plans: readonly PlanSummary[]
let plan: PlanSummary
let rows: readonly ItemRow[]

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  page = window.page
  await page.getByText('ร่างแผน', { exact: true }).first().click()
  plans = await ask<PlanSummary[]>(page, '/api/plans')
  plan = plans[0]!
  rows = (await ask<ItemPage>(page, `/api/items?plan=${plan.id}&limit=500`)).items
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.browser.close()
  await served.stop()
  folder.remove()
})

const itemOf = (id: string) => ask<PlanItem>(page, `/api/items/${id}`)
const planOf = () => ask<PlanInfo>(page, `/api/plans/${plan.id}`)
const steps = async () => (await ask<HistoryEntry[]>(page, '/api/history?limit=500')).length
const field = (name: string) => page.locator('.frame-right').getByRole('textbox', { name, exact: true })
const budget = (year: string) => page.locator('.budget-table').getByRole('textbox', { name: new RegExp(`${year}$`) })
const dialog = () => page.getByRole('dialog', { name: 'ข้อมูลแผน' })
const tab = (name: string) => dialog().getByRole('tab', { name })
const row = (title: string) => page.locator('.draft-tree').getByRole('row', { name: title, exact: true }).first()

async function openPlanDialog(): Promise<void> {
  await page.getByRole('button', { name: 'คำสั่งของแผน' }).click()
  await page.getByRole('menuitem', { name: 'ข้อมูลแผน' }).click()
  await dialog().waitFor()
}

async function choosePlan(title: string): Promise<void> {
  await page.locator('.plan-title .select-button').click()
  await page.getByRole('option', { name: title, exact: true }).click()
}

/** Seeks nothing any more, and waits until the chosen item has been brought in sight of the whole list. */
async function emptySearch(): Promise<void> {
  await page.getByRole('searchbox', { name: 'ค้นในแผนนี้' }).fill('')
  const [list, chosen] = [page.locator('.tree'), page.locator('.tree-item[data-selected]')]
  await expect.poll(() => list.evaluate((element) => element.scrollHeight > 3 * element.clientHeight)).toBe(true)
  await expect
    .poll(async () => {
      const [around, box] = [await list.boundingBox(), await chosen.boundingBox({ timeout: 1000 }).catch(() => null)]
      return around && box && box.y >= around.y - 1 && box.y + box.height <= around.y + around.height + 1
    })
    .toBe(true)
}

describe('what is typed', () => {
  it('is kept when another item is pressed in the list before the field is left', async () => {
    const first = rows[0]!
    await openItem(page, first.title)
    await emptySearch()
    const others = page.locator('.draft-tree .tree-item:not(.tree-group):not([data-selected]) .tree-name')
    await expect.poll(() => others.count()).toBeGreaterThan(3)
    const title = await others.nth(1).textContent()
    const second = rows.find((one) => one.title === title)!
    await field('ผลที่คาดว่าจะได้รับ').fill('คนมีน้ำใช้ตลอดปี')
    await row(second.title).click()
    await expect.poll(async () => (await itemOf(first.id)).fields.expectedResult).toBe('คนมีน้ำใช้ตลอดปี')
    expect((await itemOf(second.id)).fields.expectedResult).not.toBe('คนมีน้ำใช้ตลอดปี')
    await budget('2569').fill('1.2 ล้าน')
    await others.first().click()
    await expect
      .poll(async () => (await itemOf(second.id)).budgets)
      .toContainEqual(expect.objectContaining({ fiscalYear: 2026, amountBaht: 1_200_000 }))
  })

  it('is kept when another tab of the plan is opened, and when Escape closes the dialog', async () => {
    await openPlanDialog()
    await tab('วิสัยทัศน์และประเด็นร่วม').click()
    await dialog().getByRole('textbox', { name: 'วิสัยทัศน์' }).fill('เมืองน่าอยู่ คนมีสุข')
    await tab('เพดานเงิน').click()
    await expect.poll(async () => (await planOf()).fields.vision).toBe('เมืองน่าอยู่ คนมีสุข')
    await dialog().locator('.ceilings .field-input').first().fill('๕.๕ ล้านบาท')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await expect.poll(async () => (await planOf()).ceilings.map(({ amountBaht }) => amountBaht)).toContain(5_500_000)
  })
})

describe('what is being typed when the window goes', () => {
  it('is kept when the window is loaded anew', async () => {
    const item = rows[1]!
    await openItem(page, item.title)
    await field('วัตถุประสงค์').fill('ให้มีน้ำใช้จนสิ้นแล้ง')
    await page.reload()
    await page.getByText('ร่างแผน', { exact: true }).first().click()
    await expect.poll(async () => (await itemOf(item.id)).fields.objective).toBe('ให้มีน้ำใช้จนสิ้นแล้ง')
  })

  it('is kept when the window is closed', async () => {
    const item = rows[2]!
    const other = await page.context().newPage()
    await other.goto(served.deskUrl)
    await other.getByText('ร่างแผน', { exact: true }).first().click()
    await openItem(other, item.title)
    await other.locator('.budget-table').getByRole('textbox', { name: /2569$/ }).fill('7.5 แสน')
    await other.close({ runBeforeUnload: true })
    await expect
      .poll(async () => (await itemOf(item.id)).budgets)
      .toContainEqual(expect.objectContaining({ fiscalYear: 2026, amountBaht: 750_000 }))
  })
})

describe('an item that is added in the list', () => {
  it('is named at once, by typing', async () => {
    await page.getByRole('button', { name: 'เพิ่มโครงการ', exact: true }).click()
    await expect.poll(() => field('ชื่อ').evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('ธนาคารน้ำใต้ดิน')
    await page.keyboard.press('Tab')
    await row('ธนาคารน้ำใต้ดิน').waitFor()
    await row('ธนาคารน้ำใต้ดิน').click()
    expect(await field('ชื่อ').evaluate((element) => element === document.activeElement)).toBe(false)
  })
})

describe('a figure', () => {
  it('is not turned by the wheel', async () => {
    await openItem(page, rows[0]!.title)
    await budget('2569').fill('250000')
    const [before, box] = [await steps(), await budget('2569').boundingBox()]
    await page.mouse.move(box!.x + 10, box!.y + 10)
    for (let notch = 0; notch < 5; notch++) await page.mouse.wheel(0, 100)
    await budget('2569').press('Enter')
    await expect
      .poll(async () => (await itemOf(rows[0]!.id)).budgets)
      .toContainEqual(expect.objectContaining({ fiscalYear: 2026, amountBaht: 250_000 }))
    expect(await steps()).toBe(before + 1)
  })

  it('that cannot be read or cannot be stays as it was typed, is said, and changes nothing', async () => {
    const before = await steps()
    for (const [text, sentence] of [
      ['-500', 'ต้องไม่น้อยกว่า 0'],
      ['1,250,000.50', 'เก็บเป็นจำนวนเต็มเท่านั้น'],
      ['สองแสน', 'อ่านเป็นจำนวนไม่ได้'],
    ] as const) {
      await budget('2569').fill(text)
      await budget('2569').press('Tab')
      await page.locator('.budget-table').getByText(sentence).waitFor()
      expect(await budget('2569').inputValue()).toBe(text)
    }
    await openPlanDialog()
    await dialog().getByRole('textbox', { name: 'ปีงบประมาณแรก' }).fill('71')
    await page.keyboard.press('Tab')
    await dialog().getByText('อ่านเป็นปีไม่ได้').waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    expect(await steps()).toBe(before)
  })
})

describe('the plan in hand', () => {
  it('is the one that a pen draws for: another plan puts the pen away', async () => {
    await page.getByRole('searchbox', { name: 'ค้นในแผนนี้' }).fill('')
    await page.locator('.map-canvas canvas').focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    const box = (await page.locator('.map-canvas').boundingBox())!
    for (const dx of [-60, 40]) {
      await page.mouse.click(box.x + box.width / 2 + dx, box.y + box.height / 2)
      await page.waitForTimeout(400)
    }
    const counts = () => ask<PlanSummary[]>(page, '/api/plans').then((all) => all.map(({ itemCount }) => itemCount))
    const before = await counts()
    await choosePlan(plans[1]!.title)
    await expect.poll(() => page.locator('.map-readout').count()).toBe(0)
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 + 80)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(600)
    expect(await counts()).toEqual(before)
  })

  it('is not left by pressing the map where another plan has an item', async () => {
    const alone = rows.find(({ point }) => point !== null)!
    await choosePlan(plan.title)
    await openItem(page, alone.title)
    await page.waitForTimeout(2500)
    const box = (await page.locator('.map-canvas').boundingBox())!
    const middle = [box.x + box.width / 2, box.y + box.height / 2] as const
    // What lies in the middle is the item that was just opened, and it is of this plan alone.
    await choosePlan(plans[1]!.title)
    await page.waitForTimeout(1500)
    await page.mouse.click(...middle)
    await page.waitForTimeout(800)
    expect(await page.locator('.plan-title').textContent()).toContain(plans[1]!.title)
    await choosePlan(plan.title)
    await page.waitForTimeout(1500)
    await page.mouse.click(...middle)
    await expect.poll(() => field('ชื่อ').inputValue()).toBe(alone.title)
  })
})

describe('the list', () => {
  it('shows what is sought after something else was', async () => {
    const box = page.getByRole('searchbox', { name: 'ค้นในแผนนี้' })
    for (const words of ['ขุดลอก', 'ฝึก', 'ซ่อมแซม']) {
      await box.fill(words)
      await expect
        .poll(() =>
          page
            .locator('.draft-tree')
            .getByRole('row', { name: new RegExp(words) })
            .count(),
        )
        .toBeGreaterThan(0)
    }
    await box.fill('')
  })

  it('has the chosen item in sight when the search is emptied', async () => {
    const { items } = await ask<ItemPage>(page, `/api/items?plan=${plan.id}&limit=500`)
    for (const item of [items.at(-1)!, items[0]!]) {
      await openItem(page, item.title)
      await expect.poll(() => field('ชื่อ').inputValue()).toBe(item.title)
      await emptySearch()
    }
  })

  it('brings the item in sight that was chosen elsewhere', async () => {
    const { items } = await ask<ItemPage>(page, `/api/items?plan=${plan.id}&unplaced=false&limit=500`)
    for (const item of [items.at(-1)!, items[0]!, items[Math.floor(items.length / 2)]!]) {
      await page.keyboard.press('Control+k')
      await page.keyboard.type(item.title)
      await page.getByRole('option', { name: item.title }).first().click()
      await expect.poll(() => field('ชื่อ').inputValue()).toBe(item.title)
      await row(item.title).waitFor()
    }
  })

  it('and the form let go of an item that is dropped', async () => {
    const item = rows.at(-1)!
    await openItem(page, item.title)
    await page.getByRole('button', { name: 'ตัดโครงการนี้ออก' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('ทำแล้วปีก่อน')
    await page.getByRole('dialog').getByRole('button', { name: 'ตัดออก' }).click()
    await page.getByText('เลือกโครงการ', { exact: true }).waitFor()
    expect((await itemOf(item.id)).dropped).toMatchObject({ why: 'ทำแล้วปีก่อน' })
  })
})
