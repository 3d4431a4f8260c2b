import { describe, expect, test } from 'vitest'
import type { PlanVersion } from '../../../data/contract/plan-frame.ts'
import type { PlanSummary } from '../../../data/contract/plans.ts'
import { hiddenPlans } from '../../state/use-item-focus.ts'
import { firstPair, sideKey, sideOfKey, withScenarios } from './sides.ts'

const plan = (id: string, scenarioOf: string | null = null) => ({ id, scenarioOf }) as PlanSummary
const version = { heads: ['b', 'a'] } as unknown as PlanVersion
const plans = [plan('ก'), plan('ก2', 'ก'), plan('ข'), plan('ก1', 'ก'), plan('ก11', 'ก1'), plan('ค', 'gone')]

describe('plans and their scenarios', () => {
  test('are listed together, scenarios of scenarios too, and none is left out', () => {
    expect(withScenarios(plans).map(({ plan: { id }, depth }) => [id, depth])).toEqual([
      ['ก', 0],
      ['ก2', 1],
      ['ก1', 1],
      ['ก11', 2],
      ['ข', 0],
      ['ค', 0],
    ])
    const ring = [plan('x', 'y'), plan('y', 'x')]
    expect(withScenarios(ring).map(({ plan: { id } }) => id)).toEqual(['x', 'y'])
  })

  test('are one on the map: the chosen scenario in place of its plan, else the plan', () => {
    expect(hiddenPlans(plans, null)).toEqual(['ก2', 'ก1', 'ก11'])
    expect(hiddenPlans(plans, 'ข')).toEqual(['ก2', 'ก1', 'ก11'])
    expect(hiddenPlans(plans, 'ก')).toEqual(['ก2', 'ก1', 'ก11'])
    expect(hiddenPlans(plans, 'ก11')).toEqual(['ก', 'ก2', 'ก1'])
    expect(hiddenPlans([plan('x', 'y'), plan('y', 'x')], 'x')).toHaveLength(1)
  })
})

describe('what is compared first', () => {
  test('is the newest scenario, the original, the newest version, or the plan itself', () => {
    const around = { plans, versions: [version] }
    expect(firstPair(plan('ก'), around)).toEqual([{ plan: 'ก' }, { plan: 'ก1' }])
    expect(firstPair(plan('ก11', 'ก1'), around)).toEqual([{ plan: 'ก1' }, { plan: 'ก11' }])
    expect(firstPair(plan('ข'), around)).toEqual([{ plan: 'ข', heads: ['b', 'a'] }, { plan: 'ข' }])
    expect(firstPair(plan('ข'), { plans, versions: [] })).toEqual([{ plan: 'ข' }, { plan: 'ข' }])
  })

  test('is one choice however the heads of a version are ordered', () => {
    expect(sideKey({ plan: 'ก', heads: ['b', 'a'] })).toBe(sideKey({ plan: 'ก', heads: ['a', 'b'] }))
    expect(sideOfKey(sideKey({ plan: 'ก', heads: ['b', 'a'] }))).toEqual({ plan: 'ก', heads: ['a', 'b'] })
    expect(sideOfKey(sideKey({ plan: 'ก' }))).toEqual({ plan: 'ก' })
  })
})
