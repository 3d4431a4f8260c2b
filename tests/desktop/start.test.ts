/** The start as a person meets it: the first one, one with a file, a second one, and the ones that cannot be. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { WorkspaceInfo } from '../../data/contract/api.ts'
import { holdWorkspace } from '../../data/holder.ts'
import { createStore } from '../../data/store/open.ts'
import { temporaryFolder } from '../harness.ts'
import { clickMenu, type Desktop, describeDesktop } from './desktop.ts'
import { answerDialogs, shownDialogs } from './dialogs.ts'

describeDesktop('starting', (launch, engine) => {
  const folder = temporaryFolder('start')
  let homes = 0
  let desktop: Desktop | null = null
  const freshHome = () => {
    const home = join(folder.path, `home-${++homes}`)
    mkdirSync(home)
    return home
  }
  const workspace = (name: string) => {
    const path = join(folder.path, name)
    if (!existsSync(path)) createStore(path).close()
    return path
  }
  const open = async (name: string) => {
    desktop = await launch({ home: freshHome(), words: [workspace(name)] })
    return desktop
  }
  afterEach(async () => {
    await desktop?.kill()
    desktop = null
  })
  afterAll(() => folder.remove())

  it('opens the rehearsal province where no workspace is named, and begins to make it', async () => {
    desktop = await launch({ home: freshHome() })
    const page = await desktop.page('app')
    // What is under way is said, and not offered a second time.
    await page.getByText('กำลังสร้างจังหวัดตัวอย่าง').waitFor()
    expect(await page.getByText('ลองกับจังหวัดตัวอย่าง').count()).toBe(0)
    await page.getByText('60,000').first().waitFor({ timeout: 90_000 })
    expect(await infoOf(page)).toMatchObject({ fileName: 'จังหวัดตัวอย่าง.gpkg', audience: 'desk' })
  })

  it('opens the workspace that is named, leaves it as one closed file, and remembers it', async () => {
    const own = await open('ของเรา.gpkg')
    const page = await own.page('app')
    await expect.poll(async () => (await infoOf(page)).fileName).toBe('ของเรา.gpkg')
    expect(await own.quit()).toBe(0)
    const rests = ['-wal', '-shm', '.lock'].filter((ending) => existsSync(workspace('ของเรา.gpkg') + ending))
    expect(rests).toEqual([])
    const settings = JSON.parse(readFileSync(join(own.home, 'settings.json'), 'utf8'))
    expect(settings.recentWorkspaces).toEqual([workspace('ของเรา.gpkg')])
  })

  it('opens the workspace of last time where none is named', async () => {
    const own = await open('เมื่อวาน.gpkg')
    await own.page('app')
    await own.quit()
    desktop = await launch({ home: own.home })
    const page = await desktop.page('app')
    await expect.poll(async () => (await infoOf(page)).fileName).toBe('เมื่อวาน.gpkg')
  })

  it('takes a second start to the window that is open, with the file that it names', async () => {
    const own = await open('หนึ่ง.gpkg')
    const page = await own.page('app')
    const second = workspace('สอง.gpkg')
    await own.startAgain(['--some-switch', second])
    await expect.poll(async () => (await infoOf(page)).fileName).toBe('สอง.gpkg')
    expect(own.addresses()).toHaveLength(1)
  })

  it('leaves the window as it is where a second start names the workspace that is open', async () => {
    const own = await open('เปิดอยู่.gpkg')
    const page = await own.page('app')
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    await page.evaluate(() => Object.assign(window, { isOld: true }))
    await own.startAgain([workspace('เปิดอยู่.gpkg')])
    await page.waitForTimeout(500)
    expect(await page.evaluate(() => 'isOld' in window)).toBe(true)
    // Another one does change it.
    await own.startAgain([workspace('อีกไฟล์.gpkg')])
    await page.waitForFunction(() => !('isOld' in window))
  })

  it('opens a GeoPackage that is no workspace as data, in the wizard', async () => {
    const data = join(folder.path, 'ข้อมูล.gpkg')
    writeFileSync(data, 'not a database')
    const own = await open('ว่าง.gpkg')
    const page = await own.page('app')
    await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
    await own.startAgain([data])
    await page.getByRole('dialog', { name: 'เปิดข้อมูลของท่าน' }).getByText('ข้อมูล.gpkg').first().waitFor()
    expect((await infoOf(page)).fileName).toBe('ว่าง.gpkg')
  })

  it('keeps the present workspace where another cannot be opened, and says why', async () => {
    const own = await open('อยู่.gpkg')
    const page = await own.page('app')
    await answerDialogs(own, { picks: [[join(folder.path, 'ไม่มี.gpkg')]] })
    await clickMenu(own, 'open')
    await expect.poll(() => shownDialogs(own)).toHaveLength(1)
    const [said] = await shownDialogs(own)
    expect(said).toMatchObject({ message: 'เปิดไฟล์งานไม่ได้', detail: expect.stringContaining('ไม่มี.gpkg') })
    expect((await infoOf(page)).fileName).toBe('อยู่.gpkg')
  })

  it('offers a read-only look at a workspace that someone else holds', async () => {
    const theirs = workspace('ของเขา.gpkg')
    const holder = await holdWorkspace(theirs)
    const own = await open('ของใคร.gpkg')
    const page = await own.page('app')
    await answerDialogs(own, { picks: [[theirs]], choices: [0] })
    await clickMenu(own, 'open')
    await expect.poll(async () => (await infoOf(page)).fileName).toBe('ของเขา.gpkg')
    expect((await shownDialogs(own))[0]?.buttons?.[0]).toBe('เปิดแบบอ่านอย่างเดียว')
    expect((await infoOf(page)).readOnlyBecause).not.toBeNull()
    await holder.close()
  })

  it('makes a new workspace where the person says, and never over a file that is there', async () => {
    const own = await open('เดิม.gpkg')
    const page = await own.page('app')
    const made = join(folder.path, 'ใหม่')
    await answerDialogs(own, { saves: [made, workspace('เดิม.gpkg')] })
    await clickMenu(own, 'new')
    await expect.poll(async () => (await infoOf(page)).fileName).toBe('ใหม่.gpkg')
    await clickMenu(own, 'new')
    await expect.poll(() => shownDialogs(own)).toHaveLength(1)
    expect((await shownDialogs(own))[0]?.detail).toContain('มีไฟล์')
  })

  // On Electron the sentence stands in a dialog of the system that no test can close.
  it.runIf(engine === 'the stand-in')('says in one sentence that its folder cannot be written, and ends', async () => {
    const home = join(folder.path, 'a file and no folder')
    writeFileSync(home, '')
    desktop = await launch({ home, env: { XDG_CONFIG_HOME: folder.path } })
    expect(await desktop.ended).toBe(1)
    expect(desktop.output()).toContain('เขียนโฟลเดอร์ของโปรแกรมไม่ได้')
  })

  // A real screen may be too small for this place.
  it.runIf(engine === 'the stand-in')('comes back where it stood on these displays', async () => {
    const home = freshHome()
    const place = { x: 140, y: 60, width: 1100, height: 660 }
    const start = () => launch({ home, words: [workspace('ที่เดิม.gpkg')] })
    desktop = await start()
    await desktop.page('app')
    await desktop.evaluate(({ BrowserWindow }, bounds) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.unmaximize()
      window?.setBounds(bounds)
    }, place)
    await desktop.quit()
    desktop = await start()
    const page = await desktop.page('app')
    expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(place)
    expect(await page.evaluate(() => [window.screenX, window.screenY])).toEqual([place.x, place.y])
  })
})

async function infoOf(page: Page): Promise<WorkspaceInfo> {
  // A page that is just being replaced cannot be asked; the next one can.
  return page
    .evaluate(async () => (await fetch('/api/workspace')).json() as Promise<WorkspaceInfo>)
    .catch(() => ({ fileName: '' }) as WorkspaceInfo)
}
