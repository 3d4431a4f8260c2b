/** Windows as a person meets them: the audience on the second display, displays that go and come, pages that crash. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root, temporaryFolder } from '../harness.ts'
import { clickMenu, type Desktop, describeDesktop, isThere, launchOnSample, type Rectangle } from './desktop.ts'
import { answerDialogs, shownDialogs } from './dialogs.ts'

const LAPTOP: Rectangle = { x: 0, y: 0, width: 1366, height: 768 }
const PROJECTOR: Rectangle = { x: 1366, y: 0, width: 1280, height: 720 }

describeDesktop('windows', (launch, engine) => {
  // A screen that is made up cannot hold a real window.
  const onScreens = it.runIf(engine === 'the stand-in')
  const folder = temporaryFolder('windows')
  let desktop: Desktop
  let desk: Page

  beforeAll(async () => {
    ;({ desktop, desk } = await launchOnSample(launch, folder.path, [LAPTOP, PROJECTOR]))
    await answerDialogs(desktop, {})
  })
  afterAll(async () => {
    await desktop?.kill()
    folder.remove()
  })

  /** Where the window of this host stands, as main knows it. */
  const boundsOf = (host: string) =>
    desktop.evaluate(({ BrowserWindow }, wanted) => {
      const own = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes(`//${wanted}/`))
      return own ? { ...own.getBounds(), isFullScreen: own.isFullScreen() } : null
    }, host)

  onScreens('puts the audience on the other display, filling it, as the room and without a shell', async () => {
    await clickCommand(desk, 'เปิดจอห้องประชุมอีกหน้าต่าง')
    const room = await desktop.page('room')
    await room.locator('.room').waitFor()
    await expect.poll(() => boundsOf('room')).toMatchObject({ x: PROJECTOR.x, isFullScreen: true })
    await expect
      .poll(() => room.evaluate(() => [window.screenX, window.innerWidth, window.innerHeight]))
      .toEqual([PROJECTOR.x, PROJECTOR.width, PROJECTOR.height])
    expect(await room.evaluate(() => 'phaenthiShell' in window)).toBe(false)
    expect(await room.evaluate(async () => (await (await fetch('/api/workspace')).json()).audience)).toBe('room')
    // A second wish brings the same window forward.
    await clickCommand(desk, 'เปิดจอห้องประชุมอีกหน้าต่าง')
    expect(desktop.addresses()).toHaveLength(2)
  })

  onScreens('brings the audience back as a window when its display vanishes, and says so at the desk', async () => {
    await desktop.setDisplays([LAPTOP])
    await desk.getByText('จอที่สองหายไป').waitFor()
    const placed = await boundsOf('room')
    expect(placed?.isFullScreen).toBe(false)
    expect((placed?.x ?? 0) + 100).toBeLessThan(LAPTOP.width)
  })

  onScreens('returns it to the display that comes back', async () => {
    await desktop.setDisplays([LAPTOP, PROJECTOR])
    await expect.poll(() => boundsOf('room')).toMatchObject({ x: PROJECTOR.x, isFullScreen: true })
    // What no longer holds is not said any more.
    await desk.getByText('จอที่สองหายไป').waitFor({ state: 'detached' })
  })

  onScreens('advises on one screen, or a duplicated one, which a system reports as one', async () => {
    await (await desktop.page('room')).close()
    await desktop.setDisplays([LAPTOP])
    await desk
      .getByRole('alert')
      .or(desk.getByRole('button', { name: 'ปิด' }))
      .first()
      .waitFor({ state: 'attached' })
    await clickCommand(desk, 'เปิดจอห้องประชุมอีกหน้าต่าง')
    await desk.getByText('เห็นจอเดียว').first().waitFor()
    await (await desktop.page('room')).close()
  })

  it('shows every window the workspace that is opened, and follows the language of the window in its menus', async () => {
    const labels = () =>
      desktop.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
    expect(await labels()).toContain('ประชุม')
    await clickMenu(desktop, 'command-language')
    await desk.getByRole('radio', { name: 'Explore' }).waitFor()
    await expect.poll(labels).toContain('Meeting')
    await clickMenu(desktop, 'command-language')
    await expect.poll(labels).toContain('ประชุม')
  })

  it('runs the commands of its menus in the window', async () => {
    const modes = { 'mode.draft': 'ร่างแผน', 'mode.meet': 'ประชุม', 'mode.report': 'รายงาน', 'mode.explore': 'สำรวจ' }
    for (const [id, name] of Object.entries(modes)) {
      await clickMenu(desktop, `command-${id}`)
      await expect.poll(() => desk.getByRole('radio', { name }).isChecked()).toBe(true)
    }
    const ids = await desktop.evaluate(({ Menu }) => {
      const all = (items: readonly Electron.MenuItem[]): string[] =>
        items.flatMap(({ id, submenu }) => [...(id ? [id] : []), ...(submenu ? all(submenu.items) : [])])
      return all(Menu.getApplicationMenu()?.items ?? [])
    })
    const handed = ids.filter((id) => id.startsWith('command-')).map((id) => id.slice('command-'.length))
    expect(handed.length).toBeGreaterThan(10)
    // The window leaves out a command that it does not know: each has to be one of the palette's.
    const palette = readFileSync(join(root, 'renderer', 'palette', 'builtin-commands.ts'), 'utf8')
    const known = [...palette.matchAll(/\bid: '([^']+)'/g)].map(([, id]) => id)
    expect(handed.filter((id) => !known.includes(id) && !(id in modes))).toEqual([])
  })

  it('keeps the screen awake during a meeting, and lets it sleep when the window is gone', async () => {
    const isAwake = () =>
      desktop.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)))
    await desk.getByRole('radio', { name: 'ประชุม' }).click({ force: true })
    await desk.getByRole('button', { name: 'เริ่มประชุม' }).click()
    await expect.poll(isAwake).toBe(true)
    await crash(desktop)
    await expect.poll(isAwake).toBe(false)
  })

  it('brings a crashed page back and says that nothing is lost', async () => {
    // It crashed in the test before.
    await expect.poll(() => shownDialogs(desktop)).toHaveLength(1)
    expect((await shownDialogs(desktop))[0]?.message).toContain('เปิดใหม่แล้ว')
    await expect.poll(() => isThere(desktop, 'app').catch(() => false)).toBe(true)
  })
})

/** Runs a command by its words in the palette, as a person does. */
async function clickCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').getByRole('searchbox').or(page.getByRole('combobox')).first().fill(words)
  await page.getByRole('option', { name: words }).first().click()
}

async function crash(desktop: Desktop): Promise<void> {
  await desktop.evaluate(({ BrowserWindow }) => {
    const own = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('//app/'))
    own?.webContents.forcefullyCrashRenderer()
  })
}
