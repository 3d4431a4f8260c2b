/** The small window while a workspace is copied: when it comes, what it says, how it is called off. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createOpening } from '../../electron/opening.ts'
import { BrowserWindow } from './stand-in/electron.ts'

vi.mock('electron', () => import('./stand-in/electron.ts'))

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

afterEach(() => {
  for (const window of BrowserWindow.getAllWindows()) window.destroy()
})

describe('the window while a workspace is copied', () => {
  it('does not come for what is quickly done', async () => {
    const opening = createOpening()
    const opened = await opening.watch(async ({ onCopying }) => {
      onCopying?.(1e6, 1e6)
      return 'opened'
    })
    expect(opened).toBe('opened')
    expect(BrowserWindow.getAllWindows()).toEqual([])
  })

  it('says how far it is, and goes when it is done', async () => {
    const opening = createOpening()
    await opening.watch(async ({ onCopying, signal }) => {
      await wait(450)
      onCopying?.(30e6, 120e6)
      const [window] = BrowserWindow.getAllWindows()
      expect(window?.webContents.getURL()).toBe('workbench://app/shell/opening')
      expect(window?.progress).toBe(0.25)
      const page = opening.answer('/shell/opening')
      expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(await page?.text()).toContain('30 จาก 120 เมกะไบต์')
      expect(signal?.aborted).toBe(false)
    })
    expect(BrowserWindow.getAllWindows()).toEqual([])
  })

  it('calls it off by its link and by being closed, and not once it is done', async () => {
    for (const cancel of [
      (opening: ReturnType<typeof createOpening>) => void opening.answer('/shell/opening/cancel'),
      () => BrowserWindow.getAllWindows()[0]?.close(),
    ]) {
      const opening = createOpening()
      const seen = await opening.watch(async ({ onCopying, signal }) => {
        await wait(450)
        onCopying?.(1, 2)
        cancel(opening)
        return signal
      })
      expect(seen?.aborted).toBe(true)
    }
    const opening = createOpening()
    const signal = await opening.watch(async (watch) => watch.signal)
    opening.answer('/shell/opening/cancel')
    expect(signal?.aborted).toBe(false)
  })

  it('answers no other address', () => {
    expect(createOpening().answer('/api/workspace')).toBeNull()
  })
})
