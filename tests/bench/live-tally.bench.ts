/**
 * A shape is dragged over a million households in a plan of 200 items: everything the reach panel shows, at every move. As a
 * function, and through the workbench as a window asks. Beside it a plain loop over the households counts one of the figures.
 */
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Geometry } from 'geojson'
import { loadRegister } from '../../data/areas/register.ts'
import type { NewItem } from '../../data/contract/plans.ts'
import type { ReachAnswer, ReachRequest } from '../../data/contract/reach.ts'
import { DocumentStore } from '../../data/documents/store.ts'
import { createBits } from '../../data/households/bits.ts'
import { type Survey, SurveyCache } from '../../data/households/cache.ts'
import { gridOf } from '../../data/households/grids.ts'
import { answerReach } from '../../data/reach/answer-reach.ts'
import { isWithin } from '../../data/reach/plain-reach.test-support.ts'
import { ReachDesk } from '../../data/reach/reach-desk.ts'
import { roadGraphSteps } from '../../data/reach/road-graph.ts'
import { paintTravelSteps, travelFromSteps } from '../../data/reach/road-reach.ts'
import { createRandom, type Random } from '../../data/rehearsal/random.ts'
import { openStore } from '../../data/store/open.ts'
import { createWorkbench } from '../../data/workbench.ts'
import type { BenchRow } from './bench-row.ts'
import { benchFolder } from './bench-workspace.ts'
import { benchSurvey } from './import-households.bench.ts'

const ITEMS = 200
const MOVES = 400
const WARM_UP = 40
const PLAIN_MOVES = 5
const TARGET_MS = 16
const PLAN = 'plan-bench'
const ITEM = 'item-000'

/** Rows for the bench table. */
export async function run(): Promise<BenchRow[]> {
  const { path, surveyId } = await benchSurvey()
  const own = join(benchFolder(), 'live-tally.gpkg')
  const remove = () => {
    for (const ending of ['', '-wal', '-shm', '.lock']) rmSync(own + ending, { force: true })
  }
  remove()
  copyFileSync(path, own)
  try {
    return [
      ...(await measureFunction(own, surveyId)),
      ...(await measureRequests(own, surveyId)),
      ...measureRoads(own, surveyId),
    ]
  } finally {
    remove()
  }
}

async function measureFunction(path: string, surveyId: string): Promise<BenchRow[]> {
  const store = openStore(path)
  try {
    const documents = new DocumentStore(store.db, { by: 'bench' })
    const fields = { title: 'bench', areaCode: null }
    documents.apply({ type: 'importItems', plan: PLAN, fields, items: itemsOf(), file: 'bench' })
    const desk = new ReachDesk(store.db, documents)
    const surveys = new SurveyCache(store.db)
    const sources = { db: store.db, surveys, register: loadRegister(store.db), desk }
    const survey = surveys.survey(surveyId)
    const opening = performance.now()
    await answerReach(sources, { survey: surveyId, plan: PLAN, item: ITEM })
    const openMs = performance.now() - opening
    const random = createRandom('bench', 'live-tally')
    const kinds = {
      'a circle': circleMove,
      'a line': lineMove,
      'an area': areaMove,
      'an area that holds most of them': bigMove,
    } as const
    const rows: BenchRow[] = []
    for (const [kind, move] of Object.entries(kinds)) {
      const times = await timesOf(
        (request) => answerReach(sources, request),
        () => move(random),
        surveyId,
      )
      rows.push(row(`live tally while ${kind} moves, 1,000,000 households, plan of ${ITEMS} items`, times))
    }
    const changing = performance.now()
    documents.apply({
      type: 'placeItem',
      plan: PLAN,
      item: 'item-007',
      places: [placeOf('moved', circleMove(random).geometry)],
    })
    desk.contentChanged()
    await answerReach(sources, { survey: surveyId, plan: PLAN, item: ITEM })
    const patchMs = performance.now() - changing
    const [biggest] = rows.toSorted((a, b) => b.measured - a.measured)
    const plain = plainMs(survey, areaMove(random).geometry)
    return [
      ...rows.slice(0, -1),
      {
        ...rows.at(-1)!,
        peer: { name: 'a plain loop, households of the shape alone', measured: plain },
        ratio: plain / (biggest?.measured ?? 1),
      },
      {
        what: `first answer: ${ITEMS} items reached and counted`,
        measured: openMs,
        unit: 'ms',
        target: 'reported',
        met: null,
      },
      { what: 'answer after another item was moved', measured: patchMs, unit: 'ms', target: 'reported', met: null },
    ]
  } finally {
    store.close()
  }
}

async function measureRequests(path: string, surveyId: string): Promise<BenchRow[]> {
  const workbench = createWorkbench({ path })
  try {
    const ask = async (body: ReachRequest): Promise<ReachAnswer> => {
      const request = new Request('http://bench.test/api/reach', { method: 'POST', body: JSON.stringify(body) })
      const response = await workbench.fetch(request, { audience: 'desk', trust: 'window' })
      return (await response.json()) as ReachAnswer
    }
    const random = createRandom('bench', 'live-tally')
    const times = await timesOf(ask, () => areaMove(random), surveyId)
    return [row('the same through the workbench, areas', times)]
  } finally {
    await workbench.close()
  }
}

/** A network of a province's size: streets every 600 m over 150 by 150 km, drawn without vertices where they cross. */
function measureRoads(path: string, surveyId: string): BenchRow[] {
  const store = openStore(path, { readOnly: true })
  try {
    const survey = new SurveyCache(store.db).survey(surveyId)
    gridOf(survey)
    const built = timedSteps(roadGraphSteps(streets()))
    const graph = built.value
    const random = createRandom('bench', 'roads')
    const reach = { by: 'road', layer: '', mode: 'drive', minutes: 15 } as const
    const trips = Array.from({ length: 60 }, () => {
      const from: Geometry = { type: 'Point', coordinates: [102 + random.next(), 15.8 + random.next()] }
      const bits = createBits(survey.count)
      const travelled = timedSteps(travelFromSteps(graph, from, reach))
      const painted = travelled.value && timedSteps(paintTravelSteps(survey, graph, travelled.value, bits))
      return {
        ms: travelled.ms + (painted?.ms ?? 0),
        longestMs: Math.max(travelled.longestMs, painted?.longestMs ?? 0),
      }
    }).slice(10)
    const longest = Math.max(built.longestMs, ...trips.map(({ longestMs }) => longestMs))
    const note = `${graph.xs.length.toLocaleString('en')} nodes, ${graph.lengthsM.length.toLocaleString('en')} stretches`
    const reported = { unit: 'ms', target: 'reported', met: null }
    return [
      { what: 'network of a road layer built', measured: built.ms, ...reported, note },
      {
        what: '15 minutes by car over it, p95',
        measured: at(
          trips.map(({ ms }) => ms),
          0.95,
        ),
        ...reported,
      },
      { what: 'longest of their turns', measured: longest, unit: 'ms', target: '≤ 50 ms', met: longest <= 50 },
    ]
  } finally {
    store.close()
  }
}

function streets(): [number, number][][] {
  const [x, y, size, every] = [101.7, 15.7, 1.4, 0.0056]
  const across = Array.from({ length: Math.floor(size / every) }, (_, k) => k * every)
  const bends = Array.from({ length: 400 }, (_, k) => (k * size) / 399)
  return [
    ...across.map((at) => bends.map((along): [number, number] => [x + along, y + at + 0.0006 * Math.sin(along * 90)])),
    ...across.map((at) => bends.map((along): [number, number] => [x + at + 0.0006 * Math.cos(along * 70), y + along])),
  ]
}

/** What this thread worked so far. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Work in steps, with the time of all, and how long the thread worked in the longest: waiting for a processor is not its own. */
function timedSteps<T>(steps: Generator<void, T>): {
  readonly value: T
  readonly ms: number
  readonly longestMs: number
} {
  const began = performance.now()
  let longestMs = 0
  for (let before = workedMs(); ; ) {
    const step = steps.next()
    const now = workedMs()
    longestMs = Math.max(longestMs, now - before)
    before = now
    if (step.done) return { value: step.value, ms: performance.now() - began, longestMs }
  }
}

interface Move {
  readonly geometry: Geometry
}

async function timesOf(
  answer: (request: ReachRequest) => Promise<ReachAnswer>,
  move: () => Move,
  survey: string,
): Promise<Times> {
  const times = { byClock: [] as number[], work: [] as number[] }
  for (let i = 0; i < WARM_UP + MOVES; i++) {
    const sketch = { geometry: JSON.stringify(move().geometry), place: 'place-000' }
    const worked = workedMs()
    const started = performance.now()
    const { measures } = await answer({ survey, plan: PLAN, item: ITEM, sketch })
    if (i >= WARM_UP) {
      times.byClock.push(performance.now() - started)
      times.work.push(workedMs() - worked)
    }
    if (measures.length < 8) throw new Error(`only ${measures.length} measures were counted`)
  }
  return times
}

/** Milliseconds of each move, by the clock and without waiting for a processor. */
interface Times {
  readonly byClock: readonly number[]
  readonly work: readonly number[]
}

function row(what: string, { byClock, work }: Times): BenchRow {
  const p95 = at(byClock, 0.95)
  const note = `p95 of ${byClock.length} moves; median ${at(byClock, 0.5).toFixed(2)} ms, longest ${Math.max(...byClock).toFixed(1)} ms; work of the thread: p95 ${at(work, 0.95).toFixed(2)} ms`
  return { what, measured: p95, unit: 'ms', target: `≤ ${TARGET_MS} ms`, met: p95 <= TARGET_MS, note }
}

/** Milliseconds of a loop over all households that only asks of each whether it lies inside. */
function plainMs(survey: Survey, geometry: Geometry): number {
  const { lons, lats } = survey.positions()
  const started = performance.now()
  let inside = 0
  for (let move = 0; move < PLAIN_MOVES; move++) {
    for (let i = 0; i < survey.count; i++) if (isWithin(geometry, [lons[i]! / 1e7, lats[i]! / 1e7], null)) inside++
  }
  if (inside === 0) throw new Error('the plain loop found nobody')
  return (performance.now() - started) / PLAIN_MOVES
}

function itemsOf(): NewItem[] {
  const random = createRandom('bench', 'items')
  return Array.from({ length: ITEMS }, (_, index) => {
    const id = String(index).padStart(3, '0')
    const moves = [circleMove, lineMove, areaMove]
    const { geometry } = moves[index % moves.length]!(random)
    const item: Partial<NewItem> = {
      id: `item-${id}`,
      fields: { title: `item ${id}` },
      places: [placeOf(`place-${id}`, geometry)],
      budgets: [{ fiscalYear: 2026, source: '', amountBaht: 100_000 }],
    }
    return item as NewItem
  })
}

function placeOf(id: string, geometry: Geometry) {
  return { id, kind: 'area' as const, geometry: JSON.stringify(geometry), code: null, label: null }
}

function somewhere(random: Random): [number, number] {
  return [101.6 + 3 * random.next(), 15.6 + 2.2 * random.next()]
}

function circleMove(random: Random): Move {
  return { geometry: { type: 'Point', coordinates: somewhere(random) } }
}

/** Ten bends over some 20 km. */
function lineMove(random: Random): Move {
  const [x, y] = somewhere(random)
  const coordinates = Array.from({ length: 10 }, (_, k) => [x + 0.02 * k, y + 0.02 * Math.sin(k) * random.next()])
  return { geometry: { type: 'LineString', coordinates } }
}

/** A ragged star of 200 vertices, up to 45 km across its half. */
function areaMove(random: Random): Move {
  return star(somewhere(random), 0.01 + 0.4 * random.next() ** 2)
}

function bigMove(random: Random): Move {
  return star([103 + 0.2 * random.next(), 16.6 + 0.2 * random.next()], 1.3)
}

function star([x, y]: [number, number], radius: number): Move {
  const ring = Array.from({ length: 200 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 200
    const reach = radius * (0.7 + 0.25 * Math.sin(5 * angle) + 0.05 * Math.sin(41 * angle))
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
  })
  return { geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] } }
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run(), null, 1))
