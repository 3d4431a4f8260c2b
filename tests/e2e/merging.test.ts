/** Two laptops with the rehearsal province: one sends its plan, the other looks it over beside the map, chooses, takes and settles. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ItemPage, PlanItem, PlanSummary } from '../../data/contract/plans.ts'
import type { Question } from '../../data/contract/questions.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('merging')
const theirs = join(folder.path, 'เครื่องอื่น.gpkg')
const ours = join(folder.path, 'เครื่องเรา.gpkg')
const pack = join(folder.path, 'แผนตำบล.plan.gpkg')
const damaged = join(folder.path, 'ชำรุด.plan.gpkg')
const plan = 'plan-sample-tambon'
let served: Served
let window: Window
let items: ItemPage['items']

async function cli(...args: string[]): Promise<string> {
  const answer = await runCli(...args)
  expect(answer, args.join(' ')).toMatchObject({ status: 0 })
  return answer.stdout
}

async function apply(workspace: string, planId: string, commands: readonly object[]): Promise<void> {
  const file = join(folder.path, 'commands.jsonl')
  writeFileSync(file, commands.map((command) => JSON.stringify(command)).join('\n'))
  await cli('plan', workspace, 'apply', planId, file)
}

beforeAll(async () => {
  await cli('new', theirs, '--sample')
  copyFileSync(theirs, ours)
  const plans = JSON.parse(await cli('plan', theirs, 'list', '--json')) as PlanSummary[]
  const first = plans[0]?.id ?? plan
  items = (JSON.parse(await cli('plan', theirs, 'show', first, '--json')) as { items: ItemPage['items'] }).items
  const [a, b, c, d] = items.filter(({ placed }) => placed)
  const budget = (amountBaht: number) => ({ type: 'setBudget', item: a?.id, fiscalYear: 2027, source: '', amountBaht })
  const moved = (lon: number) => ({
    type: 'moveItem',
    item: b?.id,
    place: { id: 'moved', kind: 'point', geometry: `{"type":"Point","coordinates":[${lon},${b?.point?.[1]}]}` },
  })
  await apply(theirs, first, [
    ...[budget(1_200_000), moved((b?.point?.[0] ?? 0) + 0.02)],
    { type: 'editItem', item: c?.id, field: 'objective', value: 'ให้มีน้ำใช้ตลอดปีทั้งตำบล' },
    { type: 'dropItem', item: d?.id, why: '' },
    { type: 'addItem', item: { id: 'sent', fields: { title: 'โรงสูบน้ำบาดาลพลังแสงอาทิตย์ของกลุ่มผู้ใช้น้ำ' } } },
  ])
  await apply(ours, first, [
    ...[budget(900_000), moved((b?.point?.[0] ?? 0) - 0.02)],
    { type: 'editItem', item: c?.id, field: 'objective', value: 'ลดน้ำท่วมขังหน้าโรงเรียน' },
    { type: 'editItem', item: d?.id, field: 'kpi', value: 'น้ำไม่ท่วมถนน' },
  ])
  await cli('pack', theirs, first, pack)
  writeFileSync(damaged, 'no pack')
  served = await serve(ours, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

describe('a plan that came', () => {
  it('is looked over beside the map: from whom, what is new and changed, what was written differently', async () => {
    const { page } = window
    await page.getByRole('radio', { name: 'ร่างแผน' }).click()
    await page.getByRole('button', { name: 'ส่งและรับแผน' }).click()
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: /รับแผนจากแฟ้ม/ }).click()
    await (await choosing).setFiles([pack, damaged])
    const left = page.getByRole('heading', { name: 'แผนที่ส่งมา' }).locator('xpath=../..')
    await left.getByText(/เสียหาย|ไม่ใช่ไฟล์แผน/).waitFor()
    expect(await left.locator('.merge-pack').count()).toBe(2)
    await left.getByRole('button', { name: 'ไม่รับแฟ้มนี้' }).nth(1).click()
    await left.getByText(/เสียหาย|ไม่ใช่ไฟล์แผน/).waitFor({ state: 'detached' })
    await left.getByText('ใหม่ 1').waitFor()
    expect(await left.locator('.merge-pack').count()).toBe(1)
    await left.getByText('ตัดออก 1').waitFor()
    await left.getByText('โรงสูบน้ำบาดาลพลังแสงอาทิตย์ของกลุ่มผู้ใช้น้ำ').waitFor()
    const cards = page.locator('.question')
    await cards.first().waitFor()
    expect(await cards.count()).toBe(4)
    expect(await cards.getByText('คงไว้ เพราะมีคนแก้ ตัวชี้วัด (KPI)').count()).toBe(1)
    expect(await cards.getByText('1,200,000 บาท').count()).toBe(1)
    expect(await cards.getByText('900,000 บาท').count()).toBe(1)
    expect(await page.getByRole('region', { name: 'แผนที่' }).first().isVisible()).toBe(true)
    const before = await ask<ItemPage>(page, '/api/items?limit=5000')
    expect(before.items.some(({ id }) => id === 'sent')).toBe(false)
  })

  it('is taken with what was chosen; the rest stays marked, is settled later, and each choice can be undone', async () => {
    const { page } = window
    await page.locator('.option-pick', { hasText: '1,200,000 บาท' }).click()
    await page.getByText('เลือกแล้ว 1 จาก 4 ข้อ').waitFor()
    await page.getByRole('button', { name: 'รับเข้าไฟล์งาน' }).click()
    await page.getByText('ยังไม่ตกลง 3 ข้อ', { exact: true }).first().waitFor()
    const [a, , c] = items.filter(({ placed }) => placed)
    const money = await ask<PlanItem>(page, `/api/items/${a?.id}`)
    expect(money.budgets.find(({ fiscalYear, source }) => fiscalYear === 2027 && source === '')?.amountBaht).toBe(
      1_200_000,
    )
    await page.locator('.merge-actions').getByRole('button', { name: 'ปิด' }).click()
    await page.getByRole('button', { name: 'ยังไม่ตกลง 3 ข้อ' }).click()
    const objective = page.locator('.question', { hasText: 'วัตถุประสงค์' })
    await objective.getByRole('button', { name: 'เก็บทั้งคู่' }).click()
    await page.getByRole('heading', { name: 'ยังไม่ตกลง 2 ข้อ' }).waitFor()
    const both = (await ask<PlanItem>(page, `/api/items/${c?.id}`)).fields.objective ?? ''
    expect(both.split('\n').sort()).toEqual(['ลดน้ำท่วมขังหน้าโรงเรียน', 'ให้มีน้ำใช้ตลอดปีทั้งตำบล'])
    await page.keyboard.press('Control+z')
    await page.getByRole('heading', { name: 'ยังไม่ตกลง 3 ข้อ' }).waitFor()
    await page.locator('.question', { hasText: 'ที่ตั้ง' }).getByRole('button', { name: 'ยกเข้าที่ประชุม' }).click()
    await page.getByText('รอที่ประชุม').waitFor()
    const [first] = (await ask<PlanSummary[]>(page, '/api/plans')).filter(({ questionCount }) => questionCount > 0)
    const open = await ask<Question[]>(page, `/api/plans/${first?.id}/questions`)
    expect(open.map(({ field, isForMeeting }) => [field, isForMeeting]).toSorted()).toEqual([
      ['dropped', false],
      ['objective', false],
      ['place:moved', true],
    ])
    expect(window.faults).toEqual([])
    expect(window.foreign).toEqual([])
  })

  it('stays marked where it is not settled: on the map, in the list, on the sheet', async () => {
    const { page } = window
    const marked = items.filter(({ placed }) => placed).slice(1, 4)
    await page.locator('.map-legend').getByText('ยังไม่ตกลง').waitFor()
    const tree = page.locator('.draft-tree')
    await tree.getByRole('button', { name: /แสดงเฉพาะ/ }).click()
    await page.getByRole('option', { name: 'ยังไม่ตกลง' }).click()
    for (const { title } of marked) await tree.getByRole('row', { name: title, exact: true }).waitFor()
    expect(await tree.locator('.tree-asked').count()).toBe(marked.length)
    const dropped = tree.getByRole('row', { name: marked[2]?.title ?? '', exact: true })
    await dropped.getByText('ตัดออก').waitFor()
    await dropped.click()
    await page.getByText('ตัดออกแล้ว จึงไม่นับว่าถึงใคร').waitFor()
    await page.goto(`${served.deskUrl.split('#')[0]}#/sheet?items=yes&digits=arabic`)
    await page.reload()
    await page.getByText('3 โครงการยังมีข้อที่ไม่ตกลง').waitFor()
    await page.locator('.sheet-sign', { hasText: 'ยังไม่ตกลง' }).waitFor()
    expect(window.faults).toEqual([])
  })
})
