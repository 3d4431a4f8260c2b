import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ImportBench, openImportBench } from '../../tests/import-bench.ts'
import { importChoicesSchema } from '../contract/imports.ts'
import { currentVersion } from '../store/datasets.ts'
import { previewHouseholds } from './preview-households.ts'

let bench: ImportBench
beforeEach(() => {
  bench = openImportBench()
})
afterEach(() => bench.remove())

describe('households that name their place', () => {
  const name = (code: string, nameTh: string) => {
    const { table } = currentVersion(bench.store.db, 'areas:tambon')!
    bench.store.db.prepare(`UPDATE "${table}" SET name_th = ? WHERE code = ?`).run(nameTh, code)
  }
  beforeEach(() => {
    name('400101', 'ในเมือง')
    name('400102', 'สำราญ')
  })
  const file = (...lines: string[]) => ['hhid,ตำบล,หมู่ที่,lon,lat,members', ...lines].join('\n')

  test('are placed by it, whatever prefix or spelling of สระอำ it has, and by moo into their village', async () => {
    const outcome = await bench.importText(
      file('A,ตำบลในเมือง,1,,,4', 'B,ในเมือง,2,,,3', 'C,ต. ส\u0E4D\u0E32ราญ,๓,,,2', 'D,,,102.2,16.2,1'),
    )
    expect(outcome).toMatchObject({ taken: 4, refused: 0, join: { matchedByName: 3, near: [], none: [] } })
    expect(bench.rowsOf('tambon_code, village_code, hhid, "ตำบล"')).toEqual([
      ['400101', '40010101', 'A', 'ตำบลในเมือง'],
      ['400101', '40010102', 'B', 'ในเมือง'],
      ['400102', '40010203', 'C', 'ต. ส\u0E4D\u0E32ราญ'],
      ['400101', null, 'D', null],
    ])
  })

  test('are not joined by a near name, but taken where a person settled it or a position says it', async () => {
    const text = file('A,ในเมอง,1,,,4', 'B,ในเมอง,2,102.7,16.2,3', 'C,สำราญ,1,,,2', 'D,ยอดรวม,,,,9')
    const unsettled = await bench.importText(text)
    expect(unsettled).toMatchObject({ taken: 2, refused: 2 })
    expect(bench.rowsOf('tambon_code, hhid')).toEqual([
      ['400102', 'B'],
      ['400102', 'C'],
    ])
    expect(unsettled.refusedRows).toEqual([
      { row: 1, column: 'ตำบล', value: 'ในเมอง', reason: 'refused.area-not-found' },
      { row: 4, column: 'ตำบล', value: 'ยอดรวม', reason: 'refused.area-not-found' },
    ])
    const near = unsettled.join?.near[0]
    expect(near).toMatchObject({ label: 'ในเมอง', rows: 2 })
    expect(near?.candidates[0]?.code).toBe('400101')
    const none = unsettled.join?.none[0]
    const joins = { [near?.key ?? '']: '400101', [none?.key ?? '']: null }
    const settled = await bench.importText(text, { choices: { joins } })
    expect(settled).toMatchObject({ taken: 3, refused: 1, join: { matchedBySettled: 2, near: [], none: [] } })
    expect(bench.rowsOf('tambon_code, hhid')).toEqual([
      ['400101', 'A'],
      ['400101', 'B'],
      ['400102', 'C'],
    ])
    expect(settled.refusedRows.map(({ reason }) => reason)).toContain('refused.left-out')
  })

  test('go by their code first, and by name where no area has the code only when it is settled', async () => {
    const lines = ['hhid,รหัสตำบล,ตำบล,members', 'A,400102,ในเมือง,1', 'B,400199,สำราญ,2']
    const outcome = await bench.importText(lines.join('\n'))
    expect(bench.rowsOf('tambon_code, hhid')).toEqual([['400102', 'A']])
    expect(outcome.join?.near[0]).toMatchObject({ rows: 1, candidates: [{ code: '400102', score: 1 }] })
  })

  test('ask nothing where every row has its code, and count as met what was met by code or position', async () => {
    const coded = ['hhid,รหัสตำบล,ตำบล', 'A,400101,ใน เมือง', 'B,400102,อะไรก็ได้'].join('\n')
    expect((await bench.importText(coded)).join).toBeNull()
    const mixed = ['hhid,รหัสตำบล,ตำบล', 'A,400101,', 'B,,สำราญ'].join('\n')
    expect((await bench.importText(mixed)).join).toMatchObject({ matchedByCode: 1, matchedByName: 1, areasWithout: [] })
    const placed = await bench.importText(file('A,,,102.2,16.2,1', 'B,ในเมอง,,102.2,16.2,1'))
    expect(placed.join?.areasWithout.map(({ code }) => code)).toEqual(['400102'])
  })

  test('are previewed to the last row, since any may have a name of its own', async () => {
    const path = join(bench.folder, 'p.csv')
    const rows = Array.from({ length: 6000 }, (_, i) => `H${i},${i === 5999 ? 'ในเมอง' : 'สำราญ'},1`)
    writeFileSync(path, ['hhid,ตำบล,หมู่ที่', ...rows].join('\n'))
    const layer = {
      name: 'p',
      kind: 'table',
      geometryTypes: [],
      rowCount: 6000,
      columns: [],
      box: null,
      crs: null,
    } as const
    const look = {
      ...{ name: 'p.csv', format: 'csv', bytes: 1, hash: '', notes: [] },
      layers: [{ ...layer, datum: [], encoding: null, headerRows: [1], notes: [] }],
    }
    const choices = importChoicesSchema.parse({ role: 'households' })
    const source = { kind: 'csv', path, name: 'p.csv', format: 'csv' } as const
    const preview = await previewHouseholds(source, choices, { look, db: bench.store.db })
    expect(preview).toMatchObject({ open: [], join: { matchedByName: 5999, near: [{ label: 'ในเมอง', rows: 1 }] } })
    const sheet = {
      ...source,
      kind: 'rows',
      headers: ['hhid', 'ตำบล'],
      rows: rows.map((row) => row.split(',')),
    } as const
    const ofSheet = await previewHouseholds(sheet, choices, { look, db: bench.store.db })
    expect(ofSheet.join).toMatchObject({ matchedByName: 5999 })
  })
})
