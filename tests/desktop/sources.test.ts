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
      .filter((line) => /from '\.\.\/(data|renderer)\//.test(line))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter((line) => !line.startsWith('import type '))).toEqual([])
  })
})
