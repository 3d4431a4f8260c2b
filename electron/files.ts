/** Files by the system's dialogs. A path that a person chose goes to data/ and comes back as a token; no window sees it. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { type BrowserWindow, dialog } from 'electron'
import { z } from 'zod'
import type { FileToken } from '../data/contract/api.ts'
import { DESK_URL, hostOf } from './origins.ts'
import type { RequestTaker } from './protocol.ts'
import { saveOptions } from './save-options.ts'
import { say } from './sentences.ts'

export const pickOptionsSchema = z.object({
  endings: z.array(z.string().regex(/^[\w.]{1,12}$/)).max(60),
  several: z.boolean(),
})

export const saveOptionsSchema = z.object({ url: z.string().max(2000), name: z.string().min(1).max(200) })

/** Asks for files and hands them to data/; empty when the person cancels. */
export async function pickFiles(
  window: BrowserWindow,
  workbench: RequestTaker,
  { endings, several }: z.infer<typeof pickOptionsSchema>,
): Promise<readonly FileToken[]> {
  const all = { name: say('dialog.all-files'), extensions: ['*'] }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: say('dialog.choose'),
    properties: several ? ['openFile', 'multiSelections'] : ['openFile'],
    filters: endings.length > 0 ? [{ name: endings.join(' '), extensions: [...endings] }, all] : [all],
  })
  return canceled || filePaths.length === 0 ? [] : holdFiles(workbench, filePaths)
}

/** Hands files that a person chose to data/, and answers their tokens. */
export async function holdFiles(workbench: RequestTaker, paths: readonly string[]): Promise<readonly FileToken[]> {
  const response = await ask(workbench, '/api/paths', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ paths }),
  })
  return (await response.json()) as FileToken[]
}

/** Asks for a workspace to open; null when the person cancels. */
export async function pickWorkspace(window: BrowserWindow | null): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: say('menu.open'),
    properties: ['openFile'],
    filters: [{ name: say('dialog.workspaces'), extensions: ['gpkg'] }],
  }
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}

/** Asks where to save a file of this name; null when the person cancels. */
export async function askWhereToSave(window: BrowserWindow, name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, saveOptions(name))
  return canceled || !filePath ? null : filePath
}

/** Saves what data/ answers at an address of ours. The old file stays whole until the new one is. */
export async function saveFile(
  window: BrowserWindow,
  workbench: RequestTaker,
  { url, name }: z.infer<typeof saveOptionsSchema>,
): Promise<void> {
  const wanted = new URL(url, DESK_URL)
  if (hostOf(wanted.href) !== 'app' || !wanted.pathname.startsWith('/api/'))
    throw new Error('not a file of the workbench')
  const path = await askWhereToSave(window, name)
  if (!path) return
  const { body } = await ask(workbench, wanted.pathname + wanted.search)
  const unfinished = `${path}.part`
  try {
    await pipeline(body ? Readable.fromWeb(body as NodeStream) : Readable.from([]), createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    await dialog.showMessageBox(window, { type: 'error', message: say('dialog.cannot-save'), detail: String(error) })
  }
}

/** Asks data/ as the shell itself. Throws with the refusal's code. */
async function ask(workbench: RequestTaker, path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(path, DESK_URL), init)
  const response = await workbench.fetch(request, { audience: 'desk', trust: 'shell' })
  if (!response.ok) throw new Error(await response.text())
  return response
}
