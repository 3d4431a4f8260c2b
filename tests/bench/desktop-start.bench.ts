/**
 * What a start costs the desktop's main process, without Electron's own part: until its module has run (Chromium waits for that),
 * and until the first page is answered on the rehearsal province. Beside it the browser shell, which holds the same workspace.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildDesktop, desktopFolder } from '../../scripts/build-desktop.ts'
import { root, runCli, temporaryFolder } from '../harness.ts'
import type { BenchRow } from './bench-row.ts'
import { serveBench } from './real-workspace.ts'

const ROUNDS = 9

interface Cost {
  readonly ms: number
  readonly modules: number
}

/** Rows for the bench table. */
export async function run(): Promise<BenchRow[]> {
  if (!buildDesktop()) throw new Error('the desktop app does not build')
  const folder = temporaryFolder('desktop-start')
  const workspace = join(folder.path, 'ตัวอย่าง.gpkg')
  const made = await runCli('new', workspace, '--sample')
  if (made.status !== 0) throw new Error(made.stderr)
  const starts: { evaluated: Cost; answered: Cost }[] = []
  const served: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const start = startOnce(workspace, folder.path)
    const { openMs, stop } = await serveBench(workspace)
    await stop()
    // The first fills the disk's cache and the compiler's.
    if (round === 0) continue
    starts.push(start)
    served.push(openMs)
  }
  folder.remove()
  const [first] = starts
  const evaluated = middle(starts.map((start) => start.evaluated.ms))
  const answered = middle(starts.map((start) => start.answered.ms))
  const peer = middle(served)
  return [
    {
      what: 'desktop: main’s own module has run',
      ...{ measured: evaluated, unit: 'ms', target: 'reported', met: null },
      note: `${first?.evaluated.modules} modules; median of ${ROUNDS}`,
    },
    {
      what: 'desktop: first page answered, after the start of main’s module',
      ...{ measured: answered, unit: 'ms', target: 'reported', met: null },
      peer: { name: 'the browser shell, from its process to its address', measured: peer },
      ratio: peer / answered,
      note: `${first?.answered.modules} modules on the main thread; median of ${ROUNDS}, ${Math.min(...starts.map((start) => start.answered.ms)).toFixed(0)} to ${Math.max(...starts.map((start) => start.answered.ms)).toFixed(0)}`,
    },
  ]
}

function startOnce(workspace: string, home: string): { evaluated: Cost; answered: Cost } {
  const script = join(root, 'tests', 'desktop', 'measure-start.ts')
  const main = join(desktopFolder, 'electron', 'main.js')
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, main, workspace], {
    encoding: 'utf8',
    env: { ...process.env, PHAENTHI_HOME: join(home, 'home') },
  })
  if (done.status !== 0) throw new Error(done.stderr)
  return JSON.parse(done.stdout) as { evaluated: Cost; answered: Cost }
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run(), null, 1))
