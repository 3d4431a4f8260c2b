import { expect, test } from 'vitest'
import { indicatorDefinitionSchema } from '../contract/indicators.ts'
import { targetOf } from './target.ts'

const indicator = (more: object) =>
  indicatorDefinitionSchema.parse({ id: 'x', set: 'own', nameTh: 'x', statistic: 'share', ...more })
const whole = { value: 300, known: 1000 }
const goals = [
  { indicator: 'x', fiscalYear: 2026, goal: 25 },
  { indicator: 'x', fiscalYear: 2027, goal: 10 },
  { indicator: 'y', fiscalYear: 2029, goal: 0 },
]

test('what the goal of the last year leaves in need is not to be reached', () => {
  expect(targetOf({ goals }, indicator({}), whole)).toBe(200)
  expect(targetOf({ goals }, indicator({ statistic: 'count' }), whole)).toBe(290)
})

test('where more is better, the goal says how many are to be well', () => {
  const better = { goals: [{ indicator: 'x', fiscalYear: 2027, goal: 90 }] }
  expect(targetOf(better, indicator({ goodDirection: 'up' }), whole)).toBe(200)
})

test('a goal that is met asks for nobody, and none is none', () => {
  expect(targetOf({ goals: [{ indicator: 'x', fiscalYear: 2027, goal: 60 }] }, indicator({}), whole)).toBe(0)
  expect(targetOf({ goals: [] }, indicator({}), whole)).toBeNull()
})
