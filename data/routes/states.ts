/** Plans as they were and beside each other, and the history that leads there. */
import { z } from 'zod'
import {
  comparisonRequestSchema,
  type PlanState,
  type StateName,
  stateNameSchema,
  stepsRequestSchema,
} from '../contract/comparison.ts'
import { Refusal } from '../contract/errors.ts'
import { areaLevels } from '../contract/imports.ts'
import { rankingRequestSchema } from '../contract/ranking.ts'
import { compareStates } from '../plans/compare.ts'
import { type AreaBox, listSteps, undoOutlook } from '../plans/history-steps.ts'
import { readSourceLinks, uncountedItems } from '../plans/overlaps.ts'
import { readRanking } from '../plans/ranking.ts'
import { readState, rootFinder } from '../plans/states.ts'
import { withoutPeople } from '../plans/without-people.ts'
import { param, parseInput, type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

type Audience = 'desk' | 'room'

export function stateRoutes(state: WorkbenchState): RouteEntry[] {
  const { documents } = state
  return [
    {
      method: 'post',
      path: '/api/plans/state',
      room: 'reduced',
      handler: async (c) => c.json(stateFor(state, await readBody(c, stateNameSchema), c.env.audience)),
    },
    {
      method: 'post',
      path: '/api/plans/compare',
      room: 'reduced',
      handler: async (c) => {
        const { left, right } = await readBody(c, comparisonRequestSchema)
        const [one, other] = [left, right].map((name) => stateFor(state, name, c.env.audience)) as [
          PlanState,
          PlanState,
        ]
        return c.json(compareStates(one, other, rootFinder(documents)))
      },
    },
    {
      method: 'get',
      path: '/api/plans/:id/ranking',
      room: 'open',
      handler: (c) => {
        const plan = param(c, 'id')
        const wanted = parseInput(rankingRequestSchema, c.req.query())
        const items = { items: documents.items(plan), uncounted: uncountedItems(state.store.db, plan) }
        return c.json(readRanking(standing(documents.plan(plan), plan), items, wanted))
      },
    },
    {
      method: 'get',
      path: '/api/history/steps',
      room: 'desk',
      handler: (c) => c.json(listSteps(documents, parseInput(stepsRequestSchema, c.req.query()), areaBoxes(state))),
    },
    { method: 'get', path: '/api/history/people', room: 'desk', handler: (c) => c.json(documents.people()) },
    {
      method: 'get',
      path: '/api/history/steps/:hash/undo',
      room: 'desk',
      handler: (c) => c.json(undoOutlook(documents, parseInput(hashSchema, param(c, 'hash')))),
    },
  ]
}

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The room has plans as they stand or as versions that were given a name: what somebody wrote and took out again is the desk's.
 * Throws `room.forbidden` and `request.not-found`.
 */
function stateFor({ documents, store }: WorkbenchState, name: StateName, audience: Audience): PlanState {
  const now = documents.plan(name.plan)
  if (!now) throw new Refusal('request.not-found', { what: name.plan })
  const links = readSourceLinks(store.db)
  if (audience === 'desk') return readState(documents, name, links)
  const isNamed = (heads: readonly string[]) =>
    now.versions.some((version) => version.heads.toSorted().join() === heads.toSorted().join())
  if (name.before !== undefined || (name.heads && !isNamed(name.heads))) throw new Refusal('room.forbidden')
  return withoutPeople(readState(documents, name, links))
}

function standing<T>(plan: T | null, planId: string): T {
  if (plan === null) throw new Refusal('request.not-found', { what: planId })
  return plan
}

/** By the length of a code its level: 2, 4, 6 or 8 digits. */
function areaBoxes(state: WorkbenchState): AreaBox {
  return (code) => {
    const level = areaLevels[code.length / 2 - 1]
    return (level && state.areas(level).find((area) => area.code === code)?.box) ?? null
  }
}
