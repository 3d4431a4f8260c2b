/** A desk without a window: a workspace held as a shell holds it, asked as a window asks. */
import type { WorkbenchClient } from '../../data/client.ts'
import type { JobState, ServerEvent } from '../../data/contract/api.ts'
import type { CommandAnswer, CommandInput } from '../../data/contract/commands.ts'
import type { Problem } from '../../data/contract/errors.ts'
import type { ItemPage } from '../../data/contract/plans.ts'
import { type HoldOptions, holdWorkspace } from '../../data/holder.ts'
import { openStore } from '../../data/store/open.ts'

export interface Desk {
  readonly client: WorkbenchClient
  /** The answer, or the problem of a refusal. */
  ask<T>(path: string, body?: unknown): Promise<T | Problem>
  /** The answer. Throws where it is refused. */
  get<T>(path: string, body?: unknown): Promise<T>
  command(input: CommandInput): Promise<CommandAnswer>
  /** Adds an item and answers whether that was acknowledged, or the code of the refusal. */
  add(plan: string, title: string): Promise<string>
  titles(): Promise<string[]>
  /** Starts a job and answers how it ended. */
  job(path: string, body?: unknown): Promise<JobState>
  /** Every event from now on. */
  events(): Promise<ServerEvent[]>
  close(): Promise<void>
}

const KEPT = 'kept'

export async function openDesk(path: string, options: HoldOptions = {}): Promise<Desk> {
  const client = await holdWorkspace(path, options)
  const send = (at: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    return client.fetch(new Request(`http://desk.invalid${at}`, init), { audience: 'desk', trust: 'shell' })
  }
  const ask: Desk['ask'] = async (at, body) => (await send(at, body)).json()
  const get = async <T>(at: string, body?: unknown): Promise<T> => {
    const response = await send(at, body)
    if (!response.ok) throw Object.assign(new Error(await response.text()), { status: response.status })
    return (await response.json()) as T
  }
  const command = (input: CommandInput) => get<CommandAnswer>('/api/commands', input)
  return {
    client,
    ask,
    get,
    command,
    async add(plan, title) {
      const answer = await ask<CommandAnswer>('/api/commands', { type: 'addItem', plan, item: { fields: { title } } })
      return 'code' in answer ? answer.code : KEPT
    },
    titles: async () => (await get<ItemPage>('/api/items?limit=1000')).items.map(({ title }) => title),
    async job(at, body = {}) {
      let job = await get<JobState>(at, body)
      while (job.state === 'queued' || job.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 20))
        job = await get<JobState>(`/api/jobs/${job.jobId}`)
      }
      return job
    },
    async events() {
      const heard: ServerEvent[] = []
      const response = await send('/api/events')
      void listen(response, heard)
      return heard
    },
    close: () => client.close(),
  }
}

async function listen(response: Response, heard: ServerEvent[]): Promise<void> {
  const text = response.body?.pipeThrough(new TextDecoderStream() as never) as ReadableStream<string> | undefined
  let rest = ''
  for await (const chunk of text ?? []) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data: {')) heard.push(JSON.parse(line.slice(6)) as ServerEvent)
  }
}

/** What the file itself says when nobody has it open: whether it is whole, and the titles of its items. */
export function readFile(path: string): { whole: unknown; titles: string[] } {
  const store = openStore(path)
  try {
    const whole = store.db.pragma('integrity_check', { simple: true })
    return { whole, titles: store.db.prepare('SELECT title FROM plan_item').pluck().all() as string[] }
  } finally {
    store.close()
  }
}
