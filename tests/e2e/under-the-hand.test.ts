/** What lies under the hand while drafting, in a real Chromium: every control in sight, and what is pressed happens once. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlanSummary, planStates } from '../../data/contract/plans.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('under-the-hand')
const workspace = join(folder.path, 'ใต้มือ.gpkg')
let served: Served
let window: Window
let page: Page
let plan: PlanSummary

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
  page = window.page
  await page.getByText('ร่างแผน', { exact: true }).first().click()
  plan = (await ask<PlanSummary[]>(page, '/api/plans'))[0]!
})
afterAll(async () => {
  expect(window.faults).toEqual([])
  await window.browser.close()
  await served.stop()
  folder.remove()
})

const command = (body: object) => ask(page, '/api/commands', { plan: plan.id, ...body })

describe('the head of a plan', () => {
  /** What of its first line reaches over the panel's edges. */
  const outside = () =>
    page.locator('.plan-head').evaluate((head) => {
      const panel = head.closest('.frame-left')!.getBoundingClientRect()
      return [...head.querySelectorAll('.section-head button, .plan-meta')]
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect()
          return left < panel.left || right > panel.right
        })
        .map((one) => one.getAttribute('aria-label') ?? one.textContent)
    })

  it('has all its controls in the panel, in every state', async () => {
    await command({ type: 'editPlan', field: 'lastFiscalYear', value: 2037 })
    await page.getByText(/^ปีงบฯ.*–2580$/).waitFor()
    for (const state of [...planStates].reverse()) {
      await command({ type: 'editPlan', field: 'state', value: state })
      await expect.poll(async () => (await ask<PlanSummary[]>(page, '/api/plans'))[0]?.state).toBe(state)
      expect(await page.locator('.plan-head .section-head').getByRole('button').count()).toBe(4)
      expect(await outside()).toEqual([])
    }
    await page.getByRole('button', { name: 'คำสั่งของแผน' }).click()
    await page.getByRole('menuitem', { name: 'ข้อมูลแผน' }).waitFor()
    await page.keyboard.press('Escape')
  })
})
