/** One window's page in Chromium: its locks, its bridge to the preload, and what it tells main. */
import { basename } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { toScheme } from '../addresses.ts'
import type { MainCalls, NewWindow, PageEvent, Placement } from '../link.ts'
import { BINDING, pageWorldCode, preloadWorldCode, WORLD } from './preload-world.ts'

interface ExecutionContext {
  readonly id: number
  readonly name: string
  readonly auxData: { readonly frameId: string }
}

export interface ShownPage {
  readonly page: Page
  readonly cdp: CDPSession
  load(url: string): Promise<void>
  place(placement: Placement): Promise<void>
  send(channel: string, parameters: readonly unknown[]): Promise<void>
  tellPath(path: string): Promise<void>
}

/** Opens a page in a context and ties it to main. */
export async function showPage(context: BrowserContext, window: NewWindow, main: MainCalls): Promise<ShownPage> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const tell = (event: PageEvent) => void main.happened(window.id, event).catch(() => {})
  const expected = new Set<string>()
  await cdp.send('Page.enable')
  await cdp.send('Runtime.enable')
  await askBeforeGoing(cdp, { window, main, expected })
  const world = window.preload === null ? null : await bridge(cdp, page, { window, main, preload: window.preload })
  page.on('domcontentloaded', () => tell({ kind: 'shown' }))
  page.on('load', () => tell({ kind: 'loaded' }))
  page.on('crash', () => tell({ kind: 'crashed' }))
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) tell({ kind: 'went', url: frame.url() })
  })
  page.on('popup', async (popup) => {
    // Chromium has made it by now; Electron would have asked before.
    if (!(await main.mayOpen(window.id, toScheme(popup.url(), window.server)))) await popup.close()
  })
  page.on('download', async (download) => {
    const url = download.url().startsWith('blob:')
      ? `blob:${toScheme(download.url().slice('blob:'.length), window.server)}`
      : toScheme(download.url(), window.server)
    const path = await main.download(window.id, { url, name: download.suggestedFilename() })
    if (path) await download.saveAs(path)
    else await download.cancel()
  })
  let placed: Promise<void> = Promise.resolve()
  return {
    page,
    cdp,
    async load(url) {
      expected.add(url.split('#')[0] ?? url)
      await page.goto(url, { waitUntil: 'load' })
    },
    place(placement) {
      // One after the other: main sets place and state in one breath.
      placed = placed.then(() => place(cdp, placement)).catch(() => {})
      return placed
    },
    async tellPath(path) {
      await world?.run(`__standInPaths[${JSON.stringify(basename(path))}] = ${JSON.stringify(path)}`)
    },
    async send(channel, parameters) {
      await world?.run(`__standInReceive(${JSON.stringify(channel)}, ${JSON.stringify(parameters)})`)
    },
  }
}

interface AskOptions {
  readonly window: NewWindow
  readonly main: MainCalls
  /** Addresses that main itself asked for. */
  readonly expected: Set<string>
}

/** Every document that the page asks for by itself waits for main's word. */
async function askBeforeGoing(cdp: CDPSession, { window, main, expected }: AskOptions): Promise<void> {
  const mainFrame = (await cdp.send('Page.getFrameTree')).frameTree.frame.id
  cdp.on('Fetch.requestPaused', async ({ requestId, request, frameId, redirectedRequestId }) => {
    const isAllowed =
      expected.delete(request.url) ||
      (await main
        .mayNavigate(window.id, {
          url: toScheme(request.url, window.server),
          isMainFrame: frameId === mainFrame,
          isRedirect: redirectedRequestId !== undefined,
        })
        .catch(() => false))
    if (isAllowed && frameId === mainFrame) await main.happened(window.id, { kind: 'leaves' }).catch(() => {})
    const answer = isAllowed
      ? cdp.send('Fetch.continueRequest', { requestId })
      : cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    await answer.catch(() => {})
  })
  await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] })
}

interface BridgeOptions {
  readonly window: NewWindow
  readonly main: MainCalls
  readonly preload: string
}

/** Runs the preload in its world at each new document, and carries its calls to main with the frame that Chromium names. */
async function bridge(cdp: CDPSession, page: Page, { window, main, preload }: BridgeOptions): Promise<PreloadWorld> {
  const contexts = new Map<number, ExecutionContext>()
  const mainFrame = (await cdp.send('Page.getFrameTree')).frameTree.frame.id
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === WORLD) contexts.set(context.id, context as unknown as ExecutionContext)
  })
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => contexts.delete(executionContextId))
  cdp.on('Runtime.executionContextsCleared', () => contexts.clear())
  cdp.on('Runtime.bindingCalled', async ({ name, payload, executionContextId }) => {
    if (name !== BINDING) return
    const { id, channel, parameters } = JSON.parse(payload) as { id: number; channel: string; parameters: unknown[] }
    const isMainFrame = contexts.get(executionContextId)?.auxData.frameId === mainFrame
    const frameUrl = toScheme(page.mainFrame().url(), window.server)
    const answer = await main.invoke(window.id, { channel, parameters, frameUrl, isMainFrame }).then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.message }),
    )
    const expression = `__standInAnswer(${id}, ${JSON.stringify(answer)})`
    await cdp.send('Runtime.evaluate', { contextId: executionContextId, expression }).catch(() => {})
  })
  await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldCode() })
  const source = preloadWorldCode(preload, window.server.scheme)
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD })
  return {
    async run(expression) {
      const own = [...contexts.values()].find(({ auxData }) => auxData.frameId === mainFrame)
      if (own) await cdp.send('Runtime.evaluate', { contextId: own.id, expression })
    },
  }
}

interface PreloadWorld {
  run(expression: string): Promise<void>
}

async function place(cdp: CDPSession, { bounds, state }: Placement): Promise<void> {
  const { windowId } = await cdp.send('Browser.getWindowForTarget')
  const { x: left, y: top, width, height } = bounds
  // Chromium refuses a place together with a state, and a place for a window that is not normal.
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } })
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } })
  if (state !== 'normal') await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState: state } })
}
