import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { SettingsFile } from './settings.ts'

const root = mkdtempSync(join(tmpdir(), 'phaenthi-settings-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder = ''
let path = ''
let problems: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(root, 'one-'))
  path = join(folder, 'settings.json')
  problems = []
})
const open = () => new SettingsFile({ path, onProblem: (problem) => problems.push(problem) })
const place = { x: -1366, y: 0, width: 1200, height: 700, isMaximized: false }

describe('the settings file', () => {
  it('starts with updates off and writes nothing until something is chosen', () => {
    expect(open().get()).toEqual({
      language: null,
      updates: { isOn: false, folder: null },
      recentWorkspaces: [],
      windowPlaces: {},
    })
    expect(readdirSync(folder)).toEqual([])
    expect(problems).toEqual([])
  })

  it('is the same when opened again', () => {
    const settings = open()
    settings.update({ language: 'en', updates: { isOn: true, folder: '\\\\สำนักงาน\\โปรแกรม' } })
    settings.keepWindowPlace('1366x768', place)
    settings.addRecentWorkspace('/งาน/ร้อยเอ็ด.gpkg')
    expect(open().get()).toEqual(settings.get())
    expect(open().get().updates.folder).toBe('\\\\สำนักงาน\\โปรแกรม')
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it('puts a file that is no JSON aside and takes the defaults', () => {
    writeFileSync(path, '{"language":"en", cut off')
    expect(open().get().language).toBeNull()
    expect(problems).toEqual(['damaged'])
    expect(readFileSync(`${path}.damaged`, 'utf8')).toContain('cut off')
    problems = []
    open()
    expect(problems).toEqual([])
  })

  it('keeps the parts that fit of a file of which one does not', () => {
    const recentWorkspaces = ['/งาน/ก.gpkg']
    writeFileSync(path, JSON.stringify({ language: 'fr', recentWorkspaces, updates: { isOn: 'yes', folder: 3 } }))
    const { language, updates, recentWorkspaces: kept } = open().get()
    expect({ language, updates, kept }).toEqual({
      language: null,
      updates: { isOn: false, folder: null },
      kept: recentWorkspaces,
    })
    expect(problems).toEqual(['damaged'])
    // Also after the damaged file is no longer the one that is read.
    expect(open().get().recentWorkspaces).toEqual(recentWorkspaces)
    expect(problems).toEqual(['damaged'])
  })

  it.each(['null', '[]', '3', ''])('takes the defaults where the file holds %j', (text) => {
    writeFileSync(path, text)
    expect(open().get().updates.isOn).toBe(false)
    expect(problems).toEqual(['damaged'])
  })

  it('goes on where the file cannot be written, and says so', () => {
    mkdirSync(`${path}.tmp`)
    const settings = open()
    settings.update({ language: 'en' })
    expect(settings.get().language).toBe('en')
    expect(problems).toEqual(['unwritten'])
    expect(existsSync(path)).toBe(false)
  })

  it('keeps the newest 16 places of windows', () => {
    const settings = open()
    for (let i = 0; i < 20; i++) settings.keepWindowPlace(`display-${i}`, { ...place, x: i })
    settings.keepWindowPlace('display-4', { ...place, isMaximized: true })
    const places = open().get().windowPlaces
    expect(Object.keys(places)).toHaveLength(16)
    expect(Object.keys(places)[0]).toBe('display-5')
    expect(places['display-4']?.isMaximized).toBe(true)
  })

  it('refuses a change that does not fit', () => {
    const settings = open()
    expect(() => settings.keepWindowPlace('12', place)).toThrow()
    expect(() => settings.keepWindowPlace('a', { ...place, width: Number.NaN })).toThrow()
    expect(settings.get().windowPlaces).toEqual({})
  })

  it('lists at most ten recent workspaces, newest first, without those that are gone', async () => {
    const settings = open()
    const files = Array.from({ length: 12 }, (_, i) => join(folder, `งาน ${i}.gpkg`))
    for (const file of files) {
      writeFileSync(file, '')
      settings.addRecentWorkspace(file)
    }
    settings.addRecentWorkspace(files[5] ?? '')
    rmSync(files[11] ?? '')
    const listed = await settings.recentWorkspaces()
    expect(listed).toEqual([5, 10, 9, 8, 7, 6, 4, 3, 2].map((i) => files[i]))
    expect(settings.get().recentWorkspaces).toHaveLength(10)
  })
})
