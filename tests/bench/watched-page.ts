/**
 * A page in headless Chromium with software WebGL that notes when it drew. The workbench has no hook for it: a script put in
 * before the page's own wraps WebGL's draw calls and sets a fence behind the last of them, because with software WebGL a frame
 * is finished long after it was asked for. Times are ms since the navigation began.
 */
import { type Browser, chromium, type Page } from 'playwright-core'
import { browserFlags, browserPath } from '../e2e/window.ts'

/** What the browser does for itself after its start is not the page's. */
const SETTLE_MS = 2000
const QUIET_MS = 600
const PATIENCE_MS = 60_000
/** Share of the map's picture that has to be in the legend's colours. */
const LEAST_COLOURED = 0.03

interface Watch {
  /** When the last frame was finished by the graphics side. */
  finishedAt: number
  /** Frames asked for and not finished. */
  pending: number
  draws: number
}

export interface WatchedPage {
  readonly browser: Browser
  readonly page: Page
  /** Requests that are still being answered. */
  readonly inFlight: ReadonlySet<string>
}

export interface Drawn {
  /** Until the last frame was finished. */
  readonly idleMs: number
  /** Until the classes were answered. */
  readonly classesMs: number
  /** Until the first contentful paint. */
  readonly paintMs: number
}

/** A browser with an empty profile and one blank page, watched from its next navigation on. */
export async function openWatched(size = { width: 1366, height: 768 }): Promise<WatchedPage> {
  const browser = await chromium.launch({ executablePath: browserPath, args: browserFlags })
  const page = await (await browser.newContext({ viewport: size, locale: 'th-TH' })).newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.addInitScript(watchDraws)
  const inFlight = new Set<string>()
  const key = (request: { url(): string }) => request.url()
  await page.waitForTimeout(SETTLE_MS)
  page.on('request', (request) => {
    // The stream of events never ends.
    if (!request.url().includes('/api/events')) inFlight.add(key(request))
  })
  page.on('requestfinished', (request) => inFlight.delete(key(request)))
  page.on('requestfailed', (request) => inFlight.delete(key(request)))
  return { browser, page, inFlight }
}

/** Goes there and waits until the choropleth is drawn and nothing is drawn any more. Throws where its colours are not seen. */
export async function goAndDraw({ page, inFlight }: WatchedPage, url: string): Promise<Drawn> {
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('.legend-swatch').first().waitFor()
  const idleMs = await whenIdle(page, inFlight)
  await requireColours(page)
  const [classesMs, paintMs] = await page.evaluate(() => [
    Math.max(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.includes('/api/classes'))
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd),
    ),
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  ])
  return { idleMs, classesMs: classesMs ?? 0, paintMs: paintMs ?? 0 }
}

/** When the last frame was finished, once nothing was asked for or drawn for a while. */
export async function whenIdle(page: Page, inFlight: ReadonlySet<string>): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const { finishedAt, pending, draws, now } = await page.evaluate(() => ({
      ...(window as unknown as { watch: Watch }).watch,
      now: performance.now(),
    }))
    if (draws > 0 && pending === 0 && inFlight.size === 0 && now - finishedAt > QUIET_MS) return finishedAt
    if (performance.now() > giveUpAt) throw new Error(`the map is not idle; waiting for ${[...inFlight].join(' ')}`)
    await page.waitForTimeout(100)
  }
}

/** Runs in the page before its own scripts. */
function watchDraws(): void {
  const watch: Watch = { finishedAt: 0, pending: 0, draws: 0 }
  Object.assign(window, { watch })
  const dirty = new Set<WebGL2RenderingContext>()
  let fences: { readonly gl: WebGL2RenderingContext; readonly sync: WebGLSync }[] = []
  for (const name of ['drawElements', 'drawArrays'] as const) {
    const draw = WebGL2RenderingContext.prototype[name] as (...parameters: number[]) => void
    Object.assign(WebGL2RenderingContext.prototype, {
      [name](this: WebGL2RenderingContext, ...parameters: number[]) {
        dirty.add(this)
        watch.draws++
        watch.pending = fences.length + dirty.size
        draw.apply(this, parameters)
      },
    })
  }
  setInterval(() => {
    for (const { gl, sync } of fences)
      if (gl.getSyncParameter(sync, gl.SYNC_STATUS) === gl.SIGNALED) {
        gl.deleteSync(sync)
        fences = fences.filter((fence) => fence.sync !== sync)
        watch.finishedAt = performance.now()
      }
    for (const gl of dirty) {
      const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
      gl.flush()
      if (sync) fences.push({ gl, sync })
    }
    dirty.clear()
    watch.pending = fences.length
  }, 5)
}

/** The legend's colours cover a good part of the picture of the map. */
async function requireColours(page: Page): Promise<void> {
  const shot = (await page.locator('.map-canvas').first().screenshot()).toString('base64')
  const share = await page.evaluate(async (png) => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? []
    const swatches = [...document.querySelectorAll('span.legend-swatch')]
    const colours = new Set(swatches.map((swatch) => getComputedStyle(swatch).backgroundColor))
    let seen = 0
    for (let i = 0; i + 3 < data.length; i += 4)
      if (colours.has(`rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`)) seen++
    return seen / (image.width * image.height)
  }, shot)
  if (share < LEAST_COLOURED)
    throw new Error(`the map shows the legend's colours on ${(share * 100).toFixed(1)} % only`)
}
