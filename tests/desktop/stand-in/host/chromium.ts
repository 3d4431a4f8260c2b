/** Chromium's side of the stand-in, in the test's own process: one browser, a context per session, a page per window. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { browserPath } from '../../../e2e/window.ts'
import type { HostCalls, MainCalls, NewWindow, ShownDisplay } from '../link.ts'
import { type Gate, openGate } from './network.ts'
import { type ShownPage, showPage } from './page.ts'

export interface Host extends HostCalls {
  /** The page of each window that is open, by the window's number. */
  readonly pages: ReadonlyMap<number, { readonly page: Page; readonly window: NewWindow }>
  /** Requests that were let off the machine. */
  passed(): readonly string[]
  /** Lets the preload know where a file that is dropped lies, which only Electron could tell it. */
  tellPath(page: Page, path: string): Promise<void>
  changeDisplays(list: readonly ShownDisplay[]): Promise<void>
  end(): Promise<void>
}

interface Shown extends ShownPage {
  readonly window: NewWindow
  readonly context: BrowserContext
  hasCrashed: boolean
}

/** A host that starts Chromium when main opens its first window. */
export function createHost(main: MainCalls, displays: readonly ShownDisplay[]): Host {
  const shown = new Map<number, Shown>()
  const contexts = new Map<string, Promise<BrowserContext>>()
  const gates: Gate[] = []
  let browser: Promise<Browser> | null = null
  let screens = displays

  const contextOf = (window: NewWindow): Promise<BrowserContext> => {
    browser ??= launch(window.switches, screens)
    const known = contexts.get(window.session)
    if (known) return known
    const started = browser
    const made = (async () => {
      const gate = await openGate((url) => main.mayRequest(window.session, url))
      gates.push(gate)
      const proxy = { server: gate.url, bypass: '*.localhost' }
      const context = await (await started).newContext({ viewport: null, locale: 'th-TH', proxy })
      await grantPermissions(context, (permission) => main.mayUse(window.session, permission))
      return context
    })()
    contexts.set(window.session, made)
    return made
  }
  const open = async (window: NewWindow, bounds: NewWindow['bounds']): Promise<void> => {
    const context = await contextOf(window)
    const own: Shown = { ...(await showPage(context, window, main)), window, context, hasCrashed: false }
    shown.set(window.id, own)
    own.page.on('crash', () => {
      own.hasCrashed = true
    })
    own.page.on('close', () => {
      if (shown.get(window.id) !== own) return
      shown.delete(window.id)
      void main.happened(window.id, { kind: 'closed' }).catch(() => {})
    })
    await own.place({ bounds, state: 'normal' })
  }
  const find = (id: number): Shown => {
    const own = shown.get(id)
    if (!own) throw new Error(`no window ${id}`)
    return own
  }

  return {
    pages: shown,
    passed: () => gates.flatMap(({ passed }) => passed),
    createWindow: (window) => open(window, window.bounds),
    async load(id, url) {
      const own = find(id)
      // Electron starts a new renderer in the same window; Playwright's page does not come back from a crash.
      if (own.hasCrashed) {
        shown.delete(id)
        await open(own.window, own.window.bounds)
        void own.page.close().catch(() => {})
      }
      await find(id).load(url)
    },
    async close(id) {
      const own = shown.get(id)
      shown.delete(id)
      await own?.page.close()
    },
    place: async (id, placement) => find(id).place(placement),
    send: async (id, channel, parameters) => find(id).send(channel, parameters),
    execute: async (id, code) => find(id).page.evaluate(code),
    async printToPdf(id, { landscape, printBackground, preferCSSPageSize }) {
      const options = { landscape, printBackground, preferCSSPageSize } as Record<string, boolean>
      const { data } = await find(id).cdp.send('Page.printToPDF', options)
      return Buffer.from(data, 'base64')
    },
    async crash(id) {
      // It never answers: there is nobody left to.
      void find(id)
        .cdp.send('Page.crash')
        .catch(() => {})
    },
    async tellPath(page, path) {
      await [...shown.values()].find((each) => each.page === page)?.tellPath(path)
    },
    async changeDisplays(list) {
      const [first] = shown.values()
      if (first) await applyScreens(first, list)
      screens = list
      await main.displays(list)
    },
    async end() {
      for (const { close } of gates) close()
      await (await browser)?.close()
    },
  }
}

/** Chromium's permissions, by the name under which Electron asks main for each. */
const permissions = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
} as const

/** A context of Chromium asks nobody later: what main would grant is granted, and all else is not. */
async function grantPermissions(context: BrowserContext, mayUse: (permission: string) => Promise<boolean>) {
  for (const [name, permission] of Object.entries(permissions))
    if (await mayUse(permission)) await context.grantPermissions([name])
}

async function launch(switches: NewWindow['switches'], displays: readonly ShownDisplay[]): Promise<Browser> {
  const screens = displays.map(({ bounds: { x, y, width, height } }) => `{${x},${y} ${width}x${height}}`).join('')
  const own = Object.entries(switches).map(([name, value]) => {
    // The scheme's names have to resolve; they are this machine's.
    const words = name === 'host-resolver-rules' ? `${value}, EXCLUDE *.localhost, EXCLUDE 127.0.0.1` : value
    return words ? `--${name}=${words}` : `--${name}`
  })
  const args = ['--no-sandbox', '--no-first-run', `--screen-info=${screens}`, ...own]
  return chromium.launch({ executablePath: browserPath, args })
}

async function applyScreens({ cdp }: Shown, list: readonly ShownDisplay[]): Promise<void> {
  const { screenInfos } = await cdp.send('Emulation.getScreenInfos')
  const isAt = (info: { left: number; top: number }, { bounds }: ShownDisplay) =>
    info.left === bounds.x && info.top === bounds.y
  for (const { bounds } of list.filter((each) => !screenInfos.some((info) => isAt(info, each)))) {
    const { x: left, y: top, width, height } = bounds
    await cdp.send('Emulation.addScreen', { left, top, width, height })
  }
  for (const { id } of screenInfos.filter((info) => !list.some((each) => isAt(info, each)))) {
    await cdp.send('Emulation.removeScreen', { screenId: id })
  }
}
