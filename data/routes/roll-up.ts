/** Plans under plans: what lies below, what became of it, the answer sheet, and where every baht comes from. */
import { Refusal } from '../contract/errors.ts'
import { belowItemsSchema } from '../contract/roll-up.ts'
import { answersTo, itemsBelow, plansBelow } from '../plans/roll-up.ts'
import { sourcesOf, tracePlan } from '../plans/trace.ts'
import { param, parseInput, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function rollUpRoutes({ store: { db }, documents }: WorkbenchState): RouteEntry[] {
  const requirePlan = (id: string): string => {
    if (!documents.plan(id)) throw new Refusal('request.not-found', { what: id })
    return id
  }
  return [
    {
      method: 'get',
      path: '/api/plans/:id/below',
      room: 'open',
      handler: (c) => c.json(plansBelow(db, param(c, 'id'))),
    },
    {
      method: 'get',
      path: '/api/plans/:id/below/items',
      room: 'open',
      handler: (c) => {
        const { plan, state, offset, limit } = parseInput(belowItemsSchema, c.req.query())
        const wanted = { ...(plan ? { plan } : {}), ...(state ? { state } : {}), offset, limit }
        return c.json(itemsBelow(db, param(c, 'id'), wanted))
      },
    },
    {
      method: 'get',
      path: '/api/plans/:id/answers',
      room: 'open',
      handler: (c) => c.json(answersTo(db, requirePlan(param(c, 'id')))),
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
