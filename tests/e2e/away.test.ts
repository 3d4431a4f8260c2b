/** The file taken away and put back before a planner’s eyes. */
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WorkspaceInfo } from '../../data/contract/api.ts'
import { createStore } from '../../data/store/open.ts'
import { temporaryFolder } from '../harness.ts'
import { ask, openWindow, type Served, serve, type Window } from './window.ts'

const folder = temporaryFolder('away')
const workspace = join(folder.path, 'งาน.gpkg')
const away = join(folder.path, 'ที่อื่น.gpkg')
let served: Served
let window: Window

beforeAll(async () => {
  createStore(workspace).close()
  served = await serve(workspace, join(folder.path, 'home'))
  window = await openWindow(served.deskUrl)
})
afterAll(async () => {
  await window.browser.close()
  await served.stop()
  folder.remove()
})

function move(from: string, to: string): void {
  for (const rest of ['', '-wal', '-shm']) if (existsSync(from + rest)) renameSync(from + rest, to + rest)
}

it.skipIf(process.platform === 'win32')(
  'a window says that its file is away, stays, and goes on by itself when it is back',
  async () => {
    const { page } = window
    const sentence = page.getByText(/ไฟล์งาน งาน\.gpkg ไม่อยู่ที่เดิม/)
    expect(await ask(page, '/api/commands', { type: 'setTitle', title: 'ก่อน' })).toMatchObject({
      documentId: 'workbook',
    })
    move(workspace, away)
    await sentence.waitFor()
    await page.getByText('ไฟล์ไม่อยู่ที่เดิม', { exact: true }).waitFor()
    expect(await ask(page, '/api/commands', { type: 'setTitle', title: 'ตอนไม่อยู่' })).toMatchObject({
      code: 'workspace.gone',
    })
    // Answered before the file is back: an undo that came later would take the title back.
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/undo'))
    await page.keyboard.press('Control+z')
    expect((await answered).ok()).toBe(false)
    await page.getByRole('radio', { name: 'ร่างแผน' }).waitFor()
    expect(await sentence.count()).toBe(1)
    move(away, workspace)
    await sentence.waitFor({ state: 'detached' })
    await page.getByText('อยู่ในไฟล์แล้ว').waitFor()
    expect((await ask<WorkspaceInfo>(page, '/api/workspace')).title).toBe('ก่อน')
  },
)

it.skipIf(process.platform === 'win32')(
  'a window that is opened anew meanwhile says the same, and comes up when the file is back',
  async () => {
    const { page } = window
    move(workspace, away)
    await page
      .getByText(/ไม่อยู่ที่เดิม/)
      .first()
      .waitFor()
    await page.reload()
    await page.getByText(/ไฟล์งาน งาน\.gpkg ไม่อยู่ที่เดิม/).waitFor()
    move(away, workspace)
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
  },
)
