/** A window whose program goes away while it is open. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli, temporaryFolder } from '../harness.ts'
import { openWindow, serve, type Window } from './window.ts'

const folder = temporaryFolder('unreachable')
const workspace = join(folder.path, 'งาน.gpkg')
let window: Window

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  const served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  await window.page.getByText('ร่างแผน', { exact: true }).first().click()
  await window.page.getByRole('button', { name: 'เพิ่มโครงการ', exact: true }).waitFor()
  await served.stop()
})
afterAll(async () => {
  await window.browser.close()
  folder.remove()
})

it('says once in words that it cannot be reached, and not that all is in the file', async () => {
  const { page } = window
  await page.getByRole('status').getByText('ติดต่อโปรแกรมไม่ได้', { exact: true }).waitFor()
  expect(await page.getByText('อยู่ในไฟล์แล้ว').count()).toBe(0)
  for (let press = 0; press < 2; press++) {
    const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/commands'))
    await page.getByRole('button', { name: 'เพิ่มโครงการ', exact: true }).click()
    await failed
    await page.getByRole('alert').getByText('ติดต่อโปรแกรมที่ถือไฟล์งานไม่ได้').waitFor()
    await page.waitForTimeout(700)
  }
  expect(await page.getByRole('alert').count()).toBe(1)
  expect(await page.getByText('Failed to fetch').count()).toBe(0)
  if (process.env.PHAENTHI_PICTURES)
    await page.screenshot({ path: join(process.env.PHAENTHI_PICTURES, 'unreachable.png') })
})
