/** Plans under plans: what lies below, what became of it, the answer sheet, and where every baht comes from. */
import { Refusal } from '../contract/errors.ts'
import { belowItemsSchema } from '../contract/roll-up.ts'
import { answersTo } from '../plans/answer-sheet.ts'
import { itemsBelow, plansBelow } from '../plans/roll-up.ts'
import type { AnswerSources } from '../plans/stale-answers.ts'
import { sourcesOf, tracePlan } from '../plans/trace.ts'
import { param, parseInput, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function rollUpRoutes({ store: { db }, documents }: WorkbenchState): RouteEntry[] {
  const requirePlan = (id: string): string => {
    if (!documents.plan(id)) throw new Refusal('request.not-found', { what: id })
    return id
  }
  const sources: AnswerSources = { db, plan: (id) => documents.plan(id) }
  return [
    {
      method: 'get',
      path: '/api/plans/:id/below',
      room: 'open',
      handler: (c) => c.json(plansBelow(sources, param(c, 'id'))),
    },
    {
      method: 'get',
      path: '/api/plans/:id/below/items',
      room: 'open',
      handler: (c) => {
        const { plan, state, offset, limit } = parseInput(belowItemsSchema, c.req.query())
        const wanted = { ...(plan ? { plan } : {}), ...(state ? { state } : {}), offset, limit }
        return c.json(itemsBelow(sources, param(c, 'id'), wanted))
      },
    },
    {
      method: 'get',
      path: '/api/plans/:id/answers',
      room: 'open',
      handler: (c) => c.json(answersTo(sources, requirePlan(param(c, 'id')))),
    },
    {
      method: 'get',
      path: '/api/plans/:id/trace',
      room: 'open',
      handler: (c) => c.json(tracePlan(db, requirePlan(param(c, 'id')))),
    },
    {
      method: 'get',
      path: '/api/items/:id/sources',
      // Who took what, and when, is the desk's.
      room: 'desk',
      handler: (c) => {
        const id = param(c, 'id')
        const owner = db.prepare('SELECT plan_id FROM plan_item WHERE item_id = ?').pluck().get(id)
        if (typeof owner !== 'string') throw new Refusal('request.not-found', { what: id })
        return c.json(sourcesOf(documents, owner, id))
      },
    },
  ]
}
