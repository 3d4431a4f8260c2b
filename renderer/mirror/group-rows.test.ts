import { describe, expect, it } from 'vitest'
import type { MirrorRow } from '../../data/contract/mirror.ts'
import { groupRows } from './group-rows.ts'

const figure = (value: number) => ({ state: 'value' as const, value, n: 100 })

function row(
  item: string,
  places: readonly (readonly [code: string, label: string])[],
  jointIssue: string | null = null,
) {
  const found: MirrorRow = {
    ...{ item, title: item, jointIssue, indicator: 'bmn38_18', fiscalYear: 2025, isDue: true },
    ...{ baseline: 30, goal: 10, actual: figure(9.6), gap: -0.4, progress: 1, state: 'met' },
    places: places.map(([code, label]) => ({ code, label, actual: figure(9) })),
    counted: places.map(([code]) => code),
  }
  return found
}

const north = ['980101', 'ต.ดอนหวดไม้ อ.เมือง จ.ทดลอง'] as const
const south = ['980201', 'ต.ดอนหวดไม้ อ.ใต้ จ.ทดลอง'] as const
const amphoe = ['9802', 'อ.ใต้ จ.ทดลอง'] as const

describe('goals by place', () => {
  it('stand once under all the places that they were set for together', () => {
    const groups = groupRows([row('both', [south, north]), row('north', [north])], 'tambon')
    expect(groups.map(({ places, rows }) => [places.map(({ code }) => code), rows.map(({ item }) => item)])).toEqual([
      [['980101'], ['north']],
      [['980101', '980201'], ['both']],
    ])
  })

  it('keep two tambons of one name apart, and an amphoe before its tambons', () => {
    const groups = groupRows([row('south', [south]), row('amphoe', [amphoe]), row('north', [north])], 'tambon')
    expect(groups.map(({ places }) => places.map(({ code }) => code))).toEqual([['980101'], ['9802'], ['980201']])
  })

  it('put those without a place last', () => {
    const groups = groupRows([row('nowhere', []), row('north', [north])], 'tambon')
    expect(groups.map(({ places }) => places.length)).toEqual([1, 0])
  })
})

it('goals by issue stand in Thai order, those without one last', () => {
  const groups = groupRows([row('a', [], null), row('b', [], 'หนี้สิน'), row('c', [], 'น้ำ'), row('d', [], 'น้ำ')], 'issue')
  expect(groups.map(({ issue, rows }) => [issue, rows.length])).toEqual([
    ['น้ำ', 2],
    ['หนี้สิน', 1],
    [null, 1],
  ])
})

it('goals by project stand in one group, in their own order', () => {
  const groups = groupRows([row('b', [south]), row('a', [north])], 'item')
  expect(groups.map(({ rows }) => rows.map(({ item }) => item))).toEqual([['b', 'a']])
})
