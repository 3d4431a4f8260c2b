/** What tests above single modules share: temporary workspaces, the workbench as a function, the command line as a process. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Audience, ImportSession, JobState } from '../data/contract/api.ts'
import type { ImportChoices, ImportOutcome } from '../data/contract/imports.ts'
import { createStore } from '../data/store/open.ts'
import { createWorkbench, type Workbench } from '../data/workbench.ts'

export const root = join(import.meta.dirname, '..')

/** The real data beside the project; tests that need it skip, saying so, where it is absent. */
export const sharedData = join(root, '..', 'shared', 'data')
export const hasSharedData = existsSync(join(sharedData, 'README.md'))
export const whySkipped = 'needs ../shared/data, which is not here'

/** A folder of its own for each caller; `remove` deletes it. */
export function temporaryFolder(name: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `phaenthi-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export interface Bench {
  readonly workbench: Workbench
  get<T>(path: string, audience?: Audience): Promise<T>
  post<T>(path: string, body: unknown, audience?: Audience): Promise<T>
  /** The bare response, refusals included. */
  ask(path: string, init?: RequestInit, audience?: Audience): Promise<Response>
  /** Imports a file with these choices and answers its outcome; throws with the problem where it is refused. */
  import(path: string, choices: Partial<ImportChoices> & Pick<ImportChoices, 'role'>): Promise<ImportOutcome>
  job(started: JobState): Promise<JobState>
  close(): Promise<void>
}

const ORIGIN = 'http://workbench.test'

/** Opens (or makes) a workspace and talks to it without a port. */
export function openBench(path: string): Bench {
  if (!existsSync(path)) createStore(path).close()
  const workbench = createWorkbench({ path })
  const ask: Bench['ask'] = (requestPath, init = {}, audience = 'desk') =>
    workbench.fetch(new Request(ORIGIN + requestPath, init), { audience, trust: 'shell' })
  const read = async <T>(response: Response): Promise<T> => {
    const body: unknown = response.status === 204 ? null : await response.json()
    if (!response.ok) throw Object.assign(new Error(JSON.stringify(body)), { problem: body, status: response.status })
    return body as T
  }
  const post: Bench['post'] = async (requestPath, body, audience) =>
    read(await ask(requestPath, { method: 'POST', body: JSON.stringify(body) }, audience))
  const bench: Bench = {
    workbench,
    ask,
    post,
    get: async (requestPath, audience) => read(await ask(requestPath, {}, audience)),
    async job(started) {
      let job = started
      while (job.state === 'queued' || job.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 20))
        job = await bench.get<JobState>(`/api/jobs/${started.jobId}`)
      }
      if (job.problem) throw Object.assign(new Error(JSON.stringify(job.problem)), { problem: job.problem })
      return job
    },
    async import(source, choices) {
      const tokens = await post<{ token: string }[]>('/api/paths', { paths: [source] })
      const session = await post<ImportSession>('/api/imports', { tokens: tokens.map(({ token }) => token) })
      const job = await bench.job(await post<JobState>(`/api/imports/${session.importId}/run`, choices))
      if (job.result?.kind !== 'import') throw new Error('no outcome')
      return job.result.outcome
    },
    close: () => workbench.close(),
  }
  return bench
}

export interface CliAnswer {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line as its own process; this one goes on, as it may be the holder that has to answer. */
export function runCli(...args: readonly string[]): Promise<CliAnswer> {
  const child = spawn(process.execPath, [join(root, 'data', 'cli.ts'), ...args], {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  const answer = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8')
    child[name].on('data', (text: string) => {
      answer[name] += text
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, ...answer }))
  })
}

/** Whether a program answers at all. */
export function hasProgram(name: string): boolean {
  return !spawnSync(name, ['--version'], { stdio: 'ignore' }).error
}
