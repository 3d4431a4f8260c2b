/** What goes wrong by itself: it is caught, said, reported on this machine alone, and nothing that was acknowledged is lost. */
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { WorkspaceInfo } from '../../data/contract/api.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { clickMenu, type Desktop, describeDesktop, isThere } from './desktop.ts'
import { answerDialogs, shownDialogs } from './dialogs.ts'

/** Stands for whatever a message may quote. */
const SECRET = 'สมชาย ใจดี 1-4501-00001-23-4'

describeDesktop('mishaps', (launch) => {
  const folder = temporaryFolder('mishaps')
  const workspace = join(folder.path, 'ครัวเรือนลับ.gpkg')
  let homes = 0
  let desktop: Desktop | null = null
  const open = async (home = join(folder.path, `home-${++homes}`)) => {
    desktop = await launch({ home, words: [workspace] })
    const page = await desktop.page('app')
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    return { own: desktop, page }
  }

  beforeAll(async () => {
    expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0 })
  })
  afterEach(async () => {
    await desktop?.kill()
    desktop = null
  })
  afterAll(() => folder.remove())

  const reportsOf = ({ home }: Desktop) =>
    readdirSync(join(home, 'crash-reports'))
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFileSync(join(home, 'crash-reports', name), 'utf8'))
  const logOf = ({ home }: Desktop) => readFileSync(join(home, 'logs', 'phaenthi.log'), 'utf8')

  it('opens the workspace again when its worker failed, with all that was acknowledged', async () => {
    const { own, page } = await open()
    await answerDialogs(own, {})
    await own.evaluate(() => {
      // Node tells of each new worker; a job's are its children and none of these.
      const seen: unknown[] = []
      Object.assign(globalThis, { seenWorkers: seen })
      process.on('worker', (worker) => seen.push(worker))
    })
    // The first worker is older than the listener: another workspace and back gives one that was seen.
    const other = join(folder.path, 'อีก.gpkg')
    expect(await runCli('new', other)).toMatchObject({ status: 0 })
    await own.startAgain([other])
    await expect.poll(() => nameOf(page)).toBe('อีก.gpkg')
    await own.startAgain([workspace])
    await expect.poll(() => nameOf(page)).toBe('ครัวเรือนลับ.gpkg')
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    const bookmarked = await addBookmark(page, 'จุดแรก')
    expect(bookmarked).toBe(200)
    await own.evaluate(() => {
      // No message of ours: the worker throws where nobody catches it.
      const { seenWorkers } = globalThis as unknown as { seenWorkers: { postMessage(message: null): void }[] }
      seenWorkers.at(-1)?.postMessage(null)
    })
    await expect.poll(() => shownDialogs(own)).toHaveLength(1)
    expect((await shownDialogs(own))[0]?.message).toContain('เริ่มใหม่แล้ว')
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    expect(await bookmarksOf(page)).toContain('จุดแรก')
    expect(reportsOf(own)).toHaveLength(1)
    expect(logOf(own)).toContain('"event":"worker.failed","isRestarted":true')
  })

  it('says and reports an error that nobody caught, starts anew on the same workspace, and quotes nothing of it', async () => {
    const { own } = await open()
    await answerDialogs(own, { choices: [0] })
    await own.evaluate(({ app }, secret) => {
      const started = performance.now()
      performance.now = () => started + 3_600_000
      app.relaunch = (options) => console.error('relaunched', options?.args?.at(-1))
      setTimeout(() => {
        throw new Error(secret)
      }, 0)
    }, SECRET)
    expect(await own.ended).toBe(0)
    expect(own.output()).toContain(`relaunched ${workspace}`)
    const [report = ''] = reportsOf(own)
    expect(report).toContain('รายงานเหตุขัดข้องของแผนที่')
    for (const written of [report, logOf(own)]) {
      for (const secret of [SECRET, 'สมชาย', 'ครัวเรือนลับ', folder.path]) expect(written).not.toContain(secret)
    }
  })

  it('says of an error so soon after the start that the app ends, and does not start it over and over', async () => {
    const { own } = await open()
    await own.evaluate(({ app, dialog }) => {
      app.relaunch = () => console.error('relaunched')
      dialog.showMessageBox = (async (shown: Electron.MessageBoxOptions) => {
        console.error('said', shown.message)
        return { response: 0, checkboxChecked: false }
      }) as typeof dialog.showMessageBox
      setTimeout(() => {
        throw new Error('early')
      }, 0)
    })
    expect(await own.ended).toBe(0)
    expect(own.output()).toContain('said โปรแกรมผิดพลาดตั้งแต่เริ่ม และจะปิด')
    expect(own.output()).not.toContain('relaunched')
  })

  it('tells once that the last run was killed, and that nothing is lost', async () => {
    const first = await open()
    expect(await addBookmark(first.page, 'ก่อนไฟดับ')).toBe(200)
    await first.own.kill()
    const { own, page } = await open(first.own.home)
    expect(await bookmarksOf(page)).toContain('ก่อนไฟดับ')
    expect(reportsOf(own)).toHaveLength(1)
    expect(reportsOf(own)[0]).toContain('ครั้งก่อนโปรแกรมไม่ได้ปิดตามปกติ')
    expect(await own.quit()).toBe(0)
    const again = await open(own.home)
    expect(reportsOf(again.own)).toHaveLength(1)
    expect(logOf(again.own).match(/"event":"ended.uncleanly"/g)).toHaveLength(1)
  })

  it.skipIf(process.platform === 'win32')('goes on where a menu asks about a file that is away', async () => {
    const { own, page } = await open()
    await own.evaluate(({ shell }) => {
      const paths: string[] = []
      Object.assign(shell, { paths, openPath: async (path: string) => paths.push(path) })
    })
    const move = (from: string, to: string) => {
      for (const rest of ['', '-wal', '-shm']) if (existsSync(from + rest)) renameSync(from + rest, to + rest)
    }
    move(workspace, `${workspace}.away`)
    await page.getByText('ไฟล์ไม่อยู่ที่เดิม', { exact: true }).waitFor()
    await clickMenu(own, 'backups')
    const opened = () => own.evaluate(({ shell }) => (shell as unknown as { paths: string[] }).paths)
    await expect.poll(opened).toEqual([join(own.home, 'backups')])
    move(`${workspace}.away`, workspace)
    await page.getByText('ไฟล์ไม่อยู่ที่เดิม', { exact: true }).waitFor({ state: 'detached' })
    expect(readdirSync(join(own.home, 'crash-reports'))).toEqual([])
    expect(logOf(own)).not.toContain('error.uncaught')
  })

  it('leaves a page that keeps crashing, and says so', async () => {
    const { own } = await open()
    await answerDialogs(own, {})
    for (let times = 1; times <= 4; times++) {
      await own.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
      await expect.poll(() => shownDialogs(own)).toHaveLength(times)
      if (times < 4) await expect.poll(() => isThere(own, 'app').catch(() => false)).toBe(true)
    }
    const messages = (await shownDialogs(own)).map(({ message }) => message)
    expect(messages[2]).toContain('เปิดใหม่แล้ว')
    expect(messages[3]).toContain('ปิดโปรแกรมแล้วเปิดใหม่')
  })
})

async function nameOf(page: Page): Promise<string> {
  return page
    .evaluate(async () => ((await (await fetch('/api/workspace')).json()) as WorkspaceInfo).fileName)
    .catch(() => '')
}

/** Sends a command as the window does, and answers its status. */
function addBookmark(page: Page, title: string): Promise<number> {
  return page.evaluate(async (words) => {
    const command = {
      type: 'addBookmark',
      bookmark: { id: crypto.randomUUID(), title: words, center: [103, 16], zoom: 9, notes: '' },
    }
    const response = await fetch('/api/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    })
    return response.status
  }, title)
}

async function bookmarksOf(page: Page): Promise<string> {
  return page.evaluate(async () => (await fetch('/api/workbook')).text())
}
