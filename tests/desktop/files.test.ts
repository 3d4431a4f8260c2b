/** Files in and out by the desktop's own ways: chosen, dropped, saved, printed. No page ever learns a path. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FileToken } from '../../data/contract/api.ts'
import { createStore } from '../../data/store/open.ts'
import type { Shell } from '../../renderer/shell.ts'
import { hasProgram, temporaryFolder } from '../harness.ts'
import { clickMenu, type Desktop, describeDesktop, launchOnSample } from './desktop.ts'
import { answerDialogs, shownDialogs } from './dialogs.ts'

describeDesktop('files', (launch, engine) => {
  const folder = temporaryFolder('files')
  let desktop: Desktop
  let page: Page
  let workspace: string

  beforeAll(async () => {
    ;({ desktop, desk: page, workspace } = await launchOnSample(launch, folder.path))
    await answerDialogs(desktop, {})
  })
  afterAll(async () => {
    await desktop?.kill()
    folder.remove()
  })

  const shell = <K extends keyof Shell>(method: K, parameter?: unknown) =>
    page.evaluate(
      async ([name, given]) => {
        const bridge = window.phaenthiShell as unknown as Record<string, (parameter: unknown) => Promise<unknown>>
        return bridge[name as string]?.(given)
      },
      [method, parameter] as const,
    )

  it('gives tokens, never paths, for the files that a person chose', async () => {
    const path = join(folder.path, 'ตำบล.csv')
    writeFileSync(path, 'code,name\n450101,ในเมือง\n')
    await answerDialogs(desktop, { picks: [[path]] })
    const tokens = (await shell('pickFiles', { endings: ['csv', 'shp.zip'], several: true })) as FileToken[]
    expect(tokens).toEqual([{ token: expect.any(String), name: 'ตำบล.csv', bytes: expect.any(Number) }])
    expect(JSON.stringify(tokens)).not.toContain(folder.path)
    // Cancelled: nothing.
    expect(await shell('pickFiles', { endings: [], several: false })).toEqual([])
  })

  it('opens dropped data in the wizard', async () => {
    const path = join(folder.path, 'วาง.csv')
    writeFileSync(path, 'รหัสตำบล,ชื่อ,ครัวเรือน\n990101,ก,10\n')
    await desktop.drop(page, path)
    const wizard = page.getByRole('dialog', { name: 'เปิดข้อมูลของท่าน' })
    await wizard.getByText('วาง.csv').first().waitFor()
    await page.keyboard.press('Escape')
    await wizard.waitFor({ state: 'hidden' })
  })

  it('opens a dropped workspace where it lies, after asking', async () => {
    const dropped = join(folder.path, 'วางงาน.gpkg')
    createStore(dropped).close()
    const name = () =>
      page.evaluate(async () => (await (await fetch('/api/workspace')).json()).fileName).catch(() => '')
    await answerDialogs(desktop, { choices: [1, 0] })
    await desktop.drop(page, dropped)
    await expect.poll(() => shownDialogs(desktop)).toHaveLength(1)
    expect((await shownDialogs(desktop))[0]).toMatchObject({
      message: 'เปิดไฟล์งานนี้หรือไม่',
      detail: expect.stringContaining('วางงาน'),
    })
    expect(await name()).toBe('จังหวัดตัวอย่าง.gpkg')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await untilRenewed(page, () => desktop.drop(page, dropped))
    expect(await name()).toBe('วางงาน.gpkg')
    await answerDialogs(desktop, { picks: [[workspace]] })
    await untilRenewed(page, () => clickMenu(desktop, 'open'))
    expect(await name()).toBe('จังหวัดตัวอย่าง.gpkg')
  })

  it('saves what data/ made where the person says, and keeps the old file where it cannot', async () => {
    const target = join(folder.path, 'บันทึก.csv')
    writeFileSync(target, 'the old one')
    const token = await page.evaluate(async () => {
      const sent = await fetch('/api/uploads?name=out.csv', { method: 'POST', body: 'ก,ข\n' })
      return ((await sent.json()) as { token: string }).token
    })
    await answerDialogs(desktop, { saves: [target, join(folder.path, 'no', 'such', 'folder.csv')] })
    await shell('saveFile', { url: `/api/files/${token}`, name: 'out.csv' })
    expect(readFileSync(target, 'utf8')).toBe('ก,ข\n')
    expect(existsSync(`${target}.part`)).toBe(false)
    await shell('saveFile', { url: `/api/files/${token}`, name: 'out.csv' })
    expect((await shownDialogs(desktop))[0]?.message).toBe('บันทึกไฟล์ไม่ได้')
  })

  it('prints the sheet to a PDF with Thai text in it, and to a printer', async () => {
    const target = join(folder.path, 'แผนที่.pdf')
    await page.getByText('รายงาน', { exact: true }).click()
    const pdf = page.getByRole('button', { name: 'ส่งออก PDF' })
    await expect.poll(() => pdf.isEnabled()).toBe(true)
    await answerDialogs(desktop, { saves: [target] })
    await pdf.click()
    await expect.poll(() => existsSync(target)).toBe(true)
    expect(readFileSync(target, 'latin1').slice(0, 5)).toBe('%PDF-')
    if (hasProgram('pdftotext')) {
      const text = spawnSync('pdftotext', ['-layout', target, '-'], { encoding: 'utf8' }).stdout
      expect(text).toContain('จังหวัดตัวอย่าง')
    }
    await desktop.evaluate(({ BrowserWindow, dialog }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as Record<string, unknown>
      contents.print = (options: unknown, callback: (isPrinted: boolean, reason: string) => void) => {
        ;(dialog as unknown as Record<string, unknown>).printed = options
        callback(false, 'Print job canceled')
      }
    })
    await page.getByRole('button', { name: 'พิมพ์', exact: true }).click()
    await expect
      .poll(() => desktop.evaluate(({ dialog }) => (dialog as unknown as Record<string, unknown>).printed))
      .toMatchObject({ printBackground: true, landscape: expect.any(Boolean) })
    // Closing the print dialog is no mishap.
    expect(await shownDialogs(desktop)).toEqual([])
  })

  // A download's dialog is the system's own on Electron, where no test can answer it.
  it.runIf(engine === 'the stand-in')('saves the map that the page drew as a picture', async () => {
    const target = join(folder.path, 'แผนที่.png')
    await answerDialogs(desktop, { saves: [target] })
    await page.getByRole('button', { name: 'ภาพแผนที่ PNG' }).click()
    await expect.poll(() => existsSync(target)).toBe(true)
    expect(readFileSync(target).subarray(1, 4).toString()).toBe('PNG')
  })

  it('shows the workspace and its backups in their folders', async () => {
    await desktop.evaluate(({ shell: own }) => {
      const shown: string[] = []
      const played = own as unknown as Record<string, unknown>
      played.paths = shown
      played.showItemInFolder = (path: string) => shown.push(path)
      played.openPath = async (path: string) => {
        shown.push(path)
        return ''
      }
    })
    await shell('showInFolder', 'workspace')
    await shell('showInFolder', 'backups')
    const shown = await desktop.evaluate(({ shell: own }) => (own as unknown as { paths: string[] }).paths)
    expect(shown[0]).toBe(workspace)
    expect(shown[1]?.startsWith(join(folder.path, 'home', 'backups'))).toBe(true)
  })
})

/** Does what opens another workspace, and waits until the window has begun anew on it. */
async function untilRenewed(page: Page, act: () => Promise<void>): Promise<void> {
  await page.evaluate(() => Object.assign(window, { isOld: true }))
  await act()
  await page.waitForFunction(() => !('isOld' in window))
  await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
}
