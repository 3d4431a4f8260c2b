/** The real main and preload against the stand-in: origins, audiences, channels, windows, dialogs, recovery. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FileToken, JobState, WorkspaceInfo } from '../../data/contract/api.ts'
import { holdWorkspace } from '../../data/holder.ts'
import { createStore } from '../../data/store/open.ts'
import { blockedRequestCount } from '../../electron/security.ts'
import type { Shell } from '../../renderer/shell.ts'
import { temporaryFolder } from '../harness.ts'
import * as electron from './stand-in.ts'

vi.mock('electron', () => import('./stand-in.ts'))

const folder = temporaryFolder('desktop')
const workers: Worker[] = []
const desk = () => electron.session.fromPartition('persist:desk')
const room = () => electron.session.fromPartition('room')
const windowIn = (session: electron.StandInSession) =>
  electron.BrowserWindow.all.find((window) => window.webContents.session === session)!

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await desk().request(`workbench://app${path}`, init)
  return (await response.json()) as T
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20))
}

beforeAll(async () => {
  process.env.PHAENTHI_HOME = folder.path
  process.argv = ['electron', '.']
  process.on('worker', (worker) => workers.push(worker))
  await import('../../electron/main.ts')
  electron.app.ready.resolve()
  await until(() => electron.BrowserWindow.all.length > 0)
})
afterAll(() => folder.remove())

describe('starting', () => {
  it('opens the rehearsal province where no workspace is named, and begins to make it', async () => {
    expect(await ask('/api/workspace')).toMatchObject({ fileName: 'จังหวัดตัวอย่าง.gpkg' })
    const [job] = await ask<JobState[]>('/api/jobs')
    expect(job).toMatchObject({ kind: 'sample' })
    // The staged app makes it whole (staged.test.ts); here the rest goes on without it.
    await desk().request(`workbench://app/api/jobs/${job?.jobId}`, { method: 'DELETE' })
    const isOver = ({ state }: JobState) => state !== 'queued' && state !== 'running'
    await until(async () => isOver(await ask<JobState>(`/api/jobs/${job?.jobId}`)))
  })

  it('registers the scheme as a full origin, sandboxes, resolves no name, and lets WebGL fall back to software', () => {
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
    expect(electron.protocol.registered).toEqual([{ scheme: 'workbench', privileges }])
    expect(electron.app.sandboxed).toBe(true)
    expect(electron.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
    expect(electron.app.switches.has('enable-unsafe-swiftshader')).toBe(true)
  })
})

describe('the scheme', () => {
  it('answers the desk as desk and the room as room', async () => {
    expect(await ask('/api/workspace')).toMatchObject({ audience: 'desk' })
    for (const session of [desk(), room()]) {
      const response = await session.request('workbench://room/api/workspace')
      expect(await response.json()).toMatchObject({ audience: 'room' })
    }
  })

  it("never answers the desk's origin in the room's session", async () => {
    expect((await room().request('workbench://app/api/workspace')).status).toBe(403)
    expect((await desk().request('workbench://else/api/workspace')).status).toBe(403)
  })

  it("refuses what one origin's page asks of the other", async () => {
    const asRoom = { headers: { origin: 'workbench://room' } }
    expect((await desk().request('workbench://app/api/workspace', asRoom)).status).toBe(403)
    const asDesk = { headers: { origin: 'workbench://app' } }
    expect((await desk().request('workbench://app/api/workspace', asDesk)).status).toBe(200)
  })

  it('takes no path from a page', async () => {
    const body = JSON.stringify({ paths: [join(folder.path, 'secret')] })
    expect((await desk().request('workbench://app/api/paths', { method: 'POST', body })).status).toBe(400)
  })

  it("says where the room's page is", async () => {
    expect(await ask('/shell/room')).toEqual({ url: 'workbench://room/' })
  })
})

describe('the desk window', () => {
  const contents = () => windowIn(desk()).webContents

  it('is isolated, sandboxed and without Node', () => {
    expect(windowIn(desk()).options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
  })

  it('goes nowhere but to our two origins, and opens nothing', () => {
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'workbench://app.evil/',
      'workbench://app@evil/',
    ]) {
      expect(contents().navigate(url), url).toBe(false)
    }
    expect(contents().openHandler({ url: 'workbench://app/' })).toEqual({ action: 'deny' })
    expect(contents().navigate('workbench://room/')).toBe(true)
    expect(contents().navigate('workbench://app/')).toBe(true)
  })

  it('is granted full screen and no other permission', () => {
    const granted: Record<string, boolean> = {}
    for (const permission of ['fullscreen', 'geolocation', 'media', 'clipboard-read', 'openExternal', 'usb']) {
      desk().requestPermission(contents(), permission, (answer) => {
        granted[permission] = answer
      })
      expect(desk().checkPermission(contents(), permission, 'workbench://app')).toBe(permission === 'fullscreen')
    }
    expect(Object.keys(granted).filter((permission) => granted[permission])).toEqual(['fullscreen'])
    expect(desk().devicesAllowed()).toBe(false)
    expect(desk().spellChecker).toBe(false)
  })

  it('reaches nothing off the machine, and what it tries is counted', async () => {
    const before = blockedRequestCount()
    for (const url of [
      'https://tile.example.org/1/1/1.png',
      'http://127.0.0.1/',
      'ws://example.org/',
      'file:///etc/passwd',
    ])
      await expect(desk().request(url)).rejects.toThrow('ERR_BLOCKED_BY_CLIENT')
    expect(blockedRequestCount() - before).toBe(4)
  })
})

describe('the channels', () => {
  const contents = () => windowIn(desk()).webContents

  it("answer the desk's own main frame only", async () => {
    expect(await electron.callShell(contents(), 'platform')).toMatchObject({ kind: 'desktop', screens: 1 })
    const frames = [
      { url: 'https://evil.example/', parent: null },
      { url: 'workbench://room/', parent: null },
      { url: 'workbench://app/', parent: contents().mainFrame },
      null,
    ]
    for (const method of ['platform', 'pickFiles', 'saveFile', 'setMeeting']) {
      for (const frame of frames) {
        await expect(electron.callShell(contents(), method, undefined, frame)).rejects.toThrow('not for this page')
      }
    }
  })

  it('refuse what is not of the agreed shape', async () => {
    await expect(electron.callShell(contents(), 'setMeeting', 'yes')).rejects.toThrow()
    await expect(electron.callShell(contents(), 'showInFolder', '/etc')).rejects.toThrow()
    const elsewhere = { url: 'https://example.org/x', name: 'x' }
    await expect(electron.callShell(contents(), 'saveFile', elsewhere)).rejects.toThrow('not a file of the workbench')
  })
})

describe('the preload', () => {
  let shell: Shell

  beforeAll(async () => {
    electron.page.contents = windowIn(desk()).webContents
    vi.stubGlobal('location', { protocol: 'workbench:', host: 'app' })
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => desk().request(`workbench://app${path}`, init))
    await import('../../electron/preload.ts')
    shell = electron.page.exposed.phaenthiShell as Shell
  })
  afterAll(() => vi.unstubAllGlobals())

  it('gives tokens, never paths, for the files that a person chose', async () => {
    const path = join(folder.path, 'ตำบล.csv')
    writeFileSync(path, 'code,name\n450101,ในเมือง\n')
    electron.person.picks.push([path])
    const tokens = await shell.pickFiles({ endings: ['csv', 'shp.zip'], several: true })
    expect(tokens).toEqual([{ token: expect.any(String), name: 'ตำบล.csv', bytes: expect.any(Number) }])
    expect(JSON.stringify(tokens)).not.toContain(folder.path)
    const started = await desk().request('workbench://app/api/imports', {
      method: 'POST',
      body: JSON.stringify({ tokens: tokens.map(({ token }: FileToken) => token) }),
    })
    expect(started.status).toBe(200)
    expect(await shell.pickFiles({ endings: [], several: false })).toEqual([])
  })

  it('sends dropped files by their bytes', async () => {
    const tokens = await shell.takeFiles([new File(['a,b\n1,2\n'], 'วาง.csv')])
    expect(tokens).toEqual([{ token: expect.any(String), name: 'วาง.csv', bytes: 8 }])
  })

  it('saves what data/ made where the person says', async () => {
    const [token] = await shell.takeFiles([new File(['ก,ข\n'], 'out.csv')])
    const target = join(folder.path, 'บันทึก.csv')
    electron.person.saves.push(target)
    await shell.saveFile({ url: `/api/files/${token?.token}`, name: 'out.csv' })
    expect(readFileSync(target, 'utf8')).toBe('ก,ข\n')
    expect(existsSync(`${target}.part`)).toBe(false)
  })

  it('lets out what the page drew itself, through the save dialog, and no other download', async () => {
    const anchor = { href: '', download: '', click: vi.fn() }
    vi.stubGlobal('document', { createElement: () => anchor })
    await shell.saveFile({ url: 'blob:workbench://app/1', name: 'แผนที่.png' })
    expect(anchor).toMatchObject({ href: 'blob:workbench://app/1', download: 'แผนที่.png' })
    expect(anchor.click).toHaveBeenCalledOnce()
    const download = (session: electron.StandInSession, url: string) => {
      const event = new electron.StandInEvent()
      const setSaveDialogOptions = vi.fn()
      session.emit('will-download', event, {
        getURL: () => url,
        getFilename: () => '../แผนที่.png',
        setSaveDialogOptions,
      })
      return { refused: event.defaultPrevented, asked: setSaveDialogOptions.mock.calls[0]?.[0].defaultPath }
    }
    expect(download(desk(), 'blob:workbench://app/1')).toEqual({ refused: false, asked: join('/', 'แผนที่.png') })
    for (const url of ['blob:workbench://room/1', 'workbench://app/api/files/x', 'https://example.org/x']) {
      expect(download(desk(), url), url).toEqual({ refused: true, asked: undefined })
    }
  })

  it('prints the page to a PDF of the asked paper', async () => {
    const target = join(folder.path, 'แผนที่.pdf')
    electron.person.saves.push(target)
    await shell.printToPdf({ name: 'แผนที่', paper: 'A3', landscape: true })
    expect(readFileSync(target, 'latin1')).toMatch(/^%PDF/)
    expect(electron.page.contents?.pdfOptions).toMatchObject({ pageSize: 'A3', landscape: true, printBackground: true })
  })

  it('keeps the screen awake while a meeting is on', async () => {
    await shell.setMeeting(true)
    await shell.setMeeting(true)
    expect(electron.powerSaveBlocker.running.size).toBe(1)
    await shell.setMeeting(false)
    expect(electron.powerSaveBlocker.running.size).toBe(0)
  })

  it('shows the workspace and the backups in their folders', async () => {
    await shell.showInFolder('workspace')
    await shell.showInFolder('backups')
    expect(electron.shell.shown[0]).toMatch(/จังหวัดตัวอย่าง\.gpkg$/)
    expect(electron.shell.shown[1]?.startsWith(join(folder.path, 'backups'))).toBe(true)
  })

  it('opens the audience window on the other display, as the room and without a shell', async () => {
    electron.screen.displays.push({ id: 2, workArea: { x: 1366, y: 0, width: 1920, height: 1080 } })
    await shell.openAudienceWindow()
    await shell.openAudienceWindow()
    const walls = electron.BrowserWindow.all.filter((window) => window.webContents.session === room())
    expect(walls).toHaveLength(1)
    const wall = walls[0]!
    expect(wall).toMatchObject({ fullScreen: true, bounds: { x: 1366 } })
    expect(wall.options.webPreferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false })
    expect(wall.options.webPreferences).not.toHaveProperty('preload')
    expect(wall.webContents.getURL()).toBe('workbench://room/')
    expect(wall.webContents.navigate('workbench://app/')).toBe(false)
    await expect(electron.callShell(wall.webContents, 'platform')).rejects.toThrow('not for this page')
    electron.screen.displays.pop()
    electron.screen.emit('display-removed')
    expect(wall.fullScreen).toBe(false)
  })
})

describe('recovering', () => {
  it('starts the workbench again when its worker ends by itself, and says so', async () => {
    const workbench = workers.filter(({ threadId }) => threadId > 0)[0]!
    electron.person.shown.length = 0
    const load = vi.spyOn(windowIn(desk()).webContents, 'loadURL')
    await workbench.terminate()
    await until(() => load.mock.calls.length > 0)
    expect(load).toHaveBeenCalledExactlyOnceWith('workbench://app/')
    load.mockRestore()
    expect(electron.person.shown[0]?.message).toContain('เริ่มใหม่แล้ว')
    expect(await ask('/api/workspace')).toMatchObject({ fileName: 'จังหวัดตัวอย่าง.gpkg' })
  })

  it('brings a crashed page back where it was', () => {
    const { webContents } = windowIn(desk())
    const load = vi.spyOn(webContents, 'loadURL')
    webContents.emit('render-process-gone', new electron.StandInEvent(), { reason: 'crashed' })
    expect(load).toHaveBeenCalledWith('workbench://app/')
  })

  it('keeps the present workspace where another cannot be opened, and says why', async () => {
    const notOurs = join(folder.path, 'อื่น.gpkg')
    writeFileSync(notOurs, 'not a database')
    electron.person.shown.length = 0
    electron.person.picks.push([notOurs])
    electron.person.choices.push(1)
    await electron.callShell(windowIn(desk()).webContents, 'openWorkspace')
    expect(electron.person.shown[0]).toMatchObject({ message: 'เปิดไฟล์งานไม่ได้', detail: expect.stringContaining('อื่น') })
    expect(await ask('/api/workspace')).toMatchObject({ fileName: 'จังหวัดตัวอย่าง.gpkg' })
  })

  it('offers a read-only look at a workspace that someone else holds', async () => {
    const theirs = join(folder.path, 'ของเขา.gpkg')
    createStore(theirs).close()
    const holder = await holdWorkspace(theirs)
    electron.person.shown.length = 0
    electron.person.picks.push([theirs])
    electron.person.choices.push(0)
    await electron.callShell(windowIn(desk()).webContents, 'openWorkspace')
    expect(electron.person.shown[0]?.buttons?.[0]).toBe('เปิดแบบอ่านอย่างเดียว')
    expect(await ask<WorkspaceInfo>('/api/workspace')).toMatchObject({
      fileName: 'ของเขา.gpkg',
      readOnlyBecause: expect.any(String),
    })
    expect(electron.app.recent).toEqual([theirs])
    await holder.close()
  })

  it('opens the workspace that a second start names, in the same window', async () => {
    const second = join(folder.path, 'สอง.gpkg')
    createStore(second).close()
    const windows = electron.BrowserWindow.all.length
    electron.app.emit('second-instance', new electron.StandInEvent(), ['phaenthi', '--switch', 'สอง.gpkg'], folder.path)
    await until(async () => (await ask<WorkspaceInfo>('/api/workspace')).fileName === 'สอง.gpkg')
    expect(electron.BrowserWindow.all).toHaveLength(windows)
  })

  it('leaves one closed file when it quits', async () => {
    electron.app.quit()
    expect(await electron.app.exited.promise).toBe(0)
    for (const path of [join('workspaces', 'จังหวัดตัวอย่าง.gpkg'), 'สอง.gpkg'].map((name) => join(folder.path, name))) {
      expect(existsSync(path)).toBe(true)
      expect(['-wal', '-shm', '.lock'].filter((ending) => existsSync(path + ending))).toEqual([])
    }
  })
})
