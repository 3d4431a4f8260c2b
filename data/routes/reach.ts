/** Who the items of a plan reach: live while one is drawn, and the plan as a whole. Counted as finely as one draws, so never for the room. */
import {
  type ItemInPlace,
  type LensAnswer,
  lensItemsSchema,
  lensRequestSchema,
  lensRowsSchema,
} from '../contract/lens.ts'
import { planCoverSchema } from '../contract/plan-cover.ts'
import { type ReachAnswer, type RowSetName, reachRequestSchema, reachRowsSchema } from '../contract/reach.ts'
import { nameRows } from '../households/row-sets.ts'
import { answerLens, itemsOfPlace, rowsOfLens } from '../reach/answer-lens.ts'
import { answerReach, type ReachSources, rowsOfPart } from '../reach/answer-reach.ts'
import { coverWithout } from '../reach/cover-without.ts'
import { type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function reachRoutes(state: WorkbenchState): RouteEntry[] {
  const sources = (): ReachSources => ({
    db: state.store.db,
    surveys: state.surveys,
    register: state.register(),
    desk: state.reach,
  })
  return [
    {
      method: 'post',
      path: '/api/reach',
      room: 'desk',
      handler: async (c) => {
        const { signal } = c.req.raw
        try {
          const request = await readBody(c, reachRequestSchema)
          return c.json((await answerReach(sources(), request, signal)) satisfies ReachAnswer)
        } catch (error) {
          // The hand has moved on: nobody waits for this one.
          if (signal.aborted) return c.body(null, 204)
          throw error
        }
      },
    },
    {
      method: 'post',
      path: '/api/reach/rows',
      room: 'desk',
      handler: async (c) => {
        const { survey, rows } = await rowsOfPart(sources(), await readBody(c, reachRowsSchema))
        return c.json({ survey: survey.surveyId, rowSet: nameRows(survey, rows) } satisfies RowSetName)
      },
    },
    {
      method: 'post',
      path: '/api/reach/cover',
      room: 'desk',
      handler: async (c) => c.json(await coverWithout(sources(), await readBody(c, planCoverSchema))),
    },
    {
      method: 'post',
      path: '/api/lens',
      room: 'desk',
      handler: async (c) =>
        c.json((await answerLens(sources(), await readBody(c, lensRequestSchema))) satisfies LensAnswer),
    },
    {
      method: 'post',
      path: '/api/lens/items',
      room: 'desk',
      handler: async (c) =>
        c.json((await itemsOfPlace(sources(), await readBody(c, lensItemsSchema))) satisfies ItemInPlace[]),
    },
    {
      method: 'post',
      path: '/api/lens/rows',
      room: 'desk',
      handler: async (c) => {
        const { survey, rows } = await rowsOfLens(sources(), await readBody(c, lensRowsSchema))
        return c.json({ survey: survey.surveyId, rowSet: nameRows(survey, rows) } satisfies RowSetName)
      },
    },
  ]
}
