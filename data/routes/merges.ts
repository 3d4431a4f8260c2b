/** Plans of others in: looked over first, then taken with what people chose. Looking writes nothing; taking is a job. */
import { randomUUID } from 'node:crypto'
import { Refusal } from '../contract/errors.ts'
import { type MergeSession, runMergeSchema, startMergeSchema } from '../contract/merges.ts'
import { runAside } from '../jobs/aside.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { param, type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

const KEPT_SESSIONS = 10

export function mergeRoutes(state: WorkbenchState): RouteEntry[] {
  const sessions = new Map<string, readonly SourceFile[]>()
  return [
    {
      method: 'post',
      path: '/api/merges',
      room: 'desk',
      handler: async (c) => {
        const { tokens } = await readBody(c, startMergeSchema)
        const sources = tokens.map((token) => state.files.get(token))
        const review = await runAside(state.store.path, { kind: 'review-packs', sources }, c.req.raw.signal)
        const mergeId = randomUUID()
        sessions.set(mergeId, sources)
        const oldest = sessions.keys().next().value
        if (sessions.size > KEPT_SESSIONS && oldest) sessions.delete(oldest)
        return c.json({ mergeId, review } satisfies MergeSession)
      },
    },
    {
      method: 'post',
      path: '/api/merges/:id/run',
      room: 'desk',
      handler: async (c) => {
        const sources = sessions.get(param(c, 'id'))
        if (!sources) throw new Refusal('request.not-found', { what: param(c, 'id') })
        const { leaveOut, choices } = await readBody(c, runMergeSchema)
        state.requireWritable()
        const left = new Set(leaveOut)
        const taken = sources.filter((_, index) => !left.has(index))
        if (taken.length === 0) throw new Refusal('request.invalid', { what: 'leaveOut' })
        const title = taken.map(({ name }) => name).join(', ')
        return c.json(state.jobs.start({ kind: 'merge', sources: taken, choices, by: state.by() }, title.slice(0, 200)))
      },
    },
    {
      method: 'get',
      path: '/api/plans/:id/questions',
      room: 'desk',
      handler: (c) => c.json(state.documents.questions(param(c, 'id'))),
    },
  ]
}
