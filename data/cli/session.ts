/** A command's talk with the workbench: requests, refusals, jobs with progress on stderr. */
import type { WorkbenchClient } from '../client.ts'
import type { Audience, FileToken, JobState } from '../contract/api.ts'
import { type Problem, Refusal } from '../contract/errors.ts'
import { reachWorkspace } from '../holder.ts'

const ORIGIN = 'http://workbench.invalid'
const POLL_MS = 80

export interface CliSession {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  raw(path: string): Promise<Response>
  /** Starts a job and waits for its end; Ctrl+C cancels it. Throws its refusal. */
  job(path: string, body: unknown): Promise<JobState>
  hold(path: string): Promise<FileToken>
}

/** Runs `work` against a workspace, held here or by its holder, and closes what was opened. */
export async function withWorkspace<T>(
  path: string,
  work: (session: CliSession) => Promise<T>,
  audience: Audience = 'desk',
): Promise<T> {
  const client = await reachWorkspace(path)
  try {
    return await work(makeSession(client, audience))
  } finally {
    await client.close()
  }
}

function makeSession(client: WorkbenchClient, audience: Audience): CliSession {
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await client.fetch(new Request(ORIGIN + path, init), { audience, trust: 'shell' })
    if (response.ok) return response
    const problem = (await response.json()) as Problem
    throw new Refusal(problem.code, problem.values, problem.detail)
  }
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const headers = { 'content-type': 'application/json' }
    const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as T
  }
  const get = async <T>(path: string): Promise<T> => (await (await send(path)).json()) as T
  return {
    get,
    post,
    raw: (path) => send(path),
    async job(path, body) {
      const started = await post<JobState>(path, body)
      return followJob(started, {
        get: () => get<JobState>(`/api/jobs/${started.jobId}`),
        cancel: () => send(`/api/jobs/${started.jobId}`, { method: 'DELETE' }),
      })
    },
    async hold(filePath) {
      const [token] = await post<FileToken[]>('/api/paths', { paths: [filePath] })
      if (!token) throw new Error('no token was given')
      return token
    },
  }
}

async function followJob(
  started: JobState,
  { get, cancel }: { get: () => Promise<JobState>; cancel: () => Promise<unknown> },
): Promise<JobState> {
  const stop = () => void cancel()
  process.once('SIGINT', stop)
  let job = started
  while (job.state === 'queued' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    job = await get()
    showProgress(job)
  }
  process.removeListener('SIGINT', stop)
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  if (job.problem) throw new Refusal(job.problem.code, job.problem.values, job.problem.detail)
  return job
}

function showProgress({ step, done, total, remainingSeconds }: JobState): void {
  if (!process.stderr.isTTY || total === 0) return
  const left = remainingSeconds === null ? '' : ` · ${remainingSeconds} s`
  process.stderr.write(`\r\x1b[K${step} ${Math.floor((done / total) * 100)} %${left}`)
}
