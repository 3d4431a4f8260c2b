import { describe, expect, it } from 'vitest'
import type { Look, SourceLayer } from '../../data/contract/imports.ts'
import { guessLevel, guessRole, titleOf, yearInName } from './guess-role.ts'

function layerOf(columns: readonly string[], geometryTypes: readonly string[] = []): SourceLayer {
  return {
    name: 'layer',
    kind: geometryTypes.length > 0 ? 'vector' : 'table',
    geometryTypes,
    rowCount: 10,
    columns: columns.map((name) => ({ name, type: 'text', samples: [] })),
    box: null,
    crs: null,
    datum: [],
    encoding: null,
    headerRows: [],
    notes: [],
  }
}

function lookOf(...layers: readonly SourceLayer[]): Look {
  return { name: 'file', format: 'csv', bytes: 1, hash: '', layers, notes: [] }
}

describe('guessRole', () => {
  it.each([
    [['ADM3_TH', 'ADM3_PCODE'], ['Polygon'], 'areas'],
    [['tam_code', 'tam_nam_t'], ['MultiPolygon'], 'areas'],
    [['VILL_ID', 'VILL_NAME'], ['Point'], 'areas'],
    [['hh_id', 'bmn_01'], ['Point'], 'households'],
    [['name', 'length'], ['LineString'], 'layer'],
    [['household_id', 'lon', 'lat', 'bmn_01'], [], 'households'],
    [['รหัสครัวเรือน', 'ชื่อ-สกุล', 'อายุ'], [], 'people'],
    [['ชื่อโครงการ', 'งบประมาณ 2566'], [], 'projects'],
    [['รหัสตำบล', 'ประชากร'], [], 'table'],
    [['อำเภอ', 'จำนวน'], [], 'table'],
    [['tambon_code', 'tambon_th', 'population_total', 'households'], [], 'table'],
    [['authority_code', 'name', 'kind', 'tambon_code'], [], 'authorities'],
    [['sub_id', 'sub_thai', 'lat', 'lng', 'amenity'], [], 'table'],
    [['รหัสตำบล', 'ตำบล', 'จำนวนครัวเรือน'], [], 'table'],
  ] as const)('takes %j with %j as %s', (columns, geometryTypes, role) => {
    expect(guessRole(lookOf(layerOf(columns, geometryTypes))).role).toBe(role)
  })

  it('names the column that gave it away', () => {
    const { reason } = guessRole(lookOf(layerOf(['OBJECTID', 'ADM3_PCODE'], ['Polygon'])))
    expect(reason).toEqual({ message: 'import.guess.area-column', values: { column: 'ADM3_PCODE' } })
  })

  it('looks at the layer with the most rows', () => {
    const small = { ...layerOf(['note']), name: 'cover', rowCount: 2 }
    const large = { ...layerOf(['household_id']), name: 'data', rowCount: 900 }
    expect(guessRole(lookOf(small, large))).toMatchObject({ role: 'households', layer: 'data' })
  })
})

describe('guessLevel', () => {
  it('takes the finest level the columns speak of', () => {
    expect(guessLevel(layerOf(['ADM1_PCODE', 'ADM3_PCODE'], ['Polygon']), 'areas')).toEqual({ level: 'tambon' })
    expect(guessLevel(layerOf(['ADM2_PCODE'], ['Polygon']), 'areas')).toEqual({ level: 'amphoe' })
    expect(guessLevel(layerOf(['VILL_NAME'], ['Point']), 'areas')).toEqual({ level: 'village' })
  })
})

describe('names of files', () => {
  it('gives a title and a year, Buddhist or not', () => {
    expect(titleOf('จปฐ_ร้อยเอ็ด_2567.xlsx')).toBe('จปฐ ร้อยเอ็ด 2567')
    expect(titleOf('kk.shp.zip')).toBe('kk')
    expect(yearInName('จปฐ_2567.xlsx')).toBe(2024)
    expect(yearInName('dopa-2021-tambon.csv')).toBe(2021)
    expect(yearInName('tha_adm3_20220121.zip')).toBeNull()
  })
})
