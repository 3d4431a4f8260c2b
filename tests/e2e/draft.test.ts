/** A planner drafts an item on the rehearsal province by hand, reads whom it reaches, takes it back, restarts, and does it again. */
import { join } from 'node:path'
import type { Geometry } from 'geojson'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RowPage } from '../../data/contract/api.ts'
import type { ItemPage, PlanItem, PlanSummary } from '../../data/contract/plans.ts'
import { isWithin } from '../../data/reach/plain-reach.test-support.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openItem, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('draft')
const workspace = join(folder.path, 'ร่างแผน.gpkg')
const home = join(folder.path, 'home')
let served: Served
let window: Window

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  await open()
})
afterAll(async () => {
  await close()
  folder.remove()
})

async function open(): Promise<void> {
  served = await serve(workspace, home)
  window = await openWindow(served.deskUrl)
  await window.page.getByRole('radio', { name: 'ร่างแผน' }).click()
  await window.page.getByRole('toolbar', { name: 'เครื่องมือวาด' }).waitFor()
}

async function close(): Promise<void> {
  await window.browser.close()
  await served.stop()
}

/** Households whose house lies in the shape, counted one by one over every row of the survey. */
async function countWithin(geometry: Geometry): Promise<number> {
  let [seen, within] = [0, 0]
  for (;;) {
    const page = await ask<RowPage>(window.page, '/api/rows', {
      table: 'households:2567',
      columns: ['village_code'],
      offset: seen,
      limit: 1000,
    })
    for (const point of page.points ?? []) if (point && isWithin(geometry, [point[0], point[1]], null)) within++
    seen += page.rows.length
    if (seen >= page.total) return within
  }
}

async function figure(): Promise<number> {
  const text = (await window.page.locator('[data-measure="households"] .reach-figure').first().textContent()) ?? ''
  return Number(text.replace(/[^\d]/g, '') || Number.NaN)
}

async function itemsOf(plan: string): Promise<readonly string[]> {
  return (await ask<ItemPage>(window.page, `/api/items?plan=${plan}&limit=5000`)).items.map(({ id }) => id)
}

it('drafts an item with the mouse, reads the tally, undoes, restarts, and redoes', async () => {
  const { page } = window
  const [plan] = await ask<PlanSummary[]>(page, '/api/plans')
  const before = new Set(await itemsOf(plan?.id ?? ''))
  const box = await page.locator('.map-canvas').boundingBox()
  const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2]
  await page.waitForTimeout(1500)
  // What is drawn is told, whatever is selected.
  const { items } = await ask<ItemPage>(page, `/api/items?plan=${plan?.id}&unplaced=false&limit=1`)
  await openItem(page, items[0]?.title ?? '')
  await page.waitForTimeout(1500)
  await page
    .getByRole('radio', { name: 'โครงการใหม่เป็นพื้นที่' })
    .or(page.getByRole('button', { name: /โครงการใหม่เป็นพื้นที่/ }))
    .first()
    .click()
  for (const [dx, dy] of [
    [-90, -70],
    [95, -60],
    [70, 80],
    [-80, 75],
  ] as const) {
    await page.mouse.move(x + dx, y + dy, { steps: 4 })
    await page.mouse.click(x + dx, y + dy)
    await page.waitForTimeout(350)
  }
  await page.mouse.move(x - 90, y - 70, { steps: 4 })
  await page.waitForTimeout(1500)
  const live = await figure()
  await page.mouse.click(x - 90, y - 70)
  await expect.poll(async () => (await itemsOf(plan?.id ?? '')).length).toBe(before.size + 1)
  const id = (await itemsOf(plan?.id ?? '')).find((each) => !before.has(each)) ?? ''
  const item = await ask<PlanItem>(page, `/api/items/${id}`)
  const geometry = JSON.parse(item.places[0]?.geometry ?? 'null') as Geometry
  expect(geometry.type).toBe('Polygon')

  const counted = await countWithin(geometry)
  expect(counted).toBeGreaterThan(100)
  await expect.poll(figure).toBe(counted)
  expect(live).toBe(counted)

  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await itemsOf(plan?.id ?? '')).includes(id)).toBe(false)
  expect(window.faults).toEqual([])
  await close()

  await open()
  expect(await itemsOf(plan?.id ?? '')).toHaveLength(before.size)
  await window.page.keyboard.press('Control+y')
  await expect.poll(async () => (await itemsOf(plan?.id ?? '')).includes(id)).toBe(true)
  expect(await ask<PlanItem>(window.page, `/api/items/${id}`)).toEqual(item)
  await openItem(window.page, item.fields.title)
  await expect.poll(figure).toBe(counted)
  expect(window.faults).toEqual([])
})
