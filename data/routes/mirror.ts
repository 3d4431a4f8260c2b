/** Next year's mirror of a plan. Values of few households are in it, so it is the desk's. */
import { loadAreaIndex } from '../areas/area-index.ts'
import { Refusal } from '../contract/errors.ts'
import { mirrorRequestSchema } from '../contract/mirror.ts'
import { mirrorPlan } from '../mirror/mirror.ts'
import { param, parseInput, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function mirrorRoutes(state: WorkbenchState): RouteEntry[] {
  return [
    {
      method: 'get',
      path: '/api/plans/:id/mirror',
      room: 'desk',
      handler: (c) => {
        const id = param(c, 'id')
        const plan = state.documents.plan(id)
        if (!plan) throw new Refusal('request.not-found', { what: id })
        const { survey, accept } = parseInput(mirrorRequestSchema, c.req.query())
        const surveyId = survey ?? state.surveys.surveyIds()[0]
        const mirror = mirrorPlan({
          plan,
          items: state.documents.items(id),
          survey: surveyId === undefined ? null : state.surveys.survey(surveyId),
          sources: state.valueSources(),
          history: state.documents.workbook().areaHistory,
          accept,
          indexOf: (level) => (state.register().hasLevel(level) ? loadAreaIndex(state.store.db, level) : null),
        })
        return c.json(mirror)
      },
    },
  ]
}
