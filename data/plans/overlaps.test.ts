import { expect, test } from 'vitest'
import { footingOf, overlapping, type SourceLink } from './overlaps.ts'

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
