/** An amphoe on the rehearsal province takes up what its tambons propose, sends some back, and opens its money to the reasons behind. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { ItemPage, PlanSummary } from '../../data/contract/plans.ts'
import type { AnswerRow, Trace } from '../../data/contract/roll-up.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { importTambonPlans } from './tambon-plans.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('roll-up')
const workspace = join(folder.path, 'อำเภอ.gpkg')
const upper = 'plan-sample-amphoe'
let served: Served
let window: Window

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  const { page } = window
  await importTambonPlans(page, upper)
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

async function choosePlan(title: string): Promise<void> {
  const { page } = window
  await page.getByRole('radio', { name: 'ร่างแผน' }).click()
  await page.locator('.plan-title .select-button').click()
  await page.getByRole('option', { name: title }).click()
}

describe('what the tambons propose', () => {
  it('is listed with what waits, and is taken up, put together and sent back with a reason', async () => {
    const { page } = window
    await choosePlan('ร่างแผนพัฒนาอำเภอเมืองตัวอย่าง พ.ศ. 2568–2570 (ตัวอย่าง)')
    await page.getByRole('button', { name: 'แผนข้างล่าง รอ 9' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('9 โครงการ').waitFor()
    await dialog.locator('.rollup-plan').nth(1).click()
    await dialog.getByText('3 โครงการ').waitFor()
    await dialog.locator('.rollup-row .check').first().click()
    await dialog.getByText('เลือก 1 โครงการ รวม 100,000 บาท').waitFor()
    await dialog.getByRole('button', { name: 'ส่งกลับไปปรับ' }).click()
    await dialog.getByLabel(/เหตุผล/).fill('ขอราคากลางและที่ตั้งให้ชัดเจน')
    await dialog.getByRole('button', { name: 'ส่งกลับ 1 โครงการ' }).click()
    await dialog.getByText('2 โครงการ').waitFor()
    await dialog.locator('.rollup-plan').nth(2).click()
    await dialog.getByText('3 โครงการ').waitFor()
    await dialog.getByText('เลือกทั้งหมดในรายการ').click()
    await dialog.getByRole('button', { name: 'รับเข้าแผน' }).click()
    await dialog.getByText('ไม่มีโครงการในกลุ่มนี้').waitFor()
    const trace = await ask<Trace>(page, `/api/plans/${upper}/trace`)
    expect(trace.rows.filter(({ isOwn }) => !isOwn).map(({ leaves }) => leaves[0]?.itemId)).toEqual([
      't1-0',
      't1-1',
      't1-2',
    ])
    const answers = await ask<AnswerRow[]>(page, '/api/plans/t0/answers')
    expect(answers[0]).toMatchObject({ state: 'sent-back', why: 'ขอราคากลางและที่ตั้งให้ชัดเจน' })
  })

  it('shows what a tambon changed after it was taken, and takes the field that is wanted', async () => {
    const { page } = window
    const edit = (command: CommandInput) => ask(page, '/api/commands', command)
    await edit({ type: 'setBudget', plan: 't1', item: 't1-0', fiscalYear: 2027, amountBaht: 250_000 })
    await edit({ type: 'editItem', plan: 't1', item: 't1-0', field: 'objective', value: 'เก็บน้ำได้ทั้งปี' })
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'ผลการพิจารณา' }).click()
    await page.getByRole('option', { name: 'ต้นทางแก้แล้ว' }).click()
    const changes = dialog.locator('.rollup-changes')
    await changes.getByText('250,000 บาท').waitFor()
    await changes.locator('.check', { hasText: 'วัตถุประสงค์' }).click()
    await changes.getByRole('button', { name: 'รับที่แก้' }).click()
    await dialog.getByText('ไม่มีโครงการในกลุ่มนี้').waitFor()
    const items = await ask<ItemPage>(
      page,
      `/api/items?plan=${upper}&words=${encodeURIComponent('ขุดลอกหนองน้ำสาธารณะ')}`,
    )
    expect(items.items.map(({ budgetBaht }) => budgetBaht)).toContain(250_000)
    await dialog.getByRole('button', { name: 'ปิด' }).click()
  })

  it('opens the money of the plan to the tambon’s item and its reason, and the answer sheet of a tambon', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'ที่มาของเงิน' }).click()
    const dialog = page.getByRole('dialog')
    const trace = await ask<Trace>(page, `/api/plans/${upper}/trace`)
    await dialog.getByText(`รวม ${trace.totalBaht.toLocaleString('en-US')} บาท`).waitFor()
    await dialog.locator('.rollup-list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
    const line = dialog.locator('.rollup-line', { hasText: 'อบรมผู้ดูแลผู้สูงอายุ' }).first()
    await line.click()
    await dialog.getByText('หน้าแล้งน้ำไม่พอใช้ ชาวบ้านลงประชาคมแล้ว').first().waitFor()
    await dialog.getByRole('button', { name: 'ปิด' }).click()
    const [tambon] = (await ask<PlanSummary[]>(page, '/api/plans')).filter(({ id }) => id === 't0')
    await choosePlan(tambon?.title ?? '')
    await page.getByRole('button', { name: 'ใบตอบ 1' }).click()
    await page.getByRole('dialog').getByText('ขอราคากลางและที่ตั้งให้ชัดเจน').waitFor()
    expect(window.faults).toEqual([])
  })

  it('draws only the rows in sight of a thousand, with the buttons and the question for a title in the window', async () => {
    const { page } = window
    const items = Array.from({ length: 1000 }, (_, at) => ({
      id: `more-${at}`,
      fields: { title: `ถนนสายที่ ${at + 1}` },
    }))
    await ask(page, '/api/commands', { type: 'importItems', plan: 't0', items, file: 'แบบตำบล.xlsx' })
    await page.getByRole('dialog').getByRole('button', { name: 'ปิด' }).click()
    await choosePlan('ร่างแผนพัฒนาอำเภอเมืองตัวอย่าง พ.ศ. 2568–2570 (ตัวอย่าง)')
    await page.getByRole('button', { name: 'แผนข้างล่าง รอ' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('เลือกทั้งหมดในรายการ').click()
    expect(await dialog.locator('.rollup-row').count()).toBeLessThan(40)
    const bottomOf = async (name: RegExp) => {
      const box = await dialog.getByRole('button', { name }).boundingBox()
      return (box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0)
    }
    expect(await bottomOf(/^รับเข้าแผน$/)).toBeLessThan(768)
    await dialog.getByRole('button', { name: 'รวมเป็นโครงการเดียว' }).click()
    expect(await bottomOf(/^รวม [\d,]+ โครงการ$/)).toBeLessThan(768)
    const body = await dialog.locator('.dialog-body').evaluate((each) => each.scrollHeight - each.clientHeight)
    expect(body).toBeLessThanOrEqual(0)
  })
})
