/** The item's form in a real Chromium: every field by keyboard and mouse, read back from the file, and undone to the start. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UndoState } from '../../data/contract/commands.ts'
import type { PlanNotes } from '../../data/contract/plan-notes.ts'
import type { ItemPage, PlanInfo, PlanItem, PlanSummary } from '../../data/contract/plans.ts'
import type { Workbook } from '../../data/contract/workbook.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openItem, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('item-form')
const workspace = join(folder.path, 'แบบโครงการ.gpkg')
const title = 'ปรับปรุงระบบประปาหมู่บ้านและแนวท่อจ่ายน้ำ บ้านนาศาลาเก่า หมู่ที่ 4 ตำบลคำเกวียนทอง ระยะที่ 2'
let served: Served
let window: Window
let page: Page
let plan: PlanSummary
let item: string
let start: string

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  page = window.page
  plan = (await ask<PlanSummary[]>(page, '/api/plans'))[0]!
  await page.getByText('ร่างแผน', { exact: true }).first().click()
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

const form = () => page.locator('.frame-right')
const field = (name: string) => form().getByRole('textbox', { name, exact: true })
const combo = (name: string) => form().getByRole('combobox', { name, exact: true })
const saved = () => ask<PlanItem>(page, `/api/items/${item}`)

/** Types and leaves by the keyboard. */
async function type(where: Locator, text: string): Promise<void> {
  await where.fill(text)
  await where.press('Tab')
}

async function choose(trigger: Locator, option: string | RegExp): Promise<void> {
  await trigger.click()
  await page.getByRole('option', { name: option }).first().click()
}

async function openSection(name: string): Promise<void> {
  const button = form().getByRole('button', { name, exact: false }).first()
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
}

/** Everything that is said, as the file has it. */
async function everything(): Promise<string> {
  const items = await ask<ItemPage>(page, `/api/items?plan=${plan.id}&limit=50000&dropped=true`)
  const whole = await ask<PlanInfo>(page, `/api/plans/${plan.id}`)
  const { categories } = await ask<Workbook>(page, '/api/workbook')
  return JSON.stringify([items, whole, categories])
}

describe('an item', () => {
  it('is new, empty, and says what is missing beside each field', async () => {
    start = await everything()
    const before = (await ask<ItemPage>(page, `/api/items?plan=${plan.id}&limit=50000`)).items.map(({ id }) => id)
    await page.getByRole('button', { name: 'เพิ่มโครงการ', exact: true }).click()
    await form().getByText('ยังไม่ครบ 4 เรื่อง').waitFor()
    const after = await ask<ItemPage>(page, `/api/items?plan=${plan.id}&limit=50000`)
    item = after.items.find(({ id }) => !before.includes(id))!.id
    await openSection('ใครทำ')
    await openSection('อยู่ตรงไหนของแผน')
    await openSection('หมายเหตุและเอกสาร')
    const notes = await form().locator('.field-note').allTextContents()
    expect(notes).toEqual(['ยังไม่ได้ใส่เงินในปีใดเลย', 'ยังไม่บอกว่าแก้ปัญหาอะไร', 'ยังไม่มีเป้าหมาย', 'ยังไม่มีหน่วยงานหลัก'])
  })

  it('takes words into every field, stored when the field is left', async () => {
    const words = {
      ชื่อ: title,
      วัตถุประสงค์: '1. เพื่อให้มีน้ำใช้ตลอดปี\n2. เพื่อลดการสูญเสียน้ำ',
      เป้าหมาย: 'ระบบประปา 1 แห่ง แนวท่อ 1,200 เมตร',
      'ตัวชี้วัด (KPI)': 'ครัวเรือนมีน้ำใช้ร้อยละ 95',
      ผลที่คาดว่าจะได้รับ: 'ประชาชนมีน้ำใช้',
      เหตุผลความจำเป็น: 'ท่อเดิมชำรุด',
      หน่วยงานรับผิดชอบ: 'กองช่าง',
      เสนอต่อ: 'อบจ.',
      หมายเหตุ: 'รอสำรวจแนวเขต',
      ลำดับที่ในแบบ: '12',
      'ฉบับ (เพิ่มเติม/แก้ไข)': 'เพิ่มเติม 1/2568',
    }
    for (const [name, text] of Object.entries(words)) await type(field(name), text)
    await expect.poll(async () => (await saved()).fields.amendment).toBe('เพิ่มเติม 1/2568')
    expect((await saved()).fields).toMatchObject({
      title,
      objective: words.วัตถุประสงค์,
      ...{ target: words.เป้าหมาย, kpi: words['ตัวชี้วัด (KPI)'], expectedResult: 'ประชาชนมีน้ำใช้' },
      ...{ reason: 'ท่อเดิมชำรุด', ownerUnit: 'กองช่าง', proposedTo: 'อบจ.', notes: 'รอสำรวจแนวเขต', sequence: '12' },
    })
  })

  it('takes choices: category, status, form, and words with suggestions', async () => {
    await choose(form().getByRole('button', { name: /ประเภท$/ }), 'แผนพื้นที่')
    await choose(form().getByRole('button', { name: /สถานะ$/ }), 'พร้อมเสนอ')
    await choose(form().getByRole('button', { name: /แบบ$/ }), 'ผ.02/1')
    await type(combo('ประเด็นร่วม'), 'น้ำเพื่อชีวิต')
    await type(combo('ยุทธศาสตร์'), '3 โครงสร้างพื้นฐาน')
    await type(combo('กลยุทธ์'), '3.1 น้ำอุปโภคบริโภค')
    await type(combo('แผนงาน'), 'แผนงานเคหะและชุมชน')
    await expect.poll(async () => (await saved()).fields.programme).toBe('แผนงานเคหะและชุมชน')
    expect((await saved()).fields).toMatchObject({
      ...{ category: 'area', status: 'ready', form: '02/1', jointIssue: 'น้ำเพื่อชีวิต' },
      ...{ strategyCode: '3', strategy: 'โครงสร้างพื้นฐาน', tacticCode: '3.1', tactic: 'น้ำอุปโภคบริโภค' },
    })
  })

  it('takes money by year and source, and what the ordinance gave', async () => {
    await type(combo('เพิ่มแหล่งเงิน'), 'อบจ.ตัวอย่าง')
    await type(field('อบจ.ตัวอย่าง 2568'), '1250000')
    await type(field('อบจ.ตัวอย่าง 2569'), '300000')
    await form().getByRole('button', { name: 'ใส่งบตามข้อบัญญัติ' }).click()
    await type(field('ตามข้อบัญญัติ 2568'), '900000')
    await expect.poll(async () => (await saved()).ordinances).toEqual([{ fiscalYear: 2025, amountBaht: 900_000 }])
    expect((await saved()).budgets).toEqual([
      { fiscalYear: 2025, source: 'อบจ.ตัวอย่าง', amountBaht: 1_250_000 },
      { fiscalYear: 2026, source: 'อบจ.ตัวอย่าง', amountBaht: 300_000 },
    ])
  })

  it('answers an indicator, whose baseline is the newest survey’s of the plan’s area, with a goal a year', async () => {
    await combo('เพิ่มตัวชี้วัด').pressSequentially('น้ำสำหรับบริโภค')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await form().locator('.need').waitFor()
    const [need] = (await saved()).needs
    const values = await ask<{ total: { value: number }; survey: string }>(page, '/api/values', {
      ...{ indicator: need?.indicator, level: 'province' },
    })
    expect(need?.survey).toBe(values.survey)
    expect(need?.baseline).toBeCloseTo(values.total.value, 1)
    await form().getByText('ยังไม่มีค่าเป้าหมาย').waitFor()
    await type(form().getByRole('textbox', { name: /^เป้าหมายปี 2569 ของ/ }), '12.5')
    await expect.poll(async () => (await saved()).goals).toMatchObject([{ fiscalYear: 2026, goal: 12.5 }])
    await type(form().getByRole('textbox', { name: /^ค่าตั้งต้นของ/ }), '31')
    await form().getByText('ค่าตั้งต้นใส่เอง').waitFor()
    expect((await saved()).needs[0]).toMatchObject({ baseline: 31, survey: null })
  })

  it('names organisations with roles, and papers by link', async () => {
    await type(combo('ชื่อหน่วยงาน'), 'อบต.คำเกวียนทอง')
    await form().locator('.role-row').waitFor()
    await type(combo('ชื่อหน่วยงาน'), 'การประปาส่วนภูมิภาค')
    await expect.poll(() => form().locator('.role-row').count()).toBe(2)
    await choose(form().getByRole('button', { name: /บทบาทของ การประปาส่วนภูมิภาค/ }), 'ให้ข้อมูล')
    await form().getByRole('button', { name: 'เพิ่มเอกสาร' }).click()
    await field('ชื่อเอกสาร').fill('แบบแปลน')
    await type(field('ที่อยู่ (ลิงก์หรือแฟ้ม)'), 'https://example.go.th/plan.pdf')
    await expect
      .poll(async () => (await saved()).links.map(({ title: name, url }) => [name, url]))
      .toEqual([['แบบแปลน', 'https://example.go.th/plan.pdf']])
    expect((await saved()).roles).toEqual([
      { organisation: 'การประปาส่วนภูมิภาค', role: 'data' },
      { organisation: 'อบต.คำเกวียนทอง', role: 'lead' },
    ])
    await form().getByText('กรอกครบแล้ว').waitFor()
  })

  it('is the same after the window is opened anew', async () => {
    await page.reload()
    await page.getByText('ร่างแผน', { exact: true }).first().click()
    await openItem(page, title)
    expect(await field('ชื่อ').inputValue()).toBe(title)
    expect(await field('อบจ.ตัวอย่าง 2568').inputValue()).toBe('1,250,000')
    expect(await field('ตามข้อบัญญัติ 2568').inputValue()).toBe('900,000')
    expect(
      await form()
        .getByRole('textbox', { name: /^เป้าหมายปี 2569 ของ/ })
        .inputValue(),
    ).toBe('12.5')
    await openSection('อยู่ตรงไหนของแผน')
    expect(await combo('ยุทธศาสตร์').inputValue()).toBe('3 โครงสร้างพื้นฐาน')
    await openSection('ใครทำ')
    expect(await form().locator('.role-name').allTextContents()).toEqual(['อบต.คำเกวียนทอง', 'การประปาส่วนภูมิภาค'])
  })

  it('is dropped with a reason, and brought back', async () => {
    await choose(form().getByRole('button', { name: /สถานะ$/ }), 'ยกเลิก')
    const dialog = page.getByRole('dialog', { name: 'ตัดโครงการนี้ออก' })
    const drop = dialog.getByRole('button', { name: 'ตัดออก', exact: true })
    expect(await drop.isDisabled()).toBe(true)
    await dialog.getByRole('textbox', { name: 'เพราะอะไร' }).fill('ซ้ำกับแผน อบจ.')
    await drop.click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(async () => (await saved()).dropped?.why).toBe('ซ้ำกับแผน อบจ.')
    await page
      .getByRole('button', { name: /^ย้อนกลับ|เลิกทำ/ })
      .first()
      .click()
    await expect.poll(async () => (await saved()).dropped).toBeNull()
  })
})

describe('a plan', () => {
  it('has a vision, issues, strategies with tactics and ceilings, each stored when it is left', async () => {
    await page.getByRole('button', { name: 'ข้อมูลแผน' }).click()
    const dialog = page.getByRole('dialog', { name: 'ข้อมูลแผน' })
    const tab = (name: string) => dialog.getByRole('tab', { name }).click()
    await tab('วิสัยทัศน์และประเด็นร่วม')
    await type(dialog.getByRole('textbox', { name: 'วิสัยทัศน์', exact: true }), 'น้ำพอใช้ทุกบ้าน')
    for (const issue of ['น้ำเพื่อชีวิต', 'ผู้สูงอายุ']) {
      await dialog.getByRole('textbox', { name: 'ประเด็นร่วมใหม่' }).fill(issue)
      await dialog.getByRole('textbox', { name: 'ประเด็นร่วมใหม่' }).press('Enter')
      await dialog.getByRole('button', { name: `เอาประเด็น “${issue}” ออก` }).waitFor()
    }
    await dialog.getByRole('button', { name: 'เลื่อน “ผู้สูงอายุ” ขึ้น' }).click()
    const second = dialog.getByRole('textbox', { name: 'ประเด็นร่วมที่ 2' })
    await expect.poll(() => second.inputValue()).toBe('น้ำเพื่อชีวิต')
    // New words of an issue go to the items that named it.
    await type(second, 'น้ำเพื่อทุกชีวิต')
    await expect.poll(async () => (await saved()).fields.jointIssue).toBe('น้ำเพื่อทุกชีวิต')
    await tab('ยุทธศาสตร์')
    await dialog.getByRole('button', { name: 'เพิ่มยุทธศาสตร์', exact: true }).click()
    const strategies = dialog.getByRole('textbox', { name: 'ชื่อยุทธศาสตร์' })
    const known = (await ask<PlanInfo>(page, `/api/plans/${plan.id}`)).strategies.length
    await expect.poll(() => strategies.count()).toBeGreaterThan(0)
    await type(strategies.last(), 'สิ่งแวดล้อม')
    await dialog.getByRole('button', { name: 'เพิ่มกลยุทธ์ใน “สิ่งแวดล้อม”' }).click()
    await type(dialog.getByRole('textbox', { name: 'ชื่อกลยุทธ์' }).last(), 'ลดขยะ')
    await tab('เพดานเงิน')
    await type(dialog.getByRole('textbox', { name: 'เพดาน ทุกแหล่ง ปี 2568' }), '1000000')
    await dialog.getByRole('note').filter({ hasText: 'เกินเพดาน' }).waitFor()
    const said = await ask<PlanInfo>(page, `/api/plans/${plan.id}`)
    expect(said.fields.vision).toBe('น้ำพอใช้ทุกบ้าน')
    expect(said.issues.map((issue) => issue.title)).toEqual(['ผู้สูงอายุ', 'น้ำเพื่อทุกชีวิต'])
    expect(said.strategies.length).toBe(Math.max(known, 1) + 1)
    expect(said.strategies.find((each) => each.title === 'ลดขยะ')?.parent).toBe(
      said.strategies.find((each) => each.title === 'สิ่งแวดล้อม')?.id,
    )
    expect(said.ceilings).toEqual([{ fiscalYear: 2025, source: '', amountBaht: 1_000_000 }])
    await dialog.getByRole('tab', { name: 'ทั่วไป' }).click()
    const place = dialog.getByRole('combobox', { name: 'พื้นที่' })
    await place.fill('')
    await place.pressSequentially('นาศาลา')
    await page
      .getByRole('option', { name: /นาศาลา/ })
      .first()
      .click()
    await expect
      .poll(async () => (await ask<PlanInfo>(page, `/api/plans/${plan.id}`)).fields.areaCode)
      .toMatch(/^98\d\d/)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('says what agreeing means before it is done', async () => {
    const state = page.locator('.plan-head .select-chip')
    await choose(state, 'เห็นชอบแล้ว')
    const dialog = page.getByRole('dialog', { name: 'เห็นชอบแผนนี้' })
    await dialog.getByText(/แผนจะจำเป้าหมาย/).waitFor()
    await dialog.getByRole('button', { name: 'ยกเลิก' }).click()
    expect((await ask<PlanInfo>(page, `/api/plans/${plan.id}`)).freeze).toBeNull()
    await choose(state, 'เห็นชอบแล้ว')
    await dialog.getByRole('button', { name: 'เห็นชอบ', exact: true }).click()
    await expect
      .poll(async () => (await ask<PlanInfo>(page, `/api/plans/${plan.id}`)).freeze?.goals)
      .toMatchObject([{ item, goal: 12.5, baseline: 31 }])
  })

  it('lists items by what they say and by what is missing', async () => {
    const tree = page.locator('.draft-tree')
    await page.getByRole('searchbox', { name: 'ค้นในแผนนี้' }).fill('')
    await choose(tree.getByRole('button', { name: /จัดกลุ่มโครงการ/ }), 'โครงการตามสถานะ')
    await tree.getByRole('treegrid', { name: 'โครงการตามสถานะ' }).getByText('พร้อมเสนอ', { exact: true }).waitFor()
    const noted = await ask<PlanNotes>(page, `/api/plans/${plan.id}/notes`)
    expect(noted.counts['over-ceiling']).toBeGreaterThan(0)
    await choose(tree.getByRole('button', { name: /แสดงเฉพาะ/ }), /^เกินเพดาน/)
    const over = await ask<ItemPage>(page, `/api/items?plan=${plan.id}&note=over-ceiling&limit=50000`)
    expect(over.total).toBe(noted.counts['over-ceiling'])
    await expect.poll(() => tree.getByRole('row').count()).toBeLessThanOrEqual(over.total + 7)
    // The keyboard goes through the list, and each item it comes to is opened.
    await tree.getByRole('row').nth(1).click()
    await page.keyboard.press('ArrowDown')
    const name = await tree.locator('[role=row][data-selected]').first().getAttribute('aria-label')
    await expect.poll(() => field('ชื่อ').inputValue()).toBe(name)
  })

  it('goes out as its forms from the plan’s menu', async () => {
    await page.getByRole('button', { name: 'คำสั่งของแผน' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /^ส่งออกแบบ/ }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
    expect(statSync(await file.path()).size).toBeGreaterThan(10_000)
  })

  it('changes the categories of all plans', async () => {
    await page.getByRole('button', { name: 'คำสั่งของแผน' }).click()
    await page.getByRole('menuitem', { name: 'ประเภทโครงการ' }).click()
    const dialog = page.getByRole('dialog', { name: 'ประเภทโครงการ' })
    await dialog.getByRole('button', { name: 'เพิ่มประเภท' }).click()
    const names = dialog.getByRole('textbox', { name: 'ชื่อประเภท' })
    await expect.poll(() => names.count()).toBe(4)
    await type(names.nth(3), 'งานประจำ')
    await dialog.getByRole('button', { name: 'เลื่อน “งานประจำ” ขึ้น' }).click()
    await dialog.getByRole('radio', { name: '#2a6396' }).nth(2).click()
    const categories = async () => (await ask<Workbook>(page, '/api/workbook')).categories
    await expect
      .poll(async () => (await categories()).map(({ nameTh }) => nameTh))
      .toEqual(['พัฒนาคน', 'แผนพื้นที่', 'งานประจำ', 'เชื่อมภาคี'])
    await expect.poll(async () => (await categories())[2]?.color).toBe('#2a6396')
    await page.keyboard.press('Escape')
  })
})

it('is undone step by step to where it began', async () => {
  while ((await everything()) !== start) {
    const { undo } = await ask<UndoState>(page, '/api/undo')
    if (!undo) break
    await ask(page, '/api/undo', {})
  }
  expect(await everything()).toBe(start)
  expect(window.faults).toEqual([])
  expect(window.foreign).toEqual([])
})
