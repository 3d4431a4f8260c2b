/** A job and the file it is for. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { JobState } from '../contract/api.ts'
import { EventHub } from '../events.ts'
import { createStore } from '../store/open.ts'
import { identityOf } from '../store/same-file.ts'
import { JobRunner } from './runner.ts'
import { WriteTurn } from './write-turn.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-runner-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** How a check of `path` ends that was meant for the file `meant`. */
async function check(path: string, meant: string): Promise<{ end: JobState | undefined; told: string[] }> {
  const events = new EventHub()
  const told: string[] = []
  let end: JobState | undefined
  events.subscribe((event) => {
    if (event.type === 'job') end = event.job
  })
  const jobs = new JobRunner({
    ...{ workspacePath: path, identity: identityOf(meant), turn: new WriteTurn(), events },
    ...{ onDone: () => {}, onRefused: ({ code }) => told.push(code) },
  })
  jobs.start({ kind: 'check' }, 'check')
  await expect.poll(() => end?.state).toMatch(/done|refused/)
  await jobs.close()
  return { end, told }
}

test('a job is done on the file that is open, and refused where another has taken its place', async () => {
  const [path, other] = [join(folder, 'a.gpkg'), join(folder, 'b.gpkg')]
  for (const each of [path, other]) createStore(each).close()
  expect(await check(path, path)).toMatchObject({ end: { state: 'done' }, told: [] })
  expect(await check(path, other)).toMatchObject({
    end: { state: 'refused', problem: { code: 'workspace.gone', values: { name: 'a.gpkg' } } },
    told: ['workspace.gone'],
  })
})
