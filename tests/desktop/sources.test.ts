/** The borders of the desktop shell, read off the sources. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../harness.ts'

const folders = ['data', 'renderer', 'electron', 'scripts', 'tests']
const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => join(folder, path)),
)
const takesElectron =
  /^(import|export|\}).*\bfrom ['"]electron(\/\w+)?['"]$|^import ['"]electron|\bimport\(\s*['"]electron/m
/** Its types alone: nothing of it is there at run time. */
const onlyTypes = /^export type Electron = typeof import\('electron'\)$/m

describe('the border of the shell', () => {
  it('lets nothing but electron/ take electron', () => {
    const takers = sources.filter((path) =>
      takesElectron.test(readFileSync(join(root, path), 'utf8').replace(onlyTypes, '')),
    )
    expect(takers).toContain(join('electron', 'main.ts'))
    expect(takers.filter((path) => !path.startsWith('electron'))).toEqual([])
  })

  it('has the shell take only types of data/ and of the renderer, whose modules load from outside the archive', () => {
    const lines = sources
      .filter((path) => path.startsWith('electron'))
      .flatMap((path) => readFileSync(join(root, path), 'utf8').split('\n'))
      .filter((line) => /from '(\.\.\/)+(data|renderer)\//.test(line))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter((line) => !line.startsWith('import type '))).toEqual([])
  })

  const shell = sources
    .filter((path) => path.startsWith('electron') && !path.endsWith('.test.ts'))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)
  const filesWith = (pattern: RegExp) => shell.filter(([, text]) => pattern.test(text)).map(([path]) => path)

  it('hands no address to another program, and loads nothing but the scheme', () => {
    expect(filesWith(/openExternal|loadFile|file:\/\//)).toEqual([])
    expect(filesWith(/\.loadURL\(/)).toEqual([join('electron', 'opening.ts'), join('electron', 'windows.ts')])
  })

  it('hears pages in one place, where the sender is checked', () => {
    expect(filesWith(/ipcMain\.(on|once|handle|handleOnce)\(/)).toEqual([join('electron', 'ipc.ts')])
    expect(filesWith(/exposeInMainWorld/)).toEqual([join('electron', 'preload.ts')])
  })

  it('makes windows only with the locked preferences', () => {
    const makers = shell.filter(([, text]) => text.includes('new BrowserWindow('))
    expect(makers.length).toBeGreaterThan(2)
    for (const [path, text] of makers) {
      expect(text.match(/new BrowserWindow\(/g)?.length, path).toBe(text.match(/lockedPreferences\(/g)?.length)
    }
  })
})

describe('docs/security.md', () => {
  it('names tests that are there', () => {
    const named = [
      ...readFileSync(join(root, 'docs', 'security.md'), 'utf8').matchAll(
        /`([\w/.-]+\.test\.ts)` › ([^|;]+?)(?= *[|;])/g,
      ),
    ]
    expect(named.length).toBeGreaterThan(20)
    const missing = named.filter(([, file = '', title = '']) => {
      const text = readFileSync(join(root, file), 'utf8')
      return !text.includes(title)
    })
    expect(missing.map(([whole]) => whole)).toEqual([])
  })
})
