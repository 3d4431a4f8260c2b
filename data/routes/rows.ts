/** Tables a screenful at a time, what lies under a click, what a pen is held to, and filters that tiles refer to. */
import { z } from 'zod'
import { registerFilterSchema, rowsRequestSchema } from '../contract/api.ts'
import { identify } from '../rows/identify.ts'
import { queryRows } from '../rows/query-rows.ts'
import { readSnapLines } from '../rows/snap-lines.ts'
import { parseInput, type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

const identifySchema = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  zoom: z.coerce.number().min(0).max(24),
  layers: z.string().default(''),
})

const snapSchema = z.object({
  box: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .pipe(z.tuple([z.number(), z.number(), z.number(), z.number()])),
})

export function rowRoutes(state: WorkbenchState): RouteEntry[] {
  const { db } = state.store
  return [
    {
      method: 'post',
      path: '/api/rows',
      room: 'desk',
      handler: async (c) => {
        const request = await readBody(c, rowsRequestSchema)
        return c.json(await queryRows({ db, surveys: state.surveys }, request))
      },
    },
    {
      method: 'get',
      path: '/api/identify',
      room: 'desk',
      handler: (c) => {
        const { lon, lat, zoom, layers } = parseInput(identifySchema, c.req.query())
        const wanted = layers.split(',').filter((layer) => layer !== '')
        return c.json(identify(db, { lon, lat, zoom, layers: wanted }))
      },
    },
    {
      method: 'get',
      path: '/api/snap',
      room: 'desk',
      handler: async (c) => c.json(await readSnapLines(db, parseInput(snapSchema, c.req.query()).box)),
    },
    {
      method: 'post',
      path: '/api/filters',
      room: 'desk',
      handler: async (c) => {
        const { survey, filter } = await readBody(c, registerFilterSchema)
        return c.json({ filterId: state.registerFilter(survey, filter) })
      },
    },
  ]
}
