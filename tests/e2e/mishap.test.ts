/** A part of the window that cannot be drawn: it says so in its place, and the rest of the window goes on. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ItemPage, PlanSummary } from '../../data/contract/plans.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openItem, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('mishap')
const workspace = join(folder.path, 'พลาด.gpkg')
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

it('is told of in its place and tried again with something else, while the list and the map go on', async () => {
  const { page } = window
  await page.getByText('ร่างแผน', { exact: true }).first().click()
  const plan = (await ask<PlanSummary[]>(page, '/api/plans'))[0]!
  const [first, second] = (await ask<ItemPage>(page, `/api/items?plan=${plan.id}&limit=9`)).items
  await page.route(`**/api/items/${first!.id}/notes`, (route) =>
    route.fulfill({ json: [{ rule: 'x', field: 'title' }] }),
  )
  await openItem(page, first!.title)
  const told = page.getByRole('alert').filter({ hasText: 'ส่วนนี้แสดงไม่ได้' })
  await told.waitFor()
  expect(await page.locator('.map-canvas canvas').count()).toBeGreaterThan(0)
  await openItem(page, second!.title)
  await expect
    .poll(() => page.locator('.frame-right').getByRole('textbox', { name: 'ชื่อ', exact: true }).inputValue())
    .toBe(second!.title)
  expect(await told.count()).toBe(0)
  await openItem(page, first!.title)
  await told.waitFor()
  await page.unroute(`**/api/items/${first!.id}/notes`)
  await page.reload()
  await page.getByText('ร่างแผน', { exact: true }).first().click()
  await openItem(page, first!.title)
  await expect
    .poll(() => page.locator('.frame-right').getByRole('textbox', { name: 'ชื่อ', exact: true }).inputValue())
    .toBe(first!.title)
})
