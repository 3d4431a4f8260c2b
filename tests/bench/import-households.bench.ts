/**
 * How long a survey takes into a workspace, beside ogr2ogr writing the same CSV to an indexed GeoPackage (which checks nothing,
 * places nothing and computes nothing). `node tests/bench/import-households.bench.ts`
 */
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importChoicesSchema } from '../../data/contract/imports.ts'
import { SurveyCache } from '../../data/households/cache.ts'
import { importHouseholds } from '../../data/households/import-households.ts'
import { areaValues } from '../../data/indicators/values.ts'
import type { BenchRow } from './bench-row.ts'
import { benchContext, benchCsv, benchFolder, boundariesPath, createBenchWorkspace } from './bench-workspace.ts'
import { ogr2ogrSeconds } from './peers.ts'
import { readIndicators } from './read-indicators.ts'

const SURVEY = '2567'
const ROWS = 1_000_000
/** Registered houses of the eight provinces. */
const ALL_ROWS = 2_783_026
const TARGET_RATIO = 3
const TARGET_PEAK_MB = 800

interface Measured {
  readonly importMs: number
  readonly valuesMs: number
  readonly longestTurnMs: number
  readonly peakMb: number
  readonly fileMb: number
  readonly taken: number
}

/** The workspace of so many households that the other benches read; imported where it is not there yet. */
export async function benchSurvey(rows: number = ROWS): Promise<{ path: string; surveyId: string }> {
  const path = workspacePath(rows)
  if (statSync(path, { throwIfNoEntry: false }) === undefined) measure(rows, await benchCsv(rows))
  return { path, surveyId: SURVEY }
}

/** Rows for the bench table. */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  const first = measure(ROWS, await benchCsv(ROWS))
  const peerSeconds = ogr2ogrSeconds(await benchCsv(ROWS))
  const seconds = (first.importMs + first.valuesMs) / 1000
  const ratio = peerSeconds === null ? null : peerSeconds / seconds
  rows.push({
    what: `import ${ROWS.toLocaleString('en')} households × 45 columns, with all values of all tambons`,
    ...{ measured: seconds, unit: 's', target: `≥ ${TARGET_RATIO} × faster than ogr2ogr` },
    met: ratio === null ? null : ratio >= TARGET_RATIO,
    ...(peerSeconds === null
      ? { note: 'ogr2ogr is not installed' }
      : { peer: { name: 'ogr2ogr', measured: peerSeconds } }),
    ...(ratio === null ? {} : { ratio }),
  })
  rows.push({
    what: `peak memory of that import`,
    ...{ measured: first.peakMb, unit: 'MB', target: `≤ ${TARGET_PEAK_MB} MB`, met: first.peakMb <= TARGET_PEAK_MB },
  })
  rows.push({
    what: 'longest turn at the workspace during that import',
    ...{ measured: first.longestTurnMs, unit: 'ms', target: '≤ 50 ms', met: first.longestTurnMs <= 50 },
    note: 'how long a person’s edit can have to wait; the route thread itself never does',
  })
  const all = measure(ALL_ROWS, await benchCsv(ALL_ROWS))
  const growth = all.importMs / first.importMs / (ALL_ROWS / ROWS)
  rows.push({
    what: `import ${ALL_ROWS.toLocaleString('en')} households (eight provinces)`,
    ...{ measured: (all.importMs + all.valuesMs) / 1000, unit: 's', target: 'linear', met: growth <= 1.25 },
    note: `${growth.toFixed(2)} × the time per household of a million; peak ${all.peakMb.toFixed(0)} MB, file ${all.fileMb.toFixed(0)} MB`,
  })
  return rows
}

function workspacePath(rows: number): string {
  return join(benchFolder(), `workspace-${rows}.gpkg`)
}

/** In a process of its own, so that its memory is its own. */
function measure(rows: number, csv: string): Measured {
  const script = fileURLToPath(import.meta.url)
  const output = execFileSync(process.execPath, [script, '--child', csv, workspacePath(rows)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output) as Measured
}

async function measureHere(csv: string, workspace: string): Promise<Measured> {
  const store = createBenchWorkspace(workspace, boundariesPath)
  const context = benchContext(store)
  let longestTurnMs = 0
  const { turn } = context
  const timed = Object.assign(Object.create(turn) as typeof turn, {
    holdSync<T>(write: () => T): T {
      const started = performance.now()
      const result = turn.holdSync(write)
      longestTurnMs = Math.max(longestTurnMs, performance.now() - started)
      return result
    },
  })
  const choices = importChoicesSchema.parse({ role: 'households', survey: SURVEY })
  const started = performance.now()
  const source = { kind: 'csv', path: csv, name: 'bench.csv', format: 'csv' } as const
  const { taken } = await importHouseholds(source, choices, { ...context, turn: timed })
  const importMs = performance.now() - started
  const survey = new SurveyCache(store.db).survey(SURVEY)
  const valuesStarted = performance.now()
  for (const indicator of readIndicators('bmn38')) areaValues({ survey, indicator, level: 'tambon' })
  const valuesMs = performance.now() - valuesStarted
  store.close()
  const peakMb = process.resourceUsage().maxRSS / 1024
  return { importMs, valuesMs, longestTurnMs, peakMb, fileMb: statSync(workspace).size / 1e6, taken }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , flag, csv, workspace] = process.argv
  if (flag === '--child' && csv && workspace) console.log(JSON.stringify(await measureHere(csv, workspace)))
  else console.log(JSON.stringify(await run(), null, 1))
}
