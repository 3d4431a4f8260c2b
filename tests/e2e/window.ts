/** A workspace served by its own process and opened in a real Chromium: what a planner has in front of them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { root } from '../harness.ts'

/**
 * As the desktop app starts Chromium: where there is no GPU, as on these machines and many a planner's laptop, WebGL is drawn in
 * software. (`--use-angle=swiftshader` would have SwiftShader draw the whole page as well, at half the speed.)
 */
export const browserFlags = [
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
]

export const browserPath = process.env.PHAENTHI_BROWSER ?? '/usr/bin/chromium'

export interface Served {
  readonly deskUrl: string
  readonly roomUrl: string
  /** Stops the holder as a closing window would, and waits until the file is one again. */
  stop(): Promise<void>
}

/** Serves a workspace as `npm start` does. */
export async function serve(workspace: string, home: string): Promise<Served> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'data', 'cli.ts'), 'serve', workspace, '--no-open', '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PHAENTHI_HOME: home },
    },
  )
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the workbench ended before it was there')))
    child.stdout?.setEncoding('utf8').once('data', resolve)
  })
  const { desk, room } = JSON.parse(line) as { desk: string; room: string }
  return {
    deskUrl: desk,
    roomUrl: room,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

export interface Window {
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  /** What went wrong in the page so far, in its own words. */
  readonly faults: string[]
  /** Requests that would have left this machine. */
  readonly foreign: string[]
}

export async function openWindow(url: string, size = { width: 1366, height: 768 }): Promise<Window> {
  const browser = await chromium.launch({ executablePath: browserPath, args: browserFlags })
  const context = await browser.newContext({ viewport: size, locale: 'th-TH' })
  const page = await context.newPage()
  const faults: string[] = []
  const foreign: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    const own = hostname === '127.0.0.1' || hostname === 'localhost' || protocol === 'data:' || protocol === 'blob:'
    if (!own) foreign.push(request.url())
  })
  page.setDefaultTimeout(45_000)
  await page.goto(url)
  await page.getByRole('radio', { name: 'สำรวจ' }).waitFor()
  return { browser, context, page, faults, foreign }
}

/** Asks data/ as the page itself would. */
export function ask<T>(page: Page, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([address, json]) => {
      const init = json === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: json }
      return (await fetch(address as string, init)).json()
    },
    [path, body === undefined ? null : JSON.stringify(body)] as const,
  )
}

/** Opens an item from the list of the plan that is shown. The list draws what is in sight: the words bring the row there. */
export async function openItem(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'ค้นในแผนนี้' }).fill(title)
  await page.locator('.draft-tree').getByRole('row', { name: title, exact: true }).first().click()
}

export interface BringIn {
  /** The words of the wizard for what the file is, where the guess is not to be relied on. */
  readonly role?: string
  /** Seen on the step where rows meet areas. */
  readonly onJoin?: (page: Page) => Promise<void>
}

/** Walks the import wizard from choosing the files to its end, taking what it proposes, and answers the outcome's words. */
export async function bringIn(page: Page, files: readonly string[], { role, onJoin }: BringIn = {}): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'เปิดข้อมูลของท่าน' })
  if (!(await dialog.isVisible()))
    await page
      .getByRole('button', { name: /^(เลือกไฟล์|เพิ่มข้อมูล)$/ })
      .first()
      .click()
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('region').getByRole('button', { name: 'เลือกไฟล์' }).click()
  await (await choosing).setFiles([...files])
  await dialog.getByRole('radio').first().waitFor()
  if (role) await dialog.getByText(role, { exact: true }).click()
  const foot = dialog.getByRole('button', { name: /^(ต่อไป|นำเข้า|เสร็จ)$/ })
  for (;;) {
    await foot.and(page.locator(':enabled')).waitFor()
    const name = await foot.textContent()
    if (name === 'เสร็จ') break
    if (onJoin && (await dialog.locator('.join-figures').count()) > 0) await onJoin(page)
    await foot.click()
    // The step's content follows its button; a click on the same button again would pass over a step.
    await page.waitForTimeout(250)
  }
  const words = (await dialog.locator('.import-main').textContent()) ?? ''
  await foot.click()
  await dialog.waitFor({ state: 'hidden' })
  return words
}
