/** The rehearsal province in a real Chromium: what a planner sees in the first minute, with WebGL and without it. */
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkspaceInfo } from '../../data/contract/api.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, browserPath, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('rehearsal')
const workspace = join(folder.path, 'จังหวัดตัวอย่าง.gpkg')
let served: Served
let window: Window

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

/** How often each colour, as CSS says it, stands on a picture of the page's map. */
async function coloursOn({ page }: Pick<Window, 'page'>): Promise<ReadonlyMap<string, number>> {
  const picture = await page.getByRole('region', { name: 'แผนที่' }).first().screenshot()
  const counted = await page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const { data: pixels } = context?.getImageData(0, 0, image.width, image.height) ?? { data: new Uint8ClampedArray() }
    const counts = new Map<string, number>()
    for (let at = 0; at < pixels.length; at += 4) {
      const colour = `rgb(${pixels[at]}, ${pixels[at + 1]}, ${pixels[at + 2]})`
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
    return [...counts]
  }, picture.toString('base64'))
  return new Map(counted)
}

/** How many of the legend's colours are seen on the map. */
async function legendColoursSeen(seen: Pick<Window, 'page'>): Promise<number> {
  const colours = await coloursOn(seen)
  const swatches = await seen.page
    .locator('.legend-swatch')
    .evaluateAll((all) => all.map((swatch) => getComputedStyle(swatch).backgroundColor))
  return swatches.filter((colour) => (colours.get(colour) ?? 0) > 100).length
}

/** Colours that cover a surface: the edges of letters and lines have a colour each. */
async function surfacesSeen(seen: Pick<Window, 'page'>): Promise<number> {
  return [...(await coloursOn(seen)).values()].filter((count) => count > 1400).length
}

describe('the rehearsal province', () => {
  it('says that it is synthetic and shows need on the map at once', async () => {
    const { page } = window
    expect(await ask<WorkspaceInfo>(page, '/api/workspace')).toMatchObject({
      isSample: true,
      areaCounts: { tambon: 32, village: 380 },
    })
    await page.getByText('ตัวอย่าง').first().waitFor()
    await expect.poll(() => surfacesSeen(window)).toBeGreaterThanOrEqual(6)
  })

  it('colours the villages, which are points', async () => {
    const { page } = window
    const chooseLevel = async (from: string, to: string) => {
      await page.getByRole('button', { name: from }).click()
      await page.getByRole('option', { name: to }).click()
    }
    await chooseLevel('รายตำบล', 'รายหมู่บ้าน')
    await page.locator('.legend-note', { hasText: '380 หมู่บ้าน' }).waitFor()
    await expect.poll(() => legendColoursSeen(window)).toBeGreaterThanOrEqual(4)
    await chooseLevel('รายหมู่บ้าน', 'รายตำบล')
    await expect.poll(() => legendColoursSeen(window)).toBeGreaterThanOrEqual(4)
  })

  it('finds a place in any spelling of สระอำ from the palette', async () => {
    const { page } = window
    await page.keyboard.press('Control+k')
    await page
      .getByRole('dialog')
      .getByRole('combobox')
      .or(page.getByRole('dialog').getByRole('searchbox'))
      .first()
      .fill('ค\u0E4D\u0E32กระติบ')
    await page
      .getByRole('option', { name: /คำกระติบ/ })
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
  })

  it('is a plain map and says why where WebGL fails', async () => {
    const browser = await chromium.launch({
      executablePath: browserPath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-3d-apis'],
    })
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    await page.goto(served.deskUrl)
    await page.getByText(/WebGL/).first().waitFor()
    await expect.poll(() => page.locator('svg path').count()).toBeGreaterThan(32)
    await page.getByRole('button', { name: /^ตาราง/ }).click()
    await page.getByText('32 แถว').waitFor()
    await browser.close()
  })

  it('asked nothing of any other machine and met no fault', () => {
    expect(window.foreign).toEqual([])
    expect(window.faults).toEqual([])
  })
})
