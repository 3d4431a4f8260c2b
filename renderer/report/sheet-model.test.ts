import { describe, expect, it } from 'vitest'
import type { AreaRow, Classes } from '../../data/contract/api.ts'
import { topPlaces } from './sheet-model.ts'
import { paperSizeMm, planSheet, readSheetHash, sheetHash } from './sheet-options.ts'

function areaOf(code: string): AreaRow {
  return {
    code,
    nameTh: code,
    nameEn: '',
    parentCode: '',
    label: code,
    labelPoint: [0, 0],
    box: [0, 0, 1, 1],
    areaRai: 1,
    pilot: false,
  }
}

const codes = ['1', '2', '3', '4']
const classes: Classes = {
  method: 'quantile',
  edges: [5, 9],
  classCounts: [3],
  noData: 0,
  suppressed: 1,
  classOf: [0, -2, 0, 0],
  histogram: [],
  values: {
    indicator: 'i',
    level: 'tambon',
    survey: 's',
    compareWith: null,
    codes,
    values: [5, null, 9, 9],
    counts: [50, 3, 90, 91],
    numerators: [null, null, null, null],
    states: ['value', 'suppressed', 'value', 'value'],
    total: { state: 'no-data' },
  },
}

describe('topPlaces', () => {
  it('ranks what may be shown, ties in code order, and leaves suppressed places out', () => {
    const places = topPlaces(classes, codes.map(areaOf), 5)
    expect(places.map(({ code, rank, value }) => [code, rank, value])).toEqual([
      ['3', 1, 9],
      ['4', 2, 9],
      ['1', 3, 5],
    ])
  })

  it('stops at the number asked for', () => {
    expect(topPlaces(classes, codes.map(areaOf), 1)).toHaveLength(1)
  })
})

describe('the sheet in an address', () => {
  it('comes back as it went', () => {
    const options = readSheetHash('#/sheet?paper=A3&orientation=landscape&digits=arabic&items=yes&title=%E0%B8%81')
    expect(options).toMatchObject({ paper: 'A3', orientation: 'landscape', digits: 'arabic', items: true, title: 'ก' })
    expect(readSheetHash(sheetHash(options))).toEqual(options)
  })

  it('is for the public unless it says otherwise, and takes nothing it does not know', () => {
    expect(readSheetHash('#/sheet')).toMatchObject({ audience: 'room', paper: 'A4', orientation: 'portrait' })
    expect(readSheetHash('#/sheet?paper=B5&audience=everyone')).toMatchObject({ audience: 'room', paper: 'A4' })
  })

  it('leaves room for a map on every paper, and shortens the table where there is none for it', () => {
    for (const paper of ['A4', 'A3'] as const) {
      for (const orientation of ['portrait', 'landscape'] as const) {
        const options = { ...readSheetHash('#/sheet'), paper, orientation, table: 20 }
        const { map, tableRows } = planSheet(options)
        expect(map.widthMm).toBeGreaterThan(80)
        expect(map.heightMm).toBeGreaterThanOrEqual(80)
        expect(map.widthMm).toBeLessThanOrEqual(paperSizeMm(options).widthMm - 50)
        expect(tableRows).toBeGreaterThan(0)
      }
    }
    expect(planSheet({ ...readSheetHash('#/sheet'), table: 20 }).tableRows).toBeLessThan(20)
  })
})
