/**
 * From a workspace file of a million households to a drawn choropleth: the process that serves it has just opened the file, the
 * browser has an empty profile, and the clock runs from the navigation until the last frame is finished.
 */
import { fileURLToPath } from 'node:url'
import { hasSharedData } from '../harness.ts'
import type { BenchRow } from './bench-row.ts'
import { benchCsv, boundariesPath } from './bench-workspace.ts'
import { makeWorkspace, serveBench } from './real-workspace.ts'
import { type Drawn, goAndDraw, openWatched } from './watched-page.ts'

const HOUSEHOLDS = 1_000_000
const ROUNDS = 5
const TARGET_MS = 2000
const TARGET_MB = 500

interface Round {
  readonly drawn: Drawn
  readonly openMs: number
  readonly memory: { readonly now: number; readonly peak: number } | null
}

/** Rows for the bench table. */
export async function run(): Promise<BenchRow[]> {
  if (!hasSharedData) return []
  const { path } = await makeWorkspace('open', [
    [boundariesPath, '--as', 'areas'],
    [await benchCsv(HOUSEHOLDS), '--as', 'households', '--survey', '2567'],
  ])
  const rounds: Round[] = []
  for (let i = 0; i < ROUNDS; i++) rounds.push(await openOnce(path))
  const of = (pick: (round: Round) => number) => rounds.map(pick).sort((a, b) => a - b)
  const idle = of(({ drawn }) => drawn.idleMs)
  const classes = middle(of(({ drawn }) => drawn.classesMs))
  const paint = middle(of(({ drawn }) => drawn.paintMs))
  const peaks = of(({ memory }) => memory?.peak ?? Number.NaN)
  const peak = peaks.at(-1) ?? Number.NaN
  return [
    {
      what: 'open a workspace of 1,000,000 households to a drawn choropleth, headless Chromium',
      ...{ measured: middle(idle), unit: 'ms', target: `≤ ${TARGET_MS} ms`, met: middle(idle) <= TARGET_MS },
      note: `median of ${ROUNDS}, ${idle[0]?.toFixed(0)} to ${idle.at(-1)?.toFixed(0)}; first paint after ${paint.toFixed(0)} ms, classes answered after ${classes.toFixed(0)} ms; the process itself takes ${middle(of(({ openMs }) => openMs)).toFixed(0)} ms from its start to its address`,
    },
    {
      what: 'resident memory of the data side then',
      ...{
        measured: peak,
        unit: 'MB',
        target: `≤ ${TARGET_MB} MB`,
        met: Number.isNaN(peak) ? null : peak <= TARGET_MB,
      },
      note: 'VmHWM of the serving process (shell and worker), the highest of the rounds',
    },
  ]
}

async function openOnce(workspace: string): Promise<Round> {
  const served = await serveBench(workspace)
  const watched = await openWatched()
  try {
    const drawn = await goAndDraw(watched, served.deskUrl)
    return { drawn, openMs: served.openMs, memory: served.memoryMb() }
  } finally {
    await watched.browser.close()
    await served.stop()
  }
}

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run(), null, 1))
