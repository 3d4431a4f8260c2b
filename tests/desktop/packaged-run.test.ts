/**
 * What was packed for this very system runs, under plain Node and far from the repository: nothing that is needed was trimmed, and
 * nothing asks for a network. Where the system lets us (Linux, as root), there is none at all.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasSharedData, sharedData, temporaryFolder, whySkipped } from '../harness.ts'
import type { System } from './electron-files.ts'
import { layOut, type Packed, pack } from './pack.ts'

const folder = temporaryFolder('packaged-run')
const home = join(folder.path, 'ผู้ใช้')
const networkList = join(folder.path, 'network.txt')
const basemap = hasSharedData ? join(sharedData, 'basemap', 'test_fixture_1.pmtiles') : ''
const alone = spawnSync('unshare', ['-n', 'true']).status === 0 ? ['unshare', '-n'] : []
let packed: Packed
let main = ''

beforeAll(async () => {
  packed = await pack(folder.path, process.platform as System, process.arch as Packed['arch'])
  main = layOut(packed)
  mkdirSync(home)
  writeFileSync(networkList, '')
})
afterAll(folder.remove)

/** Runs a Node without a network, which writes down what it tried all the same. */
function runAlone(cwd: string, ...args: readonly string[]) {
  const watch = ['--import', pathToFileURL(join(import.meta.dirname, 'watch-network.ts')).href]
  const [program = '', ...rest] = [...alone, process.execPath, ...watch, ...args]
  const { NODE_PATH: _, ...env } = process.env
  return spawnSync(program, rest, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...env, NODE_NO_WARNINGS: '1', PHAENTHI_HOME: home, PHAENTHI_NETWORK_LIST: networkList },
  })
}

describe('the packed app', () => {
  it('finds every package it names in its own folder', () => {
    const data = join(packed.resources, 'app.asar.unpacked', 'dist', 'desktop', 'data')
    const sources = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'))
    const named = new Set(
      sources.flatMap((path) =>
        [...readFileSync(join(data, path), 'utf8').matchAll(/^(?:import|export|\}).* from '([@\w][^':]*)'/gm)].map(
          (match) => match[1],
        ),
      ),
    )
    expect(named.size).toBeGreaterThan(15)
    const imports = [...named].map((name) => `await import('${name}')`).join(';')
    const { stderr } = runAlone(data, '--input-type=module', '--eval', imports)
    expect(stderr).toBe('')
  })

  it('starts, makes the rehearsal province, answers, takes files in and gives them out, and quits', (context) => {
    context.annotate(
      alone.length > 0 ? 'without a network' : 'tries are watched; there was a network: no unshare -n here',
    )
    if (!basemap) context.annotate(`without a basemap: ${whySkipped}`)
    const started = runAlone(folder.path, join(import.meta.dirname, 'start-packaged.ts'), main, basemap)
    expect(started.stderr).toBe('')
    const { answers, shown, code } = JSON.parse(started.stdout)
    expect(answers).toMatchObject({
      window: 200,
      font: 200,
      workspace: { audience: 'desk', isSample: true, title: 'แผนทดสอบ', areaCounts: { tambon: 32 } },
      shapefile: [4, 0],
      kml: [1, 0],
      sheet: [{ rowCount: 32 }],
      basemap: basemap ? { format: 'pmtiles', tile: 200 } : null,
    })
    expect(answers.indicators).toBeGreaterThan(60)
    expect(answers.tile).toBeGreaterThan(1_000)
    expect({ shown, code }).toEqual({ shown: [], code: 0 })
    expect(readdirSync(join(home, 'workspaces')).filter((name) => !name.endsWith('.basemaps'))).toEqual([
      'จังหวัดตัวอย่าง.gpkg',
    ])
  })

  it('asked no other machine for anything', () => {
    expect(existsSync(join(home, 'workspaces'))).toBe(true)
    expect(readFileSync(networkList, 'utf8')).toBe('')
  })

  it('would have been caught asking', () => {
    const asked = runAlone(folder.path, '--eval', "fetch('http://192.0.2.1/').catch(() => {})")
    expect(asked.status).toBe(0)
    expect(readFileSync(networkList, 'utf8')).toMatch(/192\.0\.2\.1/)
  })
})
