/**
 * What the shell refuses, asked by hand: the real main in this process, with callers that no honest page would be. What people do is in
 * the specs beside this, in real windows.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { JobState } from '../../data/contract/api.ts'
import { createStore } from '../../data/store/open.ts'
import { blockedRequestCount } from '../../electron/security.ts'
import { temporaryFolder } from '../harness.ts'
import * as electron from './stand-in/electron.ts'

vi.mock('electron', () => import('./stand-in/electron.ts'))

const folder = temporaryFolder('desktop')
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
  const known: unknown[] = ['uncaughtException', 'unhandledRejection'].flatMap((event) =>
    process.listeners(event as 'exit'),
  )
  process.env.PHAENTHI_HOME = folder.path
  process.argv = ['electron', '.']
  await import('../../electron/main.ts')
  // The window that tells of copying closes while there is no other yet.
  electron.app.emit('window-all-closed')
  electron.app.ready.resolve()
  await until(() => electron.BrowserWindow.all.length > 0)
  // Main takes over what nobody caught; here it is the test that has to hear of it.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    const own = process.listeners(event as 'exit').filter((listener) => !known.includes(listener))
    expect(own).toHaveLength(1)
    for (const listener of own) process.off(event, listener as () => void)
  }
})
afterAll(() => folder.remove())

describe('starting', () => {
  it('is not ended by a window that closes before the first of its own is there', async () => {
    const later = new Promise((resolve) => setTimeout(resolve, 10, 'there'))
    expect(await Promise.race([electron.app.exited.promise, later])).toBe('there')
  })

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

  it('is isolated, sandboxed and without Node, as every other window is', async () => {
    await electron.callShell(contents(), 'openAudienceWindow')
    const windows = electron.BrowserWindow.getAllWindows()
    expect(windows).toHaveLength(2)
    for (const { options, webContents } of windows) {
      const { session, preload, ...preferences } = options.webPreferences
      expect(preferences).toEqual({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        devTools: true,
      })
      expect(webContents.rtcPolicy).toBe('disable_non_proxied_udp')
      expect(preload === undefined).toBe(session === room())
    }
    windowIn(room()).close()
  })

  it('takes no webview', () => {
    const event = new electron.StandInEvent()
    contents().emit('will-attach-webview', event)
    expect(event.defaultPrevented).toBe(true)
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
    const methods = [...electron.ipcMain.channels.keys()].map((channel) => channel.replace('shell:', ''))
    expect(methods.length).toBeGreaterThan(8)
    for (const method of methods) {
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

describe('downloads', () => {
  it("let out what the desk's page drew itself, through the save dialog, and nothing else", () => {
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
    const documents = electron.app.getPath('documents')
    const asked = join(documents, 'แผนที่.png')
    expect(download(desk(), 'blob:workbench://app/1')).toEqual({ refused: false, asked })
    for (const url of ['blob:workbench://room/1', 'workbench://app/api/files/x', 'https://example.org/x']) {
      expect(download(desk(), url), url).toEqual({ refused: true, asked: undefined })
    }
  })
})

describe('a dropped path', () => {
  const contents = () => windowIn(desk()).webContents

  it('is opened only where it is a workspace and the person says so', async () => {
    const own = join(folder.path, 'อีกไฟล์.gpkg')
    createStore(own).close()
    const secret = join(folder.path, 'secret.gpkg')
    writeFileSync(secret, 'not a database')
    electron.person.shown.length = 0
    expect(await electron.callShell(contents(), 'openDropped', secret)).toBe(false)
    expect(await electron.callShell(contents(), 'openDropped', join(folder.path, 'none.gpkg'))).toBe(false)
    expect(electron.person.shown).toEqual([])
    expect(await electron.callShell(contents(), 'openDropped', own)).toBe(true)
    expect(electron.person.shown[0]?.detail).toContain('อีกไฟล์.gpkg')
    expect(await ask('/api/workspace')).toMatchObject({ fileName: 'จังหวัดตัวอย่าง.gpkg' })
  })
})

describe('a page that does not answer', () => {
  it('is waited for, or started again, as the person says', async () => {
    const window = windowIn(desk())
    const load = vi.spyOn(window.webContents, 'loadURL')
    electron.person.shown.length = 0
    electron.person.choices.push(0)
    window.emit('unresponsive')
    await until(() => electron.person.shown.length === 1)
    expect(electron.person.shown[0]?.message).toBe('หน้าต่างไม่ตอบสนอง')
    expect(load).not.toHaveBeenCalled()
    // Its process is ended, since a page that hangs can load nothing; that it ended is then no mishap to tell of.
    const end = vi.spyOn(window.webContents, 'forcefullyCrashRenderer')
    electron.person.choices.push(1)
    window.emit('unresponsive')
    await until(() => end.mock.calls.length > 0)
    window.webContents.emit('render-process-gone', new electron.StandInEvent(), { reason: 'killed' })
    expect(load).toHaveBeenCalledWith('workbench://app/')
    expect(electron.person.shown).toHaveLength(2)
    load.mockRestore()
  })
})

describe('the end', () => {
  const marker = join(folder.path, 'running.json')

  it('is no mishap where the system ends the session and waits for nobody', () => {
    expect(existsSync(marker)).toBe(true)
    windowIn(desk()).emit('session-end')
    expect(existsSync(marker)).toBe(false)
  })

  it('leaves the workspace as one file where the system shuts down', async () => {
    electron.powerMonitor.emit('shutdown', new electron.StandInEvent())
    expect(await electron.app.exited.promise).toBe(0)
    const workspace = join(folder.path, 'workspaces', 'จังหวัดตัวอย่าง.gpkg')
    expect(existsSync(workspace)).toBe(true)
    expect(['-wal', '-shm', '.lock'].filter((ending) => existsSync(workspace + ending))).toEqual([])
  })
})
