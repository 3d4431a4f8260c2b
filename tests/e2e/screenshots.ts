/**
 * Pictures of every screen for the docs, of the rehearsal province only: `node tests/e2e/screenshots.ts [words…]` takes those
 * whose name holds one of the words, or all. They are written to docs/screenshots as <screen>-<width>.png; look at each of them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createStore } from '../../data/store/open.ts'
import { root, runCli, temporaryFolder } from '../harness.ts'
import { makeTheirPack, type Shoot, walkPlans } from './draft-screens.ts'
import { type SampleFiles, writeSampleFiles } from './sample-files.ts'
import { toSmallPng } from './small-png.ts'
import { openWindow, serve } from './window.ts'

const folder = join(root, 'docs', 'screenshots')
const wanted = process.argv.slice(2)
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const
/** Software WebGL draws a changed map in a few tenths of a second; fades end after. */
const SETTLE_MS = 1800

const scratch = temporaryFolder('screenshots')
const home = join(scratch.path, 'home')
mkdirSync(folder, { recursive: true })
const files = writeSampleFiles(scratch.path)
const failures: string[] = []
for (const size of sizes) {
  await withWindow(await makeSample(String(size.width)), size, walkSample)
  await withWindow(makeEmpty(size.width), size, (page, shoot) => walkImport(page, shoot, files))
  const team = await makeSample(`team-${size.width}`)
  const pack = await makeTheirPack(team)
  await withWindow(team, size, (page, shoot) => walkPlans(page, shoot, pack))
}
scratch.remove()
for (const failure of failures) console.error(failure)
process.exitCode = failures.length > 0 ? 1 : 0

async function makeSample(name: string): Promise<string> {
  mkdirSync(join(scratch.path, name), { recursive: true })
  const path = join(scratch.path, name, 'จังหวัดตัวอย่าง.gpkg')
  const made = await runCli('new', path, '--sample')
  if (made.status !== 0) throw new Error(made.stderr)
  return path
}

function makeEmpty(width: number): string {
  const path = join(scratch.path, String(width), 'งานใหม่.gpkg')
  createStore(path).close()
  return path
}

async function withWindow(
  workspace: string,
  size: (typeof sizes)[number],
  walk: (page: Page, shoot: Shoot) => Promise<void>,
): Promise<void> {
  const served = await serve(workspace, home)
  const { browser, page, faults } = await openWindow(served.deskUrl, size)
  page.setDefaultTimeout(12_000)
  const shoot: Shoot = async (screen, act) => {
    const name = `${screen}-${size.width}`
    try {
      await act?.()
      await page.waitForTimeout(SETTLE_MS)
      if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) return
      writeFileSync(join(folder, `${name}.png`), toSmallPng(await page.screenshot()))
    } catch (error) {
      failures.push(`${name}: ${String(error).split('\n').slice(0, 3).join(' ')}`)
      await page.keyboard.press('Escape')
    }
  }
  try {
    await walk(page, shoot)
  } catch (error) {
    failures.push(`${workspace}: ${String(error).split('\n').slice(0, 3).join(' ')}`)
  }
  for (const fault of faults) failures.push(`fault in the page: ${fault}`)
  await browser.close()
  await served.stop()
}

async function walkSample(page: Page, shoot: Shoot): Promise<void> {
  await walkExplore(page, shoot)
  await walkInspectors(page, shoot)
  await walkModes(page, shoot)
  await walkRoom(page, shoot)
}

async function walkExplore(page: Page, shoot: Shoot): Promise<void> {
  const picker = page.getByRole('button', { name: 'เลือกตัวชี้วัด' })
  await shoot('indicator-picker', () => picker.click())
  await shoot('explore', async () => {
    await page.getByRole('dialog').getByRole('searchbox').fill('ครัวเรือนที่มีผู้พิการ')
    await page.getByRole('option', { name: /^ครัวเรือนที่มีผู้พิการ/ }).click()
    await clickMap(page, 0.49, 0.79)
    await page.locator('.frame-right').getByText('ครัวเรือน').first().waitFor()
  })
  await shoot('classes', () => page.getByRole('button', { name: 'ช่วงและสี' }).click())
  await page.keyboard.press('Escape')
  await shoot('table', () => page.getByRole('button', { name: /^ตาราง/ }).click())
  await page.getByRole('button', { name: /^ตาราง/ }).click()
  await shoot('near', async () => {
    for (let step = 0; step < 4; step++) {
      await page.getByRole('button', { name: 'ขยาย' }).first().click()
      await page.waitForTimeout(500)
    }
    await page.waitForTimeout(SETTLE_MS)
  })
  await palette(page, 'ดูทั้งพื้นที่')
  await shoot('villages', () => chooseLevel(page, 'รายตำบล', 'รายหมู่บ้าน'))
  await chooseLevel(page, 'รายหมู่บ้าน', 'รายตำบล')
}

async function chooseLevel(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: from }).click()
  await page.getByRole('option', { name: to }).click()
}

async function walkInspectors(page: Page, shoot: Shoot): Promise<void> {
  await shoot('filter', async () => {
    await page.getByRole('button', { name: /ตัวกรองครัวเรือน/ }).click()
    await page.getByRole('button', { name: 'เพิ่มเงื่อนไข' }).click()
    await page
      .getByRole('button', { name: /คอลัมน์$/ })
      .first()
      .click()
    await page.getByRole('option', { name: /หนี้/ }).first().click()
    const value = page.getByRole('textbox', { name: 'ค่า' })
    await value.fill('100000')
    await value.press('Enter')
  })
  await shoot('filter-table', async () => {
    await page.getByRole('button', { name: 'ดูรายการ' }).click()
    await page.getByText(/แถว$/).first().waitFor()
  })
  await page.getByRole('button', { name: /^ตาราง/ }).click()
  await page.getByRole('button', { name: 'ล้างตัวกรอง' }).first().click()
  await shoot('layer-style', () => layerAction(page, /ถนน/, 'รูปแบบ'))
  await page
    .getByRole('button', { name: 'กลับไปที่พื้นที่' })
    .or(page.locator('.frame-right').getByRole('button', { name: 'ปิด' }))
    .first()
    .click()
  await shoot('charts', () => page.getByRole('button', { name: 'แผนภูมิ' }).click())
  await shoot('own-indicator', async () => {
    await page.getByRole('button', { name: 'เลือกตัวชี้วัด' }).click()
    await page.getByRole('button', { name: 'สร้างตัวชี้วัดเอง' }).click()
    await page.getByRole('textbox', { name: 'ชื่อ' }).fill('ครัวเรือนใหญ่ที่เป็นหนี้')
  })
  await page.keyboard.press('Escape')
  await shoot('palette', async () => {
    await page.keyboard.press('Control+k')
    await page
      .getByRole('dialog')
      .getByRole('textbox')
      .or(page.getByRole('searchbox'))
      .or(page.getByRole('combobox'))
      .first()
      .fill('หนอง')
  })
  await page.keyboard.press('Escape')
  await shoot('history', () => page.getByRole('button', { name: 'ประวัติการแก้ไข' }).click())
  await page.keyboard.press('Escape')
  await shoot('data-manager', () => palette(page, 'ดูข้อมูลในไฟล์งาน'))
  await page.keyboard.press('Escape')
  await shoot('basemaps', () => page.getByRole('button', { name: 'จัดการแผนที่ฐาน' }).click())
  await page.keyboard.press('Escape')
}

async function walkModes(page: Page, shoot: Shoot): Promise<void> {
  await shoot('draft', async () => {
    await page.getByText('ร่างแผน', { exact: true }).first().click()
    await page.locator('.draft-tree [role=row]').nth(1).click()
    await page.waitForTimeout(SETTLE_MS)
  })
  await shoot('draft-unplaced', () => page.locator('.tray-item').first().click())
  await shoot('meet', () => page.getByText('ประชุม', { exact: true }).first().click())
  await palette(page, 'ดูทั้งพื้นที่')
  await shoot('report', async () => {
    await page.getByText('รายงาน', { exact: true }).first().click()
    await page.waitForTimeout(3 * SETTLE_MS)
  })
  await page.getByText('สำรวจ', { exact: true }).first().click()
  await shoot('explore-dark', () => prefer(page, { theme: 'dark' }))
  await shoot('explore-english', () => prefer(page, { theme: 'light', language: 'en' }))
  await prefer(page, { language: 'th' })
}

async function walkRoom(page: Page, shoot: Shoot): Promise<void> {
  const enter = async () => {
    await page.keyboard.press('F9')
    await page.getByText('โหมดห้องประชุม').first().waitFor()
    await page.waitForTimeout(SETTLE_MS)
  }
  const leave = async () => {
    await page.keyboard.press('F9')
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
  }
  await shoot('room', enter)
  await leave()
  await chooseLevel(page, 'รายตำบล', 'รายหมู่บ้าน')
  // What is chosen is in the file a moment later.
  await page.waitForTimeout(SETTLE_MS)
  await shoot('room-villages', enter)
  await leave()
  await chooseLevel(page, 'รายหมู่บ้าน', 'รายตำบล')
  await page.waitForTimeout(SETTLE_MS)
  await shoot('svg-map', () => withoutWebGl(page))
}

async function walkImport(page: Page, shoot: Shoot, { boundaries, population }: SampleFiles): Promise<void> {
  await shoot('welcome', () => page.waitForTimeout(2 * SETTLE_MS))
  const dialog = page.getByRole('dialog', { name: 'เปิดข้อมูลของท่าน' })
  const next = () => dialog.getByRole('button', { name: /^(ต่อไป|นำเข้า|เสร็จ)$/ }).and(page.locator(':enabled'))
  const choose = async (path: string) => {
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('region').getByRole('button', { name: 'เลือกไฟล์' }).click()
    await (await choosing).setFiles(path)
    await dialog.getByRole('radio').first().waitFor()
  }
  await shoot('import-files', () => page.getByRole('button', { name: 'เลือกไฟล์' }).first().click())
  await shoot('import-role', () => choose(boundaries))
  await shoot('import-understand', () => next().click())
  await shoot('import-understood', () => dialog.getByText('Indian 1975 / UTM 48N').first().click())
  await shoot('import-columns', () => next().click())
  await shoot('import-check', () => next().click())
  await shoot('import-outcome', async () => {
    await next().click()
    await dialog.getByText(/นำเข้าแล้ว/).waitFor({ timeout: 60_000 })
  })
  await next().click()
  await shoot('explore-no-indicator')
  await page.getByRole('button', { name: 'เพิ่มข้อมูล' }).first().click()
  await choose(population)
  await next().click()
  await page.waitForTimeout(SETTLE_MS)
  await next().click()
  await shoot('import-join')
  await next().click()
  await shoot('import-check-table')
  await shoot('import-outcome-refused', async () => {
    await next().click()
    await dialog.getByText(/นำเข้าแล้ว/).waitFor({ timeout: 60_000 })
  })
}

/** Runs an entry of a layer's own menu, whose button is there for the pointer over the row. */
async function layerAction(page: Page, layer: RegExp, entry: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: layer }).first()
  await row.hover()
  await row.getByRole('button', { name: 'ทำกับชั้นนี้' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** Finds a command by its words and runs it. */
async function palette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await dialog.locator('input').fill(words)
  await page.waitForTimeout(600)
  await page.keyboard.press('Enter')
}

async function clickMap(page: Page, across: number, down: number): Promise<void> {
  const box = await page.getByRole('region', { name: 'แผนที่' }).first().boundingBox()
  if (!box) throw new Error('the map has no place')
  await page.mouse.click(box.x + box.width * across, box.y + box.height * down)
  // Away from the map, where it would call the hover card.
  await page.mouse.move(box.x + box.width / 2, 20)
}

/** The page as a machine without WebGL shows it. */
async function withoutWebGl(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (!sessionStorage.getItem('no-webgl')) return
    const get = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : Reflect.apply(get, this, [kind, ...rest])
    } as typeof get
  })
  await page.evaluate(() => sessionStorage.setItem('no-webgl', '1'))
  await page.reload()
  await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
  await page.waitForTimeout(2 * SETTLE_MS)
}

async function prefer(page: Page, change: { theme?: 'light' | 'dark'; language?: 'th' | 'en' }): Promise<void> {
  await page.evaluate((wish) => {
    const kept = JSON.parse(localStorage.getItem('phaenthi-preferences') ?? '{"state":{},"version":0}')
    localStorage.setItem('phaenthi-preferences', JSON.stringify({ ...kept, state: { ...kept.state, ...wish } }))
  }, change)
  await page.reload()
  await page.getByRole('radio').first().waitFor()
  await page.waitForTimeout(2 * SETTLE_MS)
}
