import type { FileToken } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import type { PickOptions, PlatformInfo, Shell } from '../shell.ts'

/** The shell of a plain browser: uploads, downloads, the print dialog and a second window on the room's origin. */
export const browserShell: Shell = {
  platform: async () => ({ kind: 'browser', system: systemOf(navigator.userAgent), screens: 1, graphics: 'unknown' }),
  listen: async () => undefined,
  pickFiles: async (options) => upload(await askForFiles(options)),
  takeFiles: (files) => upload(files),
  saveFile: async ({ url, name }) => {
    const anchor = document.createElement('a')
    anchor.href = url
    anchor.download = name
    document.body.append(anchor)
    anchor.click()
    anchor.remove()
  },
  print: async () => window.print(),
  openAudienceWindow: async () => {
    window.open(await api.roomUrl(), 'phaenthi-room', 'popup')
  },
  setMeeting: async () => undefined,
  showInFolder: async () => undefined,
  openWorkspace: async () => undefined,
  setLanguage: async () => undefined,
}

async function upload(files: readonly File[]): Promise<readonly FileToken[]> {
  const group = crypto.randomUUID()
  const tokens: FileToken[] = []
  for (const file of files) tokens.push(await api.upload(file, group))
  return tokens
}

function askForFiles({ endings, several }: PickOptions): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = several
    input.accept = endings.map((ending) => `.${ending}`).join(',')
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

function systemOf(userAgent: string): PlatformInfo['system'] {
  if (userAgent.includes('Windows')) return 'windows'
  if (userAgent.includes('Mac OS')) return 'mac'
  return userAgent.includes('Linux') ? 'linux' : 'other'
}
