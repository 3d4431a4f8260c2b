import fc from 'fast-check'
import { expect, test } from 'vitest'
import { household, madeItem, plan, sourcesOf } from '../../tests/reach-fixtures.ts'
import { lensRequestSchema } from '../contract/lens.ts'
import { answerLens } from './answer-lens.ts'
import { coverWithout } from './cover-without.ts'
import { plainlyReaches } from './plain-reach.test-support.ts'

test('what a plan reaches, and loses without some items, is what a plain count finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(household, { minLength: 1, maxLength: 120 }),
      plan,
      fc.array(fc.nat(5), { maxLength: 4 }),
      async (households, { items, areaCode }, picked) => {
        const made = { items: items.map(madeItem), areaCode }
        const { sources, rows } = sourcesOf(made, households)
        const without = picked.map((index) => `i${index}`)
        const reached = rows.filter((row) => made.items.some((item) => plainlyReaches(item, row)))
        const kept = made.items.filter(({ id }) => !without.includes(id))
        const lost = reached.filter((row) => !kept.some((item) => plainlyReaches(item, row)))
        expect(await coverWithout(sources, { plan: 'p', without })).toEqual({
          survey: expect.any(String),
          areaCodes: areaCode === null ? [] : [areaCode],
          reached: reached.filter(({ area }) => area.startsWith(areaCode ?? '')).length,
          lost: lost.length,
        })
      },
    ),
    { numRuns: 60 },
  )
})

test('reached are those whom the lens on coverage of the same plan counts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(household, { minLength: 1, maxLength: 80 }), plan, async (rows, { items, areaCode }) => {
      const { sources } = sourcesOf({ items: items.map(madeItem), areaCode }, rows)
      const { households: lens } = await answerLens(sources, lensRequestSchema.parse({ lens: 'coverage', plan: 'p' }))
      const cover = await coverWithout(sources, { plan: 'p' })
      expect(cover?.reached).toBe(lens.once + lens.more)
    }),
    { numRuns: 30 },
  )
})

test('nothing is said where there is no survey', async () => {
  const { sources } = sourcesOf({ items: [], areaCode: null }, [])
  const none = { ...sources, surveys: { ...sources.surveys, surveyIds: () => [] } }
  expect(await coverWithout(none, { plan: 'p' })).toBeNull()
})
