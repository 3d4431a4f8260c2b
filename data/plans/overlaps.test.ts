import DatabaseConstructor from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { footingOf, overlapping, type SourceLink, uncountedItems, uncountedTogether } from './overlaps.ts'

const link = (itemId: string, plan: string, item: string): SourceLink => ({ itemId, plan, item })

function linksOf(...links: SourceLink[]) {
  return Map.groupBy(links, ({ itemId }) => itemId)
}

test('an item stands on all that lies below it, through plans between, each once', () => {
  const links = linksOf(link('p', 'amphoe', 'a'), link('a', 't1', 'x'), link('a', 't2', 'y'), link('p', 't1', 'x'))
  const { all, bottoms } = footingOf(links.get('p') ?? [], links)
  expect([...all].sort()).toEqual(['amphoe/a', 't1/x', 't2/y'])
  expect(bottoms).toBe(2)
})

test('a ring of links ends where it comes round', () => {
  const links = linksOf(link('a', 'q', 'b'), link('b', 'p', 'a'))
  expect([...footingOf(links.get('a') ?? [], links).all].sort()).toEqual(['p/a', 'q/b'])
})

test('of items that share something, the one on most counts, then the first', () => {
  const links = linksOf(
    ...[link('first', 't1', '1'), link('first', 't2', '2'), link('second', 't2', '2'), link('second', 't3', '3')],
    ...[link('third', 'amphoe', 'a'), link('a', 't3', '3'), link('a', 't4', '4'), link('a', 't5', '5')],
  )
  const of = (id: string) => ({ id, ...footingOf(links.get(id) ?? [], links) })
  expect(overlapping([of('first'), of('second')])).toEqual(new Set(['second']))
  expect(overlapping([of('second'), of('first')])).toEqual(new Set(['first']))
  expect(overlapping([of('first'), of('second'), of('third')])).toEqual(new Set(['second']))
  expect(overlapping([of('first'), { id: 'own', all: new Set(), bottoms: 0 }])).toEqual(new Set())
})

test('asking the tables only for what may be shared finds all that is shared, in rings of plans too', () => {
  const db = new DatabaseConstructor(':memory:')
  db.exec('CREATE TABLE plan_item (plan_id, item_id, ordinal, dropped)')
  db.exec('CREATE TABLE plan_item_source (plan_id, item_id, source_plan_id, source_item_id)')
  db.exec(
    "CREATE TABLE plan AS SELECT column1 AS plan_id, column2 AS level, NULL AS scenario_of FROM (VALUES ('p0', 'province'), ('p1', 'amphoe'), ('p2', 'tambon'))",
  )
  const addItem = db.prepare('INSERT INTO plan_item VALUES (?, ?, ?, ?)')
  const addLink = db.prepare('INSERT INTO plan_item_source VALUES (?, ?, ?, ?)')
  const planOf = (item: number) => `p${item % 3}`
  const item = fc.nat(8)
  const anyLinks = fc.uniqueArray(fc.tuple(item, item), { maxLength: 12, selector: String })
  const downward = anyLinks.map((pairs) => pairs.filter(([above, below]) => above % 3 < below % 3))
  let sharing = 0
  fc.assert(
    fc.property(fc.oneof(anyLinks, downward), fc.uniqueArray(item, { maxLength: 2 }), (pairs, dropped) => {
      db.exec('DELETE FROM plan_item; DELETE FROM plan_item_source')
      const items = Array.from({ length: 9 }, (_, each) => each)
      for (const each of items) addItem.run(planOf(each), `i${each}`, each, dropped.includes(each) ? 1 : 0)
      for (const [above, below] of pairs) addLink.run(planOf(above), `i${above}`, planOf(below), `i${below}`)
      const links = linksOf(...pairs.map(([above, below]) => link(`i${above}`, planOf(below), `i${below}`)))
      const standing = items.filter((each) => !dropped.includes(each) && links.has(`i${each}`))
      const found = (own: readonly number[]) =>
        overlapping(own.map((each) => ({ id: `i${each}`, ...footingOf(links.get(`i${each}`) ?? [], links) })))
      const all = ['p0', 'p1', 'p2'].flatMap((plan) => [...found(standing.filter((each) => planOf(each) === plan))])
      const takenUp = new Set(pairs.flatMap(([above, below]) => (dropped.includes(above) ? [] : [below])))
      const arrived = standing.filter((each) => !takenUp.has(each)).toSorted((a, b) => (a % 3) - (b % 3) || a - b)
      expect(uncountedTogether(db)).toEqual(new Set(found(arrived)))
      sharing += all.length > 0 ? 1 : 0
      expect(uncountedItems(db, null)).toEqual(new Set(all))
      expect(uncountedItems(db, 'p1')).toEqual(new Set(found(standing.filter((each) => planOf(each) === 'p1'))))
    }),
    { numRuns: 1000 },
  )
  expect(sharing).toBeGreaterThan(50)
  db.close()
})
