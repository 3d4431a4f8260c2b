/** Areas by level, their outlines for the plain map, and search over everything that has a name. */

import { z } from 'zod'
import { readOutlines } from '../areas/area-rows.ts'
import type { AreaRow } from '../contract/api.ts'
import { areaLevels } from '../contract/imports.ts'
import { giveWay } from '../jobs/turns.ts'
import { searchAll } from '../search/search.ts'
import { param, parseInput, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

const levelSchema = z.object({ level: z.enum(areaLevels) })
/** A step is about a dot of a 300 dpi print of what is asked for. */
const STEPS_ACROSS = 4000
/** About 200 m: enough for a screen that shows the country. */
const COARSEST_DEGREES = 0.002
const FINEST_DEGREES = 1e-5
const boxSchema = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(z.tuple([z.number(), z.number(), z.number(), z.number()]))
  .optional()

export function areaRoutes(state: WorkbenchState): RouteEntry[] {
  return [
    {
      method: 'get',
      path: '/api/areas',
      room: 'open',
      handler: async (c) => {
        const { level } = parseInput(levelSchema, c.req.query())
        const areas = state.areas(level)
        // Reading the country's tambons and writing them as JSON take long enough each.
        await giveWay()
        const pilots = new Set(state.documents.workbook().pilots)
        return c.json(areas.map((area) => ({ ...area, pilot: pilots.has(area.code) })))
      },
    },
    {
      method: 'get',
      path: '/api/areas/:level/outline.geojson',
      room: 'open',
      handler: async (c) => {
        const { level } = parseInput(levelSchema, { level: param(c, 'level') })
        const box = parseInput(boxSchema, c.req.query('box')) ?? null
        const widthDegrees = box ? box[2] - box[0] : widthOf(state.areas(level))
        const stepDegrees = Math.min(COARSEST_DEGREES, Math.max(FINEST_DEGREES, widthDegrees / STEPS_ACROSS))
        const outlines = await readOutlines(state.store.db, level, { stepDegrees, box })
        return c.body(outlines, 200, { 'content-type': 'application/json' })
      },
    },
    {
      method: 'get',
      path: '/api/search',
      room: 'reduced',
      handler: async (c) => {
        const words = c.req.query('q') ?? ''
        return c.json(
          searchAll(state.searchSources(), { index: await state.areaSearch(), words, audience: c.env.audience }),
        )
      },
    },
  ]
}

function widthOf(areas: readonly Pick<AreaRow, 'box'>[]): number {
  const [west, east] = areas.reduce(([w, e], { box }) => [Math.min(w, box[0]), Math.max(e, box[2])], [180, -180])
  return Math.max(0, east - west)
}
