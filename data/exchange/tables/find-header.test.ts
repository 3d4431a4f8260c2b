import { describe, expect, it } from 'vitest'
import { findHeader, type Merge } from './find-header.ts'

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim() || null))
const find = (text: string, merges: readonly Merge[] = [], chosen: number | null = null) =>
  findHeader({ rows: rowsOf(text), merges, chosen })
const merge = (firstRow: number, firstColumn: number, lastRow: number, lastColumn: number): Merge => ({
  firstRow,
  lastRow,
  firstColumn,
  lastColumn,
})

describe('findHeader', () => {
  it('takes a plain first row', () => {
    const header = find(`รหัสตำบล|ตำบล|ประชากร
      400101|ในเมือง|10,200
      400102|สำราญ|4,100`)
    expect(header).toEqual({ rows: [0], dataStart: 1, names: ['รหัสตำบล', 'ตำบล', 'ประชากร'], preamble: [] })
  })

  it('finds it below titles, and keeps them', () => {
    const header = find(`จำนวนประชากร จังหวัดขอนแก่น||||
      ณ วันที่ 31 ธันวาคม 2564||||
      ||||
      ที่|ตำบล|อำเภอ|ชาย|หญิง
      1|ในเมือง|เมือง|5,000|5,200
      2|สำราญ|เมือง|2,000|2,100`)
    expect(header.rows).toEqual([3])
    expect(header.dataStart).toBe(4)
    expect(header.preamble).toEqual(['จำนวนประชากร จังหวัดขอนแก่น', 'ณ วันที่ 31 ธันวาคม 2564'])
  })

  const plan = `แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)||||||||
      เทศบาลตำบลตัวอย่าง||||||||
      ยุทธศาสตร์ที่ 1 ด้านคุณภาพชีวิต||||||||
      ที่|โครงการ|เป้าหมาย|งบประมาณ||||ตัวชี้วัด|หน่วยงาน
      ||(ผลผลิต)|2566|2567|2568|2569|(KPI)|รับผิดชอบ
      |||(บาท)|(บาท)|(บาท)|(บาท)||
      1|ก่อสร้างถนน|1 สาย|500,000|-|-|-|ระยะทาง|กองช่าง
      2|อบรมอาชีพ|50 คน|30,000|30,000|-|" -   "|จำนวนคน|กองสวัสดิการ
      3|วางท่อ|1 แห่ง|-|200,000|-|120,000|จำนวนแห่ง|กองช่าง`
  const planNames = [
    'ที่',
    'โครงการ',
    'เป้าหมาย (ผลผลิต)',
    'งบประมาณ › 2566 (บาท)',
    'งบประมาณ › 2567 (บาท)',
    'งบประมาณ › 2568 (บาท)',
    'งบประมาณ › 2569 (บาท)',
    'ตัวชี้วัด (KPI)',
    'หน่วยงาน › รับผิดชอบ',
  ]

  it('joins three header rows of a plan form, with merged cells', () => {
    const merges = [
      ...[0, 1, 2].map((row) => merge(row, 0, row, 8)),
      merge(3, 0, 5, 0),
      merge(3, 1, 5, 1),
      merge(3, 3, 3, 6),
    ]
    expect(find(plan, merges)).toMatchObject({ rows: [3, 4, 5], dataStart: 6, names: planNames })
  })

  it('and without them, as saved to CSV', () => {
    expect(find(plan)).toMatchObject({ rows: [3, 4, 5], dataStart: 6, names: planNames })
  })

  it('joins a group over its columns', () => {
    const header = find(`รหัส|ชื่อ|ประชากร|||บ้าน
      ||รวม|ชาย|หญิง|
      400101|ในเมือง|10|4|6|3
      400102|สำราญ|12|6|6|4`)
    expect(header.names).toEqual(['รหัส', 'ชื่อ', 'ประชากร › รวม', 'ประชากร › ชาย', 'ประชากร › หญิง', 'บ้าน'])
    expect(header.dataStart).toBe(2)
  })

  it('leaves out a row that only numbers the columns', () => {
    const header = find(`รหัส|ชื่อ|ประชากร
      (1)|(2)|(3)
      400101|ในเมือง|10
      400102|สำราญ|12`)
    expect(header).toMatchObject({ rows: [0, 1], dataStart: 2, names: ['รหัส', 'ชื่อ', 'ประชากร'] })
  })

  it('keeps a section heading under the header as data', () => {
    const header = find(`ที่|โครงการ|งบประมาณ
      แผนงานสาธารณสุข||
      1|พ่นหมอกควัน|50,000
      2|ตรวจสุขภาพ|20,000`)
    expect(header).toMatchObject({ rows: [0], dataStart: 1 })
  })

  it('names columns by years', () => {
    const header = find(`ตำบล|2564|2565
      ในเมือง|10,200|10,100
      สำราญ|4,100|4,050`)
    expect(header).toMatchObject({ rows: [0], names: ['ตำบล', '2564', '2565'] })
  })

  it('sees that there is none', () => {
    expect(find(`400101|ในเมือง|10\n400102|สำราญ|12\n400103|โคกสี|15`)).toMatchObject({ rows: [], dataStart: 0 })
  })

  it('takes texts over texts', () => {
    expect(find(`อปท|ตำบล\nอบต.สำราญ|สำราญ\nทต.โคกสี|โคกสี`)).toMatchObject({ rows: [0], dataStart: 1 })
    expect(find('code|name|people')).toMatchObject({ rows: [0], dataStart: 1, names: ['code', 'name', 'people'] })
  })

  it('keeps to the row that a person named', () => {
    const header = find(`a|b\nc|d\n1|2`, [], 1)
    expect(header).toMatchObject({ rows: [1], dataStart: 2, names: ['c', 'd'], preamble: ['a', 'b'] })
  })
})
