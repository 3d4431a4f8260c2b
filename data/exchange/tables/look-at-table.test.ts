import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, type WorkSheet, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookAtTable, readTable, type TableChoice, type TableRow } from './look-at-table.ts'
import { toXlsx } from './write-table.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-tables-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function rowsOf(path: string, choice: Partial<TableChoice> = {}): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const batch of readTable(path, choice)) rows.push(...batch)
  return rows
}

function sheetOf(cells: unknown[][], merges: string[] = []): WorkSheet {
  const sheet = utils.aoa_to_sheet(cells)
  sheet['!merges'] = merges.map((range) => utils.decode_range(range))
  return sheet
}

function workbook(
  sheets: Record<string, WorkSheet>,
  bookType: 'xlsx' | 'ods' | 'biff8' | 'biff5' = 'xlsx',
): Uint8Array {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  return new Uint8Array(write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer)
}

const official = [
  ['ประชากรและบ้าน อำเภอเมืองขอนแก่น'],
  ['ข้อมูล ณ 31 ธันวาคม 2564'],
  [],
  ['ที่', 'อำเภอ', 'รหัส', 'ตำบล', 'ประชากร', null, 'บ้าน', 'ร้อยละ'],
  [null, null, null, null, 'ชาย', 'หญิง', null, null],
  [1, 'เมืองขอนแก่น', 400101, 'ในเมือง', 50123, '52,001', 40000, { t: 'n', v: 0.125, z: '0.0%' }],
  [2, null, 400102, 'สำราญ', '๒,๐๐๐', '" -   "', 900, { t: 'n', v: 0.4, z: '0%' }],
  [3, null, 400103, 'โคกสี', 3000, 3100, 1200.5, null],
  ['รวม', null, null, null, 55123, 55101, 42100, null],
  [4],
  [5],
]
const officialMerges = ['A1:H1', 'A2:H2', 'A4:A5', 'B4:B5', 'C4:C5', 'D4:D5', 'E4:F4', 'G4:G5', 'H4:H5', 'B6:B8']

describe.each(['xlsx', 'ods', 'biff8'] as const)('a sheet as offices make it, %s', (bookType) => {
  it('is understood', async () => {
    const ending = bookType === 'biff8' ? 'xls' : bookType
    const path = file(`official.${ending}`, workbook({ ประชากร: sheetOf(official, officialMerges) }, bookType))
    const look = await lookAtTable(path)
    const [layer] = look.layers
    expect(look.format).toBe(ending)
    expect(layer).toMatchObject({ name: 'ประชากร', rowCount: 4, headerRows: [4, 5] })
    expect(layer?.columns.map((column) => `${column.name}:${column.type}`)).toEqual([
      'ที่:integer',
      'อำเภอ:text',
      'รหัส:integer',
      'ตำบล:text',
      'ประชากร › ชาย:integer',
      'ประชากร › หญิง:integer',
      'บ้าน:real',
      'ร้อยละ:real',
    ])
    expect(layer?.notes).toContainEqual({ message: 'table.total-rows', values: { count: 1 }, severity: 'info' })
    const rows = await rowsOf(path)
    expect(rows.map((row) => [row.row, row.total])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, true],
    ])
    expect(rows[0]?.values).toEqual(['1', 'เมืองขอนแก่น', '400101', 'ในเมือง', '50123', '52,001', '40000', '12.5%'])
    expect(rows[1]?.values).toEqual(['2', 'เมืองขอนแก่น', '400102', 'สำราญ', '๒,๐๐๐', '" -   "', '900', '40%'])
    expect(rows[2]?.values[6]).toBe('1200.5')
  })
})

describe('spreadsheets', () => {
  it('have a layer for each sheet with cells, and must be chosen from', async () => {
    const one = sheetOf([
      ['code', 'n'],
      [400101, 1],
    ])
    const path = file(
      'two.xlsx',
      workbook({
        ก: one,
        ว่าง: sheetOf([]),
        ข: sheetOf([
          ['code', 'm'],
          [400102, 2],
        ]),
      }),
    )
    expect((await lookAtTable(path)).layers.map((layer) => layer.name)).toEqual(['ก', 'ข'])
    await expect(rowsOf(path)).rejects.toThrow('import.choose-layer')
    await expect(rowsOf(path, { layer: 'ค' })).rejects.toThrow('import.no-layer')
    expect((await rowsOf(path, { layer: 'ข' })).map((row) => row.values)).toEqual([['400102', '2']])
  })

  it('come in batches, however long', async () => {
    const rows = Array.from({ length: 5001 }, (_, index) => [String(400000 + index), index])
    const columns = [
      { title: 'code', kind: 'code' as const },
      { title: 'n', kind: 'number' as const },
    ]
    const path = file('long.xlsx', toXlsx({ title: 'long', columns, rows }))
    const read = await rowsOf(path)
    expect(read.map((row) => row.row)).toEqual(rows.map((_, index) => index + 1))
    for await (const batch of readTable(path, {})) {
      expect(batch.length).toBeLessThan(5001)
      break
    }
  })

  it('keep dates, leading zeros and all digits, and drop errors', async () => {
    const sheet = sheetOf([
      ['d', 'z', 'n', 'e', 'b'],
      [new Date(Date.UTC(2021, 11, 31)), { t: 'n', v: 12, z: '0000' }, 1 / 3, { t: 'e', v: 0x2a }, true],
    ])
    const [row] = await rowsOf(file('kinds.xlsx', workbook({ s: sheet })))
    expect(row?.values).toEqual(['2021-12-31', '0012', '0.333333333333333', null, 'true'])
  })

  it('do not repeat an amount that is merged over rows', async () => {
    const sheet = sheetOf(
      [
        ['อำเภอ', 'ตำบล', 'งบ'],
        ['เมือง', 'ก', 500],
        [null, 'ข', null],
      ],
      ['A2:A3', 'C2:C3'],
    )
    const rows = await rowsOf(file('merged.xlsx', workbook({ s: sheet })))
    expect(rows.map((row) => row.values)).toEqual([
      ['เมือง', 'ก', '500'],
      ['เมือง', 'ข', null],
    ])
  })

  it('may be older than Unicode', async () => {
    // The writer knows no code pages: Latin letters stand where the Thai bytes go.
    const bytes = workbook(
      {
        SSSSSSS: sheetOf([
          ['CCCC', 'NNNN', 'n'],
          [400101, 'TTTTTTT', 5],
        ]),
      },
      'biff5',
    )
    const old = Buffer.from(bytes)
    const thai = { SSSSSSS: 'ประชากร', CCCC: 'รหัส', NNNN: 'ตำบล', TTTTTTT: 'ในเมือง' }
    for (const [latin, text] of Object.entries(thai)) {
      for (let at = old.indexOf(latin); at >= 0; at = old.indexOf(latin))
        iconv.encode(text, 'windows-874').copy(old, at)
    }
    old.writeUInt16LE(874, old.indexOf(Buffer.from([0x42, 0, 2, 0])) + 4)
    const path = file('old.xls', old)
    const [layer] = (await lookAtTable(path)).layers
    expect(layer?.name).toBe('ประชากร')
    expect(layer?.columns.map((column) => column.name)).toEqual(['รหัส', 'ตำบล', 'n'])
    expect((await rowsOf(path)).map((row) => row.values)).toEqual([['400101', 'ในเมือง', '5']])
  })

  it('take a web page named .xls for the table it is', async () => {
    const html =
      '<html><head><meta charset="windows-874"></head><body><table><tr><th>รหัส</th><th>ชื่อ</th><th>คน</th></tr><tr><td>400101</td><td>ในเมือง</td><td>1,200</td></tr></table></body></html>'
    const path = file('page.xls', iconv.encode(html, 'windows-874'))
    const look = await lookAtTable(path)
    expect(look).toMatchObject({ format: 'html', notes: [{ message: 'table.html' }] })
    expect((await rowsOf(path)).map((row) => row.values)).toEqual([['400101', 'ในเมือง', '1,200']])
  })
})

describe('text', () => {
  const csv = 'รหัสตำบล;ตำบล;คน\r\n400101;ในเมือง;"1,200"\r\n;;\r\nTH400102;สำราญ;-\r\n'
  it.each([
    ['utf-8', Buffer.from(csv)],
    ['windows-874', iconv.encode(csv, 'windows-874')],
    ['utf-16le', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
  ])('in %s', async (encoding, bytes) => {
    const path = file(`text-${encoding}.csv`, bytes)
    const [layer] = (await lookAtTable(path)).layers
    expect(layer).toMatchObject({ rowCount: 2, encoding: { value: encoding }, headerRows: [1] })
    expect(await rowsOf(path)).toEqual([
      { row: 1, values: ['400101', 'ในเมือง', '1,200'], total: false, tooLong: false },
      { row: 3, values: ['TH400102', 'สำราญ', '-'], total: false, tooLong: false },
    ])
  })

  it('marks rows in which a delimiter stands inside a value', async () => {
    const rows = await rowsOf(file('long.csv', 'code,n\n400101,1,200\n400102,5\n'))
    expect(rows.map((row) => row.tooLong)).toEqual([true, false])
  })

  it('makes repeated and missing headings unique', async () => {
    const [layer] = (await lookAtTable(file('twice.csv', 'code,n,n,\n400101,1,2,3\n'))).layers
    expect(layer?.columns.map((column) => column.name)).toEqual(['code', 'n', 'n (2)', 'column_4'])
  })
})

describe('JSON', () => {
  it('is a table where it holds a list of objects, with what its parents say', async () => {
    const path = file(
      'plan.json',
      JSON.stringify({ sheets: [{ name: 'ก', projects: [{ title: 'x', n: 1, tags: ['a', 'b'] }, { title: 'y' }] }] }),
    )
    expect((await lookAtTable(path)).layers.map((layer) => [layer.name, layer.rowCount])).toEqual([
      ['sheets › projects', 2],
      ['sheets', 1],
    ])
    expect((await lookAtTable(path)).layers[0]?.columns.map((column) => column.name)).toEqual([
      'title',
      'n',
      'tags',
      'sheets › name',
    ])
    expect((await rowsOf(path)).map((row) => row.values)).toEqual([
      ['x', '1', 'a; b', 'ก'],
      ['y', null, null, 'ก'],
    ])
  })
})

/** Writes bytes as a zip whose one sheet unpacks to `megabytes` of spaces. */
function bomb(megabytes: number): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/worksheets/sheet1.xml': new Uint8Array(megabytes * 1024 * 1024).fill(32),
  })
}

describe('what cannot be taken', () => {
  const manyColumns = (count: number): string => {
    const row = (write: (index: number) => string): string =>
      Array.from({ length: count }, (_, i) => write(i)).join(',')
    return `${row((i) => `c${i}`)}\n${row(String)}\n`
  }
  it.each([
    ['empty.csv', '', 'file.empty'],
    ['blank.csv', ' \n \n', 'file.empty'],
    ['empty.xlsx', workbook({ s: sheetOf([]) }), 'file.empty'],
    ['login.xls', '<html><body>กรุณาเข้าสู่ระบบ</body></html>', 'file.unknown-format'],
    ['photo.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'file.unknown-format'],
    ['torn.xlsx', workbook({ s: sheetOf(official) }).slice(0, 2000), 'file.damaged'],
    ['not-excel.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4000)]), 'file.damaged'],
    ['bomb.xlsx', bomb(120), 'file.zip-bomb'],
    ['quote.csv', 'a,b\n1,"2\n3,4\n', 'table.unclosed-quote'],
    ['wide.csv', manyColumns(501), 'import.too-many-columns'],
    ['number.json', '42', 'file.unknown-format'],
    ['torn.json', '[{"a":1},{"a"', 'file.damaged'],
  ])('%s is refused', async (name, content, code) => {
    await expect(lookAtTable(file(name, content))).rejects.toThrow(code)
  })

  it('500 columns are taken', async () => {
    expect((await lookAtTable(file('widest.csv', manyColumns(500)))).layers[0]?.columns).toHaveLength(500)
  })

  it('a header alone is a table without rows', async () => {
    const [layer] = (await lookAtTable(file('header.csv', 'รหัสตำบล,ตำบล,ประชากร\n'))).layers
    expect(layer).toMatchObject({ rowCount: 0, columns: [{ name: 'รหัสตำบล' }, { name: 'ตำบล' }, { name: 'ประชากร' }] })
    expect(layer?.notes).toContainEqual({ message: 'table.no-rows', values: {}, severity: 'warn' })
  })
})
