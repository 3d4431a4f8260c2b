/**
 * A thread that is ended from outside can lose a commit that was acknowledged. So no thread that can write to a workspace is: it
 * is asked by message or flag and ends itself. What may be ended, and why, is listed here.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../harness.ts'

const allowed: Readonly<Record<string, string>> = {
  'data/exchange/tables/look-at-table.ts': 'the table thread reads a person’s file, nothing else',
  'data/exchange/vector/gdal-client.ts': 'the GDAL worker touches a scratch folder only',
  'data/households/import-households.ts':
    'the survey thread has the workspace open to be read only, while it loads the places',
  'data/store/probe-native.ts': 'a process of its own that has nothing open but a database in memory',
}
/** What each of them starts, and so ends. */
const ended = [
  'data/exchange/tables/table-thread.ts',
  'data/exchange/vector/gdal-worker.ts',
  'data/households/survey-worker.ts',
]
const ending = /\.terminate\(|\bprocess\.(exit|abort|reallyExit)\(|\.kill\((?!pid, 0\))/

const sources = globSync('data/**/*.ts', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/\.test(-support)?\.ts$/.test(path))
const sourceOf = (path: string) =>
  readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** Every module that a file loads, itself included; types aside. */
function loadedBy(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, from = ''] of sourceOf(path).matchAll(/^import (?!type )[^'"]*['"](\.[^'"]+)['"]/gm)) {
    const target = join(path, '..', from).replaceAll('\\', '/')
    if (sources.includes(target)) loadedBy(target, seen)
  }
  return seen
}

describe('no thread that can write to a workspace', () => {
  it('is ended from outside, and no process exits at once', () => {
    expect(sources.length).toBeGreaterThan(200)
    expect(sources.filter((path) => ending.test(sourceOf(path))).sort()).toEqual(Object.keys(allowed).sort())
  })

  it('is among those that are', () => {
    for (const path of ended) expect(sources).toContain(path)
    const withStore = ended.filter((path) => loadedBy(path).has('data/store/open.ts'))
    expect(withStore).toEqual(['data/households/survey-worker.ts'])
    const opened = sourceOf('data/households/survey-worker.ts').match(/(open|attach|create)Store\(.*\)/g)
    expect(opened).toEqual(['openStore(workspacePath, { readOnly: true })'])
  })
})
