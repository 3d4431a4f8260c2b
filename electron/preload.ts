/**
 * What the desk's page may ask of the shell: one channel per method and nothing else. Runs in a sandboxed renderer, so it is
 * built as CommonJS and may need nothing but electron; the room's page gets no shell at all.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { FileToken } from '../data/contract/api.ts'
import type { Shell, ShellEvent } from '../renderer/shell.ts'

type Asked = Exclude<keyof Shell, 'listen' | 'takeFiles'>

const ask =
  <K extends Asked>(method: K) =>
  (...parameters: Parameters<Shell[K]>): ReturnType<Shell[K]> =>
    ipcRenderer.invoke(`shell:${method}`, ...parameters) as ReturnType<Shell[K]>

/** The page's one listener: a part of it that is drawn anew must not hear everything twice. */
let hear: (event: ShellEvent) => void = () => {}
ipcRenderer.on('shell:event', (_event, told: ShellEvent) => hear(told))

const shell: Shell = {
  platform: ask('platform'),
  listen: async (listener) => {
    hear = listener
    await ipcRenderer.invoke('shell:listen')
  },
  pickFiles: ask('pickFiles'),
  takeFiles: async (files) => ((await isWorkspace(files)) ? null : upload(files)),
  saveFile: async (file) => (file.url.startsWith('blob:') ? download(file) : ask('saveFile')(file)),
  print: ask('print'),
  openAudienceWindow: ask('openAudienceWindow'),
  setMeeting: ask('setMeeting'),
  showInFolder: ask('showInFolder'),
  openWorkspace: ask('openWorkspace'),
  setLanguage: ask('setLanguage'),
}

/**
 * A dropped workspace is opened where it lies. Its path is read off the file that the person dropped, never taken from the page,
 * and main asks the person before it opens it.
 */
async function isWorkspace(files: readonly File[]): Promise<boolean> {
  const [file, another] = files
  if (!file || another || !file.name.toLowerCase().endsWith('.gpkg')) return false
  const path = webUtils.getPathForFile(file)
  return path !== '' && ((await ipcRenderer.invoke('shell:openDropped', path)) as boolean)
}

/** What the page drew itself (a map as an image) is known to the page alone, so it goes out as a download, with its dialog. */
function download({ url, name }: { readonly url: string; readonly name: string }): void {
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
}

/**
 * Dropped data goes by its bytes: a path could not be told from one that nobody dropped. Files of one drop stand side by side, as
 * the parts of a shapefile have to.
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
