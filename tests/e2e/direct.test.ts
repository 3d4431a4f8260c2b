/** A plan sent as a file, and from one window to another over a link, as two planners would. PHAENTHI_PICTURES keeps what was seen. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { readPack } from '../../data/packs/read-pack.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('direct-e2e')
const sides: Array<{ served: Served; window: Window }> = []
const pictures = process.env.PHAENTHI_PICTURES

beforeAll(async () => {
  vi.stubEnv('PHAENTHI_DIRECT_ADDRESSES', '127.0.0.1')
  const sample = join(folder.path, 'ส่ง.gpkg')
  const empty = join(folder.path, 'รับ.gpkg')
  expect(await runCli('new', sample, '--sample')).toMatchObject({ status: 0 })
  expect(await runCli('new', empty)).toMatchObject({ status: 0 })
  for (const [path, home] of [
    [sample, 'home-a'],
    [empty, 'home-b'],
  ] as const) {
    const served = await serve(path, join(folder.path, home))
    sides.push({ served, window: await openWindow(served.deskUrl) })
  }
}, 240_000)
afterAll(async () => {
  for (const { served, window } of sides) {
    await window.browser.close()
    await served.stop()
  }
  vi.unstubAllEnvs()
  folder.remove()
})

const pageOf = (index: number): Page => sides[index]!.window.page

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

async function reload(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
  // The keys are heard once the page is up.
  await page.waitForTimeout(500)
}

async function openDirect(page: Page) {
  await page.keyboard.press('Control+k')
  await page
    .getByRole('dialog', { name: 'ค้นหาและคำสั่ง' })
    .getByRole('combobox')
    .or(page.getByPlaceholder(/พิมพ์ชื่อที่/))
    .first()
    .fill('เครื่องข้าง')
  await page.getByRole('option', { name: /ส่งหรือรับแผน/ }).click()
  const dialog = page.getByRole('dialog', { name: 'ส่งหรือรับแผนระหว่างสองเครื่อง' })
  await dialog.waitFor()
  return dialog
}

describe('a plan', () => {
  it('is saved as a file from its head, and the file is a whole pack', async () => {
    const page = pageOf(0)
    await page.getByRole('radio', { name: 'ร่างแผน' }).click()
    await page.getByRole('button', { name: 'ส่งและรับแผน' }).click()
    await picture(page, '1-menu')
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /ส่งแผนออก/ }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.plan\.gpkg$/)
    const path = join(folder.path, 'saved.plan.gpkg')
    await file.saveAs(path)
    const [plan] = await ask<PlanSummary[]>(page, '/api/plans')
    expect(readPack(path).manifest.plan).toEqual({ id: plan?.id, title: plan?.title })
  })

  it('goes to the machine beside by a code, after a wrong one, and is seen with who signed it', async () => {
    const [sender, receiver] = [pageOf(0), pageOf(1)]
    await sender.getByRole('button', { name: 'ส่งและรับแผน' }).click()
    await sender.getByRole('menuitem', { name: /ส่งตรง/ }).click()
    const sending = sender.getByRole('dialog')
    await picture(sender, '2-which')
    await sending.getByRole('button', { name: 'เริ่มส่ง' }).click()
    await sending.locator('.direct-code').waitFor()
    await picture(sender, '3-offering')
    const code = (await sending.locator('.direct-code').textContent()) ?? ''
    const address = (await sending.locator('.direct-address').first().textContent()) ?? ''

    const receiving = await openDirect(receiver)
    await picture(receiver, '4-choose')
    await receiving.getByRole('button', { name: /^รับ/ }).click()
    await receiving.locator('.direct-machine').first().waitFor()
    await expect.poll(() => receiving.getByLabel('ที่อยู่ของเครื่องส่ง').inputValue()).toBe(address)
    const wrong = code === '1234' ? '4321' : '1234'
    await receiving.getByLabel('รหัสสี่หลัก').fill(wrong)
    await picture(receiver, '5-receive')
    await receiving.getByRole('button', { name: 'รับแผน' }).click()
    await receiving.getByText('รหัสไม่ตรงกับเครื่องส่ง').waitFor()
    await picture(receiver, '6-wrong')
    await sending.getByText('ผิดอีก 2 ครั้งจะปิดการส่ง').waitFor()
    await picture(sender, '7-tries')

    await receiving.getByLabel('รหัสสี่หลัก').fill(code)
    expect(await receiving.getByLabel('ที่อยู่ของเครื่องส่ง').inputValue()).toBe(address)
    await receiver.keyboard.press('Enter')
    await receiving.getByText(/ลงชื่อโดย/).waitFor()
    await picture(receiver, '8-received')
    await sending.getByText(/^ส่งให้ .+ แล้ว$/).waitFor()
    await picture(sender, '9-sent')

    // Closed, the dialog keeps what came, and says so.
    await receiver.keyboard.press('Escape')
    await receiving.waitFor({ state: 'hidden' })
    await receiver.getByText('แผนที่ได้รับมายังรออยู่').waitFor()
    await openDirect(receiver)
    await receiving.getByText(/ลงชื่อโดย/).waitFor()
    expect(await receiver.getByText('แผนที่ได้รับมายังรออยู่').count()).toBe(0)
    await receiving.getByRole('button', { name: 'ต่อไป' }).click()
    await receiving.waitFor({ state: 'hidden' })
    // What came is looked over before anything of it is taken in.
    await receiver.getByText('แผนพัฒนาจังหวัดตัวอย่าง').first().waitFor()
    await picture(receiver, '8-looked-over')
    expect(await ask(receiver, '/api/plans')).toEqual([])

    // Closing asks first while it is open to others, and then nothing listens any more.
    await sender.keyboard.press('Escape')
    await sending.getByText('ถ้าปิดตอนนี้').waitFor()
    await picture(sender, '10-leave')
    await sending.getByRole('button', { name: 'หยุดและปิด' }).click()
    await sending.waitFor({ state: 'hidden' })
    await expect.poll(() => ask(sender, '/api/direct')).toEqual({ kind: 'off' })
  })

  it('has the name changed under which the other machine sees one', async () => {
    const page = pageOf(1)
    await reload(page)
    const dialog = await openDirect(page)
    await dialog.getByRole('button', { name: /^รับ/ }).click()
    await dialog.getByText('ยังไม่พบ กำลังหาต่อ').waitFor()
    await picture(page, '11-none-found')
    await dialog.getByLabel('ที่อยู่ของเครื่องส่ง').fill('๑๒๗.๐.๐.๑')
    await dialog.getByLabel('รหัสสี่หลัก').fill('๐๐๐๐')
    await dialog.getByRole('button', { name: 'รับแผน' }).click()
    await dialog.getByText('ไม่ได้เปิดส่งอยู่').waitFor()
    await picture(page, '12-nobody')
    await dialog.getByRole('button', { name: 'ย้อนกลับ' }).click()
    await dialog.getByLabel('ชื่อที่อีกเครื่องจะเห็น').fill('กองแผน อบต.กู่กาสิงห์')
    await page.keyboard.press('Enter')
    await expect.poll(() => ask(page, '/api/identity')).toMatchObject({ name: 'กองแผน อบต.กู่กาสิงห์' })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('has a damaged key said, and a new one made only when asked', async () => {
    const page = pageOf(1)
    const key = join(folder.path, 'home-b', 'identity', 'signing-key.pem')
    const before = await ask<{ keyId: string }>(page, '/api/identity')
    writeFileSync(key, 'เสีย')
    await reload(page)
    const dialog = await openDirect(page)
    await dialog.getByText('อ่านกุญแจลงชื่อของเครื่องนี้ไม่ได้').waitFor()
    await picture(page, '13-damaged-key')
    expect(readFileSync(key, 'utf8')).toBe('เสีย')
    await dialog.getByRole('button', { name: 'สร้างกุญแจใหม่' }).click()
    await dialog.getByLabel('ชื่อที่อีกเครื่องจะเห็น').waitFor()
    expect(await ask(page, '/api/identity')).not.toMatchObject({ keyId: before.keyId })
  })

  it('leaves no fault in either window, and nothing that went elsewhere', () => {
    for (const { window } of sides) expect([window.faults, window.foreign]).toEqual([[], []])
  })
})
