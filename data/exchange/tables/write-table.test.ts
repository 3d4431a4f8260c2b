import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookAtTable, readTable } from './look-at-table.ts'
import { type OutTable, toCsv, toXlsx, writeCsv, writeXlsx } from './write-table.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-write-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const table: OutTable = {
  title: 'ประชากร: ต.นาคำ [ร่าง] ที่ยาวเกินกว่าชื่อแผ่นงานจะรับได้',
  columns: [
    { title: 'รหัสตำบล', kind: 'code' },
    { title: 'ตำบล', kind: 'text' },
    { title: 'ประชากร', kind: 'number' },
  ],
  rows: [
    ['400101', 'ในเมือง, "เก่า"', 50123],
    ['40010201', '- เพื่อ\nน้ำ <ดื่ม> & ใช้\u0000', 0.5],
    ['45', '=1+1', null],
  ],
}

describe('writeXlsx', () => {
  it('reads back as it was, codes as text and numbers as numbers', async () => {
    const path = join(folder, 'out.xlsx')
    writeXlsx(path, table)
    const book = read(readFileSync(path))
    expect(book.SheetNames).toEqual([table.title.replace(/[[\]:]/g, ' ').slice(0, 31)])
    expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1 })).toEqual([
      ['รหัสตำบล', 'ตำบล', 'ประชากร'],
      ['400101', 'ในเมือง, "เก่า"', 50123],
      ['40010201', '- เพื่อ\nน้ำ <ดื่ม> & ใช้', 0.5],
      ['45', '=1+1'],
    ])
    const [layer] = (await lookAtTable(path)).layers
    expect(layer?.rowCount).toBe(3)
  })

  it('has a bold header that stays in view, and columns wide enough', () => {
    const files = unzipSync(toXlsx(table))
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!)
    expect(sheet).toContain('state="frozen"')
    expect(sheet).toContain('<c s="1" t="inlineStr"><is><t xml:space="preserve">รหัสตำบล</t>')
    expect(sheet).toMatch(/<col min="2" max="2" width="1\d" customWidth="1"\/>/)
    expect(strFromU8(files['xl/styles.xml']!)).toContain('<b/>')
  })

  it('refuses more rows than a sheet holds', () => {
    const rows = Array.from({ length: 1_048_576 }, () => ['400101'])
    expect(() => toXlsx({ title: 'x', columns: [{ title: 'a', kind: 'code' }], rows })).toThrow(RangeError)
  })
})

describe('writeCsv', () => {
  it('is UTF-8 with its mark, and no cell of it is run as a formula', async () => {
    const text = toCsv(table)
    expect(text.startsWith('\uFEFFรหัสตำบล,ตำบล,ประชากร\r\n')).toBe(true)
    expect(text).toContain('400101,"ในเมือง, ""เก่า""",50123\r\n')
    expect(text).toContain("45,'=1+1,\r\n")
    const path = join(folder, 'out.csv')
    writeCsv(path, table)
    const rows = []
    for await (const batch of readTable(path, {})) rows.push(...batch)
    expect(rows.map((row) => row.values[0])).toEqual(['400101', '40010201', '45'])
  })

  it('leaves negative numbers alone', () => {
    const columns = [{ title: 'n', kind: 'number' as const }]
    expect(toCsv({ title: '', columns, rows: [[-5], ['-5'], ['-5 บาท']] })).toBe("\uFEFFn\r\n-5\r\n-5\r\n'-5 บาท\r\n")
  })
})
