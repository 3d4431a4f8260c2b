/**
 * The small window while a workspace is copied to work on (from a share, or from where nothing can be written): how far it is,
 * and a way to call it off. Its page is made here, has no script, and renews itself: there is no workbench yet to serve one.
 */
import { BrowserWindow, session } from 'electron'
import { DESK_PARTITION, DESK_URL } from './origins.ts'
import { lockedPreferences } from './security.ts'
import { say, shellLanguage } from './sentences.ts'
import type { OpenOptions } from './workspace.ts'

const style = `
body { margin: 24px; color: #1c2320; background: #fbfaf7;
  font: 15px/1.6 Sarabun, 'Leelawadee UI', Thonburi, 'Noto Sans Thai', sans-serif }
p { margin: 0 0 12px }
progress { width: 100%; height: 10px; accent-color: #0f6b5c }
.foot { display: flex; justify-content: space-between; color: #53605a }
a { color: #0f6b5c }
`

/** Shorter than this, a window would only flicker. */
const SHOW_AFTER_MS = 400
const PAGE = '/shell/opening'
const CANCEL = '/shell/opening/cancel'
const STYLE = '/shell/opening.css'

export interface Opening {
  /** Runs an opening under this watch, showing the window while it copies. */
  watch<T>(open: (watch: OpenOptions) => Promise<T>): Promise<T>
  /** The window's page and its cancel; null for every other address. */
  answer(path: string): Response | null
}

export function createOpening(): Opening {
  let bytes = { done: 0, total: 0 }
  let abort = new AbortController()
  return {
    async watch(open) {
      abort = new AbortController()
      bytes = { done: 0, total: 0 }
      let window: BrowserWindow | null = null
      const startedAt = performance.now()
      const onCopying = (done: number, total: number) => {
        bytes = { done, total }
        if (!window && performance.now() - startedAt > SHOW_AFTER_MS) window = show(abort)
        window?.setProgressBar(total > 0 ? done / total : 0)
      }
      try {
        return await open({ onCopying, signal: abort.signal })
      } finally {
        // The signal is the window's own from here on: closing it must not call off what is done.
        abort = new AbortController()
        const shown: BrowserWindow | null = window
        if (shown) closeQuietly(shown)
      }
    },
    answer(path) {
      if (path === STYLE) return new Response(style, { headers: { 'content-type': 'text/css' } })
      if (path !== PAGE && path !== CANCEL) return null
      if (path === CANCEL) abort.abort()
      return new Response(pageOf(bytes), {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy':
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          'cache-control': 'no-store',
        },
      })
    },
  }
}

function show(abort: AbortController): BrowserWindow {
  const window = new BrowserWindow({
    width: 460,
    height: 190,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
    title: say('app.name'),
    backgroundColor: '#fbfaf7',
    webPreferences: lockedPreferences(session.fromPartition(DESK_PARTITION)),
  })
  window.removeMenu()
  window.on('closed', () => abort.abort())
  window.loadURL(new URL(PAGE, DESK_URL).href).catch(() => {})
  return window
}

function closeQuietly(window: BrowserWindow): void {
  window.removeAllListeners('closed')
  if (!window.isDestroyed()) window.destroy()
}

function pageOf({ done, total }: { readonly done: number; readonly total: number }): string {
  const toMegabytes = (count: number) => Math.round(count / 1e6).toLocaleString('en')
  const progress = say('opening.progress', { done: toMegabytes(done), total: toMegabytes(total) })
  return `<!doctype html>
<html lang="${shellLanguage()}">
<meta charset="utf-8">
<meta http-equiv="refresh" content="1;url=${PAGE}">
<title>${say('app.name')}</title>
<link rel="stylesheet" href="${STYLE}">
<p>${say('opening.copying')}</p>
<p><progress value="${done}" max="${Math.max(total, 1)}"></progress></p>
<p class="foot"><span>${progress}</span> <a href="${CANCEL}">${say('dialog.cancel')}</a></p>
</html>`
}
