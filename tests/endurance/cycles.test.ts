/**
 * Opening and closing a workspace over and over leaves nothing behind: descriptors, sockets, folders, threads, memory. Counted, and
 * not timed: a loaded machine is slow, not leaking. PHAENTHI_CYCLES=500 for the long run.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createStore } from '../../data/store/open.ts'
import { temporaryFolder } from '../harness.ts'
import { openDesk } from './desk.ts'

const CYCLES = Number(process.env.PHAENTHI_CYCLES ?? 100)
/** What is loaded, compiled and pooled once is not a leak. */
const WARM_UP = Math.min(30, Math.floor(CYCLES / 3))
const SAMPLE_EVERY = 5
/** A workspace's smallest cache is larger; what V8 keeps of a cycle by its own habits is a twentieth of it. */
const LEAK_BYTES = 50_000
/** What the system says is resident goes up and down by tens of megabytes as threads come and go; a thread that stays is more. */
const LEAK_RESIDENT_BYTES = 500_000

const folder = temporaryFolder('cycles')
const before = { home: process.env.PHAENTHI_HOME, temporary: process.env.TMPDIR }
const temporary = join(folder.path, 'tmp')
const path = join(folder.path, 'งาน.gpkg')

beforeAll(() => {
  mkdirSync(temporary)
  process.env.PHAENTHI_HOME = join(folder.path, 'home')
  process.env.TMPDIR = temporary
  createStore(path).close()
})
afterAll(() => {
  if (before.home === undefined) delete process.env.PHAENTHI_HOME
  else process.env.PHAENTHI_HOME = before.home
  if (before.temporary === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before.temporary
  folder.remove()
})

interface Sample {
  readonly cycle: number
  readonly descriptors: number
  readonly handles: number
  readonly heap: number
  readonly resident: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

async function sample(cycle: number): Promise<Sample> {
  // A thread that has ended is cleared away in the rounds after.
  await sleep(50)
  collect()
  collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  const descriptors = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0
  const handles = process.getActiveResourcesInfo().length
  return { cycle, descriptors, handles, heap: heapUsed + external, resident: rss }
}

async function openAndClose(): Promise<void> {
  const desk = await openDesk(path, { attended: true })
  // A window, as it would be: with its stream of events, which the closing ends.
  await desk.events()
  await desk.get('/api/workspace')
  await desk.command({ type: 'setTitle', title: String(Math.random()) })
  await desk.close()
}

/** The least of the first and of the last few samples: what is held, not what is just passing. */
function growthPerCycle(samples: readonly Sample[], what: 'heap' | 'resident'): number {
  const few = Math.max(1, Math.floor(samples.length / 4))
  const least = (some: readonly Sample[]) => Math.min(...some.map((each) => each[what]))
  const cycles = (samples.at(-1)?.cycle ?? 0) - (samples[0]?.cycle ?? 0)
  return (least(samples.slice(-few)) - least(samples.slice(0, few))) / cycles
}

it(`${CYCLES} openings and closings leave nothing behind`, { timeout: 1_800_000 }, async () => {
  const samples: Sample[] = []
  for (let cycle = 1; cycle <= CYCLES; cycle++) {
    await openAndClose()
    if (cycle >= WARM_UP && cycle % SAMPLE_EVERY === 0) samples.push(await sample(cycle))
  }
  const [first, last] = [samples[0], samples.at(-1)]
  if (process.env.PHAENTHI_CYCLES)
    console.table(samples.filter((_, index) => index % 10 === 0 || index === samples.length - 1))
  expect(last?.descriptors).toBe(first?.descriptors)
  // A timer of the first may be over by the last.
  expect(last?.handles).toBeLessThanOrEqual(first?.handles ?? 0)
  // Sockets of doors and folders of uploads stand here; the lock and the log beside the file.
  expect(readdirSync(temporary)).toEqual([])
  expect(readdirSync(folder.path).sort()).toEqual(['tmp', 'งาน.gpkg'])
  expect(growthPerCycle(samples, 'heap')).toBeLessThan(LEAK_BYTES)
  expect(growthPerCycle(samples, 'resident')).toBeLessThan(LEAK_RESIDENT_BYTES)
})
