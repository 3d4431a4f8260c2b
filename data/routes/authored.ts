/** Authored and arranged content: plans, items, the workbook; one door for changes, undo, redo and history. */
import { z } from 'zod'
import { type CommandInput, commandSchema, stepRequestSchema } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import { itemsRequestSchema } from '../contract/plans.ts'
import { dropDrift, takeInDrift } from '../documents/drift.ts'
import { contestedPlans } from '../plans/contested-plans.ts'
import { budgetTotals, itemWithHistory, listItems, listPlans } from '../plans/read.ts'
import { suggestPlaces } from '../plans/suggest-places.ts'
import { withoutPeople } from '../plans/without-people.ts'
import { param, parseInput, type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

/** Take in what QGIS changed as commands, or put our own back. */
const driftSchema = z.object({ take: z.boolean() })
const historySchema = z.object({
  document: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  before: z.coerce.number().int().optional(),
})

export function authoredRoutes(state: WorkbenchState): RouteEntry[] {
  const { documents, store } = state
  const { db } = store
  return [
    {
      method: 'get',
      path: '/api/workbook',
      room: 'reduced',
      handler: (c) => {
        const workbook = documents.workbook()
        // Settled joins quote rows of people's files.
        return c.json(c.env.audience === 'room' ? { ...workbook, joins: {} } : workbook)
      },
    },
    { method: 'get', path: '/api/plans', room: 'open', handler: (c) => c.json(listPlans(db)) },
    {
      method: 'get',
      path: '/api/plans/contested',
      room: 'desk',
      handler: (c) => c.json(contestedPlans(db, (id) => documents.open(id))),
    },
    {
      method: 'get',
      path: '/api/plans/:id',
      room: 'reduced',
      handler: (c) => {
        const plan = documents.plan(param(c, 'id'))
        if (!plan) throw new Refusal('request.not-found', { what: param(c, 'id') })
        return c.json(c.env.audience === 'room' ? withoutPeople(plan) : plan)
      },
    },
    {
      method: 'get',
      path: '/api/plans/:id/budgets',
      room: 'open',
      handler: (c) => c.json(budgetTotals(db, param(c, 'id'))),
    },
    {
      method: 'get',
      path: '/api/items',
      room: 'open',
      handler: (c) => {
        const wanted = parseInput(itemsRequestSchema, itemsQuery(c.req.query()))
        return c.json(listItems(db, wanted, (planId) => state.planNotes.of(planId)))
      },
    },
    {
      method: 'get',
      path: '/api/items/:id',
      room: 'reduced',
      handler: (c) => {
        const { item } = requireItem(state, param(c, 'id'))
        return c.json(c.env.audience === 'room' ? withoutPeople(item) : item)
      },
    },
    {
      method: 'get',
      path: '/api/items/:id/history',
      room: 'desk',
      handler: (c) => c.json(requireItem(state, param(c, 'id')).history),
    },
    {
      method: 'get',
      path: '/api/items/:id/suggestions',
      room: 'desk',
      handler: (c) => {
        const { item } = requireItem(state, param(c, 'id'))
        const area = documents.plan(item.planId)?.fields.areaCode
        const register = state.placeNames()
        return c.json(suggestPlaces({ title: item.fields.title, area: area ? String(area) : null, register }))
      },
    },
    {
      method: 'post',
      path: '/api/commands',
      room: 'desk',
      handler: async (c) => {
        const command = await readBody(c, commandSchema)
        const answer = await state.write(() => documents.apply(command as CommandInput))
        await state.restyle(answer.changed)
        if (answer.changed.length > 0) state.contentChanged([...answer.changed, 'history'])
        return c.json(answer)
      },
    },
    {
      method: 'post',
      path: '/api/undo',
      room: 'desk',
      handler: async (c) => {
        const { hash } = await readBody(c, stepRequestSchema)
        const answer = await state.write(() => documents.undo({ hash }))
        await state.restyle(answer.changed)
        state.contentChanged([...answer.changed, 'history'])
        return c.json(answer)
      },
    },
    {
      method: 'post',
      path: '/api/redo',
      room: 'desk',
      handler: async (c) => {
        const answer = await state.write(() => documents.redo())
        await state.restyle(answer.changed)
        state.contentChanged([...answer.changed, 'history'])
        return c.json(answer)
      },
    },
    { method: 'get', path: '/api/undo', room: 'desk', handler: (c) => c.json(documents.undoState()) },
    { method: 'get', path: '/api/drift', room: 'desk', handler: (c) => c.json(state.drift()) },
    {
      method: 'post',
      path: '/api/drift',
      room: 'desk',
      handler: async (c) => {
        const { take } = await readBody(c, driftSchema)
        const rows = state.drift()
        await state.write(() => (take ? takeInDrift(db, documents, rows) : dropDrift(db, documents, rows)))
        state.forgetDrift()
        state.contentChanged(['workspace', 'plans', 'items', 'workbook', 'layers', 'history'])
        return c.json(state.drift())
      },
    },
    {
      method: 'get',
      path: '/api/history',
      room: 'desk',
      handler: (c) => {
        const { document, limit, before } = historySchema.parse(c.req.query())
        const page = {
          ...(document ? { documentId: document } : {}),
          ...(limit ? { limit } : {}),
          ...(before ? { before } : {}),
        }
        return c.json(documents.history(page))
      },
    },
  ]
}

/** A query's words as the values the schema wants. */
function itemsQuery(query: Readonly<Record<string, string>>): Record<string, unknown> {
  const numbers = new Set(['fiscalYear', 'offset', 'limit'])
  const flags = new Set(['unplaced', 'dropped', 'unsettled'])
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => {
      if (numbers.has(name)) return [name, Number(text)]
      return [name, flags.has(name) ? text === 'true' : text]
    }),
  )
}

function requireItem(state: WorkbenchState, itemId: string) {
  const item = itemWithHistory(state.store.db, state.documents, itemId)
  if (!item) throw new Refusal('request.not-found', { what: itemId })
  return item
}
