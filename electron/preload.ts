/**
 * What the desk's page may ask of the shell: one channel per method and nothing else. Runs in a sandboxed renderer, so it is
 * built as CommonJS and may need nothing but electron; the room's page gets no shell at all.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { FileToken } from '../data/contract/api.ts'
import type { Shell } from '../renderer/shell.ts'

const ask =
  <K extends Exclude<keyof Shell, 'takeFiles'>>(method: K) =>
  (...parameters: Parameters<Shell[K]>): ReturnType<Shell[K]> =>
    ipcRenderer.invoke(`shell:${method}`, ...parameters) as ReturnType<Shell[K]>

const shell: Shell = {
  platform: ask('platform'),
  pickFiles: ask('pickFiles'),
  takeFiles: (files) => upload(files),
  saveFile: async (file) => (file.url.startsWith('blob:') ? download(file) : ask('saveFile')(file)),
  printToPdf: ask('printToPdf'),
  openAudienceWindow: ask('openAudienceWindow'),
  setMeeting: ask('setMeeting'),
  showInFolder: ask('showInFolder'),
  openWorkspace: ask('openWorkspace'),
  setFullScreen: ask('setFullScreen'),
}

/** What the page drew itself (a map as an image) is known to the page alone, so it goes out as a download, with its dialog. */
function download({ url, name }: { readonly url: string; readonly name: string }): void {
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
}

/**
 * Dropped files go by their bytes: a path from a page could not be told from one that nobody dropped. Files of one drop stand
 * side by side, as the parts of a shapefile have to.
 */
async function upload(files: readonly File[]): Promise<readonly FileToken[]> {
  const group = crypto.randomUUID()
  const tokens: FileToken[] = []
  for (const file of files) {
    const query = new URLSearchParams({ name: file.name, group })
    const response = await fetch(`/api/uploads?${query}`, { method: 'POST', body: file })
    if (!response.ok) throw new Error(await response.text())
    tokens.push((await response.json()) as FileToken)
  }
  return tokens
}

if (location.protocol === 'workbench:' && location.host === 'app') {
  contextBridge.exposeInMainWorld('phaenthiShell', shell)
}
