/** Files by the system's dialogs. A path that a person chose goes to data/ and comes back as a token; no window sees it. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { FileToken } from '../data/contract/api.ts'
import { askForPaths, askWhereToSave, showMessage } from './dialogs.ts'
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
  const paths = await askForPaths(window, {
    title: say('dialog.choose'),
    properties: several ? ['openFile', 'multiSelections'] : ['openFile'],
    filters: endings.length > 0 ? [{ name: endings.join(' '), extensions: [...endings] }, all] : [all],
  })
  return paths.length === 0 ? [] : holdFiles(workbench, paths)
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
  const [path = null] = await askForPaths(window, {
    title: say('menu.open'),
    properties: ['openFile'],
    filters: [{ name: say('dialog.workspaces'), extensions: ['gpkg'] }],
  })
  return path
}

/** Writes a file that the person named. The old one stays whole until the new one is; what goes wrong is said. */
export async function writeWhole(
  window: BrowserWindow,
  path: string,
  write: (unfinished: string) => Promise<void>,
): Promise<void> {
  const unfinished = `${path}.part`
  try {
    await write(unfinished)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    await sayFailure(window, 'dialog.cannot-save', String(error))
  }
}

/** Says that something could not be done, and why as the system says it. */
export async function sayFailure(
  window: BrowserWindow,
  message: 'dialog.cannot-save' | 'dialog.cannot-print',
  detail: string,
): Promise<void> {
  await showMessage(window, { type: 'error', message: say(message), detail, buttons: [say('dialog.ok')] })
}

/** Saves what data/ answers at an address of ours. */
export async function saveFile(
  window: BrowserWindow,
  workbench: RequestTaker,
  { url, name }: z.infer<typeof saveOptionsSchema>,
): Promise<void> {
  const wanted = new URL(url, DESK_URL)
  if (hostOf(wanted.href) !== 'app' || !wanted.pathname.startsWith('/api/'))
    throw new Error('not a file of the workbench')
  const path = await askWhereToSave(window, saveOptions(name))
  if (!path) return
  const { body } = await ask(workbench, wanted.pathname + wanted.search)
  await writeWhole(window, path, (unfinished) =>
    pipeline(body ? Readable.fromWeb(body as NodeStream) : Readable.from([]), createWriteStream(unfinished)),
  )
}

/** Asks data/ as the shell itself. Throws with the refusal's code. */
async function ask(workbench: RequestTaker, path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(path, DESK_URL), init)
  const response = await workbench.fetch(request, { audience: 'desk', trust: 'shell' })
  if (!response.ok) throw new Error(await response.text())
  return response
}
