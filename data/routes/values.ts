/** Need by place: surveys, indicators, values, classes, profiles and tallies. The room gets small cells hidden. */
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Classes, SurveyInfo } from '../contract/api.ts'
import { classesRequestSchema, tallyRequestSchema, valuesRequestSchema } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { AreaLevel } from '../contract/imports.ts'
import { answerTally } from '../households/answer-tally.ts'
import { answerValues } from '../indicators/answer-values.ts'
import { listIndicators } from '../indicators/catalogue.ts'
import { applyBreaks, classify, histogram } from '../indicators/classes.ts'
import { placeProfile } from '../indicators/profile.ts'
import { param, type RouteEntry, type RouteEnv, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

const levelOfLength: Readonly<Record<number, AreaLevel>> = { 2: 'province', 4: 'amphoe', 6: 'tambon', 8: 'village' }
const NO_DATA = -1
const SUPPRESSED = -2

export function valueRoutes(state: WorkbenchState): RouteEntry[] {
  return [
    {
      method: 'get',
      path: '/api/surveys',
      room: 'reduced',
      handler: (c) =>
        c.json(listSurveys(state).map((survey) => (c.env.audience === 'room' ? { ...survey, columns: [] } : survey))),
    },
    {
      method: 'get',
      path: '/api/indicators',
      room: 'open',
      handler: (c) => c.json(listIndicators({ db: state.store.db, ...state.indicatorInput() })),
    },
    {
      method: 'post',
      path: '/api/values',
      room: 'reduced',
      handler: async (c) =>
        c.json(answerValues(state.valueSources(), await readBody(c, valuesRequestSchema), audienceOf(c))),
    },
    {
      method: 'post',
      path: '/api/classes',
      room: 'reduced',
      handler: async (c) => {
        const request = await readBody(c, classesRequestSchema)
        return c.json(answerClasses(state, request, audienceOf(c)))
      },
    },
    {
      method: 'get',
      path: '/api/areas/:code/profile',
      room: 'reduced',
      handler: (c) => {
        const code = param(c, 'code')
        const level = levelOfLength[code.length]
        const area = level && state.areas(level).find((each) => each.code === code)
        if (!level || !area) throw new Refusal('request.not-found', { what: code })
        const pilot = state.documents.workbook().pilots.includes(code)
        const survey = c.req.query('survey')
        const place = { area: { ...area, pilot }, level, survey, items: state.itemsInAreas() }
        return c.json(placeProfile({ sources: state.valueSources(), ...place, audience: c.env.audience }))
      },
    },
    {
      method: 'post',
      path: '/api/tally',
      room: 'desk',
      handler: async (c) => {
        const request = await readBody(c, tallyRequestSchema)
        return c.json(answerTally({ surveys: state.surveys, register: state.register() }, request))
      },
    },
    {
      method: 'post',
      path: '/api/memory/drop',
      room: 'desk',
      handler: (c) => {
        // Asked for by the shell when the machine runs short of memory.
        state.dropCaches()
        return c.body(null, 204)
      },
    },
  ]
}

/**
 * Whom an answer is for: the desk may ask for less than it could have, never for more. A sheet for the public and what is kept where
 * the room reads it are as the room would get them.
 */
function audienceOf(c: Context<RouteEnv>): 'desk' | 'room' {
  return c.req.query('audience') === 'room' ? 'room' : c.env.audience
}

function answerClasses(
  state: WorkbenchState,
  request: z.infer<typeof classesRequestSchema>,
  audience: 'desk' | 'room',
): Classes {
  const sources = state.valueSources()
  const values = answerValues(sources, request.values, audience)
  const { method, classCount, breaks, sameAs } = request
  const found = sameAs
    ? applyBreaks(values.values, innerBreaks(answerValues(sources, sameAs, audience).values, request))
    : classify(values.values, { method, classCount, ...(breaks ? { breaks } : {}) })
  const suppressed = values.states.filter((each) => each === 'suppressed').length
  return {
    method,
    edges: found.edges,
    classCounts: found.classCounts,
    noData: values.states.filter((each) => each === 'no-data').length,
    suppressed,
    classOf: found.classOf.map((index, at) =>
      index >= 0 ? index : values.states[at] === 'suppressed' ? SUPPRESSED : NO_DATA,
    ),
    histogram: histogram(values.values),
    values,
  }
}

/** The inner breaks another map would have by the same method. */
function innerBreaks(
  values: ReadonlyArray<number | null>,
  { method, classCount, breaks }: z.infer<typeof classesRequestSchema>,
): readonly number[] {
  return classify(values, { method, classCount, ...(breaks ? { breaks } : {}) }).edges.slice(1, -1)
}

function listSurveys(state: WorkbenchState): SurveyInfo[] {
  return state.surveys.surveyIds().map((id) => {
    const { surveyId, versionId, title, year, count, columns } = state.surveys.survey(id)
    return { id: surveyId, datasetId: `households:${surveyId}`, versionId, title, year, households: count, columns }
  })
}
