import { describe, expect, it } from 'vitest'
import { compareCells } from './compare-cells.ts'
import { filterParts } from './filter-parts.ts'
import { type GridColumn, nextSort } from './source.ts'
import { laidOut } from './table-state.ts'

describe('compareCells', () => {
  const sorted = (cells: readonly (string | number | null | { special: 'no-data' })[], descending = false) =>
    [...cells].sort((a, b) => compareCells(a, b, descending))

  it('sorts names as a Thai dictionary does', () => {
    expect(sorted(['เสลภูมิ', 'โพนทราย', 'เกษตรวิสัย', 'จตุรพักตรพิมาน'])).toEqual([
      'เกษตรวิสัย',
      'จตุรพักตรพิมาน',
      'โพนทราย',
      'เสลภูมิ',
    ])
  })

  it('sorts numbers by value, and what is missing last either way', () => {
    expect(sorted([10, null, 9, { special: 'no-data' }])).toEqual([9, 10, null, { special: 'no-data' }])
    expect(sorted([9, null, 10], true)).toEqual([10, 9, null])
  })

  it('sorts villages by their number', () => {
    expect(sorted(['หมู่ 10', 'หมู่ 2'])).toEqual(['หมู่ 2', 'หมู่ 10'])
  })
})

describe('nextSort', () => {
  it('goes up, down and away', () => {
    const up = nextSort(null, 'name')
    const down = nextSort(up, 'name')
    expect([up, down, nextSort(down, 'name')]).toEqual([
      { column: 'name', descending: false },
      { column: 'name', descending: true },
      null,
    ])
    expect(nextSort(down, 'code')).toEqual({ column: 'code', descending: false })
  })
})

describe('laidOut', () => {
  const columns: readonly GridColumn[] = ['a', 'b', 'c'].map((name) => ({
    name,
    label: name,
    type: 'text',
    width: 100,
  }))

  it('orders, hides and widens as people arranged it, new columns last', () => {
    const layout = { order: ['c', 'a'], hidden: ['a'], widths: { c: 240 } }
    expect(laidOut(columns, layout).map(({ name, width }) => [name, width])).toEqual([
      ['c', 240],
      ['b', 100],
    ])
    expect(laidOut(columns, layout, 'with-hidden').map(({ name }) => name)).toEqual(['c', 'a', 'b'])
  })
})

describe('filterParts', () => {
  const poor = { kind: 'compare', column: 'bmn_30', op: 'fail' } as const
  const large = { kind: 'compare', column: 'members', op: 'ge', value: 6 } as const

  it('takes each part away and leaves the others', () => {
    const parts = filterParts({ where: { kind: 'all', of: [poor, large] }, areaCode: '4001' })
    expect(parts.map(({ kind }) => kind)).toEqual(['compare', 'compare', 'area'])
    expect(parts.map(({ without }) => without)).toEqual([
      { where: { kind: 'all', of: [large] }, areaCode: '4001' },
      { where: { kind: 'all', of: [poor] }, areaCode: '4001' },
      { where: { kind: 'all', of: [poor, large] } },
    ])
  })

  it('keeps conditions joined by "any" as one', () => {
    const [part, ...others] = filterParts({ where: { kind: 'any', of: [poor, { kind: 'not', of: large }] } })
    expect(others).toEqual([])
    expect(part).toEqual({ kind: 'group', count: 2, without: {} })
  })
})
