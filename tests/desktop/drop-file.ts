/** A file dragged from the file manager onto a page, by the same events that Chromium makes of a real one. */
import type { Page } from 'playwright-core'

export async function dropFile(page: Page, path: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
  await cdp.detach()
}
