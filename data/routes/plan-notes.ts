/** What the rules say of a plan and its items while they are drafted. */
import { Refusal } from '../contract/errors.ts'
import { listPlanWords } from '../plans/plan-words.ts'
import { param, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function planNotesRoutes(state: WorkbenchState): RouteEntry[] {
  const { db } = state.store
  const notesOf = (planId: string) => {
    const noted = state.planNotes.of(planId)
    if (!noted) throw new Refusal('request.not-found', { what: planId })
    return noted
  }
  return [
    {
      method: 'get',
      path: '/api/plans/:id/notes',
      room: 'desk',
      handler: (c) => c.json(notesOf(param(c, 'id')).summary),
    },
    {
      method: 'get',
      path: '/api/plans/:id/words',
      room: 'desk',
      handler: (c) => c.json(listPlanWords(db, param(c, 'id'))),
    },
    {
      method: 'get',
      path: '/api/items/:id/area',
      room: 'desk',
      handler: (c) => {
        const id = param(c, 'id')
        return c.json({ code: state.itemsInAreas().find((item) => item.id === id)?.code ?? '' })
      },
    },
    {
      method: 'get',
      path: '/api/items/:id/notes',
      room: 'desk',
      handler: (c) => {
        const id = param(c, 'id')
        const owner = db.prepare<[string], string>('SELECT plan_id FROM plan_item WHERE item_id = ?').pluck().get(id)
        if (owner === undefined) throw new Refusal('request.not-found', { what: id })
        return c.json(notesOf(owner).byItem.get(id) ?? [])
      },
    },
  ]
}
