/** Updates as the person meets them: asked for, offered, refused with a sentence, taken, started when the workspace is closed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { installer, publicKey, publish, release, sha512 } from '../../electron/updates/release.test-support.ts'
import { createUpdating } from '../../electron/updates/updating.ts'
import { Log } from '../../electron/upkeep/log.ts'
import { SettingsFile } from '../../electron/upkeep/settings.ts'
import type { Upkeep } from '../../electron/upkeep/upkeep.ts'
import { temporaryFolder } from '../harness.ts'
import { app, person, shell } from './stand-in/electron.ts'

const folder = temporaryFolder('updating')
const keyFile = join(folder.path, 'release-key.pem')

vi.mock('electron', () => import('./stand-in/electron.ts'))
vi.mock('../../electron/data-side.ts', () => ({
  get releaseKeyFile() {
    return keyFile
  },
}))

const debian = {
  packaging: 'deb',
  arch: 'universal',
  name: 'Phaenthi-0.2.0-linux.deb',
  bytes: installer.length,
  sha512,
}
const share = join(folder.path, 'กลาง')
const home = join(folder.path, 'home')
const log = new Log({ folder: join(folder.path, 'logs'), root: folder.path })
const settings = new SettingsFile({ path: join(folder.path, 'settings.json'), onProblem: () => {} })
const closed = vi.fn(async () => {})
const updating = createUpdating({
  upkeep: { settings, log } as unknown as Upkeep,
  window: () => null,
  folder: () => home,
  closeWorkspace: closed,
})
const told = () => readFileSync(join(folder.path, 'logs', 'phaenthi.log'), 'utf8')

beforeEach(() => {
  mkdirSync(share, { recursive: true })
  writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  publish(share, { ...release, files: [...release.files, debian] })
  writeFileSync(join(share, debian.name), installer)
  person.shown.length = 0
  shell.shown.length = 0
  closed.mockClear()
  settings.update({ updates: { isOn: false, folder: null } })
})
afterAll(() => {
  log.close()
  folder.remove()
})

// On the other systems the last step would start a real installer.
describe.skipIf(process.platform !== 'linux')('updates', () => {
  it('are not looked for until the person says so, and then only where', async () => {
    await updating.lookAtStart()
    expect(person.shown).toEqual([])
    person.choices.push(0)
    person.picks.push([share])
    await updating.settle()
    expect(settings.get().updates).toEqual({ isOn: true, folder: share })
    person.choices.push(1)
    await updating.lookAtStart()
    expect(person.shown.at(-1)?.message).toContain(release.version)
    person.choices.push(1)
    await updating.settle()
    expect(settings.get().updates).toEqual({ isOn: false, folder: null })
  })

  it('are offered with their notes, copied and checked, and handed over', async () => {
    vi.stubEnv('APPIMAGE', '')
    person.picks.push([share])
    // Update, the box while it is copied, go on.
    person.choices.push(0, 1, 0)
    await updating.look()
    expect(person.shown[0]).toMatchObject({
      message: expect.stringContaining(release.version),
      detail: release.notes.th,
    })
    const [shown = ''] = shell.shown
    expect(shown.startsWith(join(home, 'taken-'))).toBe(true)
    expect(readFileSync(shown)).toEqual(readFileSync(join(share, shown.split(/[\\/]/).at(-1) ?? '')))
    expect(told()).toContain('"event":"update.started"')
  })

  it('are refused with one sentence where the signature is wrong, and nothing is taken', async () => {
    writeFileSync(join(share, 'phaenthi-release.json.sig'), Buffer.alloc(64))
    person.picks.push([share])
    await updating.look()
    expect(person.shown.map(({ message }) => message)).toEqual([expect.stringContaining('ลายเซ็นของรุ่นนี้ไม่ตรง')])
    expect(shell.shown).toEqual([])
    expect(told()).toContain('"reason":"signature-wrong"')
  })

  it('are said to be none where this is the newest, and none to be had where the build has no key', async () => {
    app.getVersion = () => release.version
    person.picks.push([share])
    await updating.look()
    expect(person.shown.at(-1)?.message).toContain('รุ่นล่าสุดแล้ว')
    app.getVersion = () => '0.1.0'
    writeFileSync(keyFile, 'no key')
    person.picks.push([join(share, 'phaenthi-release.json')])
    await updating.lookAtFile()
    expect(person.shown.at(-1)?.message).toContain('ไม่มีกุญแจ')
  })
})
