/** Count and five columns inside polygons of 200 vertices, dragged over a million households. */
import { fileURLToPath } from 'node:url'
import type { Shape } from '../../data/contract/filters.ts'
import { SurveyCache } from '../../data/households/cache.ts'
import { filterRows } from '../../data/households/filter.ts'
import { prepareTally, tallyShape } from '../../data/households/tally.ts'
import { createRandom } from '../../data/rehearsal/random.ts'
import { openStore } from '../../data/store/open.ts'
import type { BenchRow } from './bench-row.ts'
import { benchSurvey } from './import-households.bench.ts'

const SHAPES = 500
const VERTICES = 200
const columns = ['members', 'disabled', 'debt_baht', 'income_baht', 'bmn_06']

/** Rows for the bench table. */
export async function run(): Promise<BenchRow[]> {
  const { path, surveyId } = await benchSurvey()
  const store = openStore(path, { readOnly: true })
  try {
    const survey = new SurveyCache(store.db).survey(surveyId)
    const filter = filterRows(survey, { where: { kind: 'compare', column: 'debt_baht', op: 'gt', value: 100_000 } })
    const preparing = performance.now()
    await prepareTally({ survey, columns })
    const prepareMs = performance.now() - preparing
    await prepareTally({ survey, columns, filter })
    const random = createRandom('bench', 'tally')
    const plain: number[] = []
    const filtered: number[] = []
    for (let i = 0; i < SHAPES + 50; i++) {
      const shape = star(101.6 + 3 * random.next(), 15.6 + 2.2 * random.next(), 0.01 + 0.4 * random.next() ** 2)
      const started = performance.now()
      tallyShape({ survey, shape, columns })
      const between = performance.now()
      tallyShape({ survey, shape, columns, filter })
      // The first ones only warm the compiler up.
      if (i < 50) continue
      plain.push(between - started)
      filtered.push(performance.now() - between)
    }
    const row = (what: string, times: readonly number[], note: string): BenchRow[] => [
      {
        what: `${what}, median`,
        measured: at(times, 0.5),
        unit: 'ms',
        target: '≤ 2 ms',
        met: at(times, 0.5) <= 2,
        note,
      },
      { what: `${what}, p95`, measured: at(times, 0.95), unit: 'ms', target: '≤ 5 ms', met: at(times, 0.95) <= 5 },
    ]
    const ready = `${SHAPES} polygons up to 45 km; grid and sums are built once in ${prepareMs.toFixed(0)} ms, in steps`
    return [
      ...row(`tally inside a ${VERTICES}-vertex polygon, 1,000,000 households, 5 columns`, plain, ready),
      ...row('the same under a filter', filtered, 'sums of the filtered households built beforehand'),
    ]
  } finally {
    store.close()
  }
}

/** A ragged star of 200 vertices, `radius` in degrees. */
function star(x: number, y: number, radius: number): Shape {
  const ring: [number, number][] = []
  for (let i = 0; i < VERTICES; i++) {
    const angle = (2 * Math.PI * i) / VERTICES
    const reach = radius * (0.7 + 0.25 * Math.sin(5 * angle) + 0.05 * Math.sin(41 * angle))
    ring.push([x + reach * Math.cos(angle), y + reach * Math.sin(angle)])
  }
  return { kind: 'polygon', polygons: [[[...ring, ring[0]!]]] }
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run(), null, 1))
