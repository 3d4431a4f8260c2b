/**
 * The whole app killed in the middle of its work, over and over, on one workspace: no change that was acknowledged is lost, and
 * the file stays whole. PHAENTHI_KILLS says how often (25 by itself).
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Sqlite from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { createStore } from '../../data/store/open.ts'
import { openBench, temporaryFolder } from '../harness.ts'
import { stagedMain } from './staging.ts'

const KILLS = Number(process.env.PHAENTHI_KILLS ?? 25)
const LONGEST_MS = 400
const folder = temporaryFolder('kills')
const workspace = join(folder.path, 'งาน.gpkg')
const script = join(import.meta.dirname, 'load-main.ts')
afterAll(() => folder.remove())

/** Runs the app until it is killed; answers what it found, and what it acknowledged until then. */
async function runAndKill(
  run: string,
): Promise<{ readonly found: readonly string[]; readonly acknowledged: readonly string[] }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, stagedMain(), workspace, run],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PHAENTHI_HOME: join(folder.path, 'home') },
    },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const acknowledged: string[] = []
  let found: readonly string[] | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    if (found) {
      acknowledged.push(line)
      continue
    }
    found = line.split(' ').slice(1)
    setTimeout(() => child.kill('SIGKILL'), Math.random() * LONGEST_MS)
  }
  await ended
  if (!found) throw new Error('the app ended before it was there')
  return { found, acknowledged }
}

it(`loses nothing that was acknowledged in ${KILLS} kills of the whole process under load`, async () => {
  createStore(workspace).close()
  const acknowledged = new Set<string>()
  for (let kill = 0; kill < KILLS; kill++) {
    const round = await runAndKill(`run${kill}`)
    const found = new Set(round.found)
    expect(round.found.length, `kill ${kill}: twice there`).toBe(found.size)
    expect(
      [...acknowledged].filter((id) => !found.has(id)),
      `kill ${kill}: lost`,
    ).toEqual([])
    for (const id of round.acknowledged) acknowledged.add(id)
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS)
  const bench = openBench(workspace)
  const { bookmarks } = await bench.get<{ bookmarks: { id: string }[] }>('/api/workbook')
  const found = new Set(bookmarks.map(({ id }) => id))
  expect([...acknowledged].filter((id) => !found.has(id))).toEqual([])
  expect(await bench.get('/api/drift')).toEqual([])
  await bench.close()
  const db = new Sqlite(workspace, { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  console.log(`${KILLS} kills, ${acknowledged.size} acknowledged changes, all there`)
}, 1_200_000)
