import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { buildRegister } from '../areas/register.ts'
import type { AreaRow, SearchHit } from '../contract/api.ts'
import type { AreaLevel } from '../contract/imports.ts'
import { buildAreaSearch, searchAll } from './search.ts'

const named: [AreaLevel, string, string][] = [
  ['province', '98', 'ทดลอง'],
  ['amphoe', '9801', 'น้ำใส'],
  ['tambon', '980101', 'หนองน้ำ'],
  ['village', '98010101', 'หนองบัว'],
  ['village', '98010102', 'โคกหนอง'],
  ['village', '98010103', 'บ้านใหม่'],
]
const register = buildRegister(
  named.map(([level, code, nameTh]) => ({ level, code, nameTh, nameEn: '', parentCode: code.slice(0, -2) })),
)
const areas = (level: AreaLevel): Omit<AreaRow, 'pilot'>[] =>
  named
    .filter(([each]) => each === level)
    .map(([, code, nameTh]) => ({
      ...{ code, nameTh, nameEn: '', parentCode: code.slice(0, -2), label: nameTh },
      ...{ labelPoint: [103, 16], box: [103, 16, 103, 16], areaRai: 0 },
    }))

function databaseWith(titles: readonly string[]): Sqlite.Database {
  const db = new Sqlite(':memory:')
  db.exec('CREATE TABLE plan (plan_id, title); CREATE TABLE plan_item (item_id, plan_id, title, geom, dropped)')
  const insert = db.prepare('INSERT INTO plan_item VALUES (?, ?, ?, NULL, 0)')
  for (const [index, title] of titles.entries()) insert.run(String(index), 'p', title)
  return db
}

async function search(words: string, titles: readonly string[] = [], audience: 'desk' | 'room' = 'desk') {
  const index = await buildAreaSearch({ register, areas })
  const household: SearchHit = { kind: 'household', id: '1', title: 'H1', detail: '', box: null, point: null }
  return searchAll({ db: databaseWith(titles), households: () => [household] }, { index, words, audience })
}

describe('search', () => {
  it('finds names in either spelling of สระอำ, larger areas first', async () => {
    for (const words of ['น้ำ', 'นํ้า', 'น\u0E49\u0E4D\u0E32']) {
      const hits = await search(words)
      expect(hits.filter(({ kind }) => kind === 'area').map(({ id }) => id)).toEqual(['9801', '980101'])
    }
  })

  it('finds places as they are written, with the word for their level', async () => {
    const found = async (words: string) => (await search(words)).filter(({ kind }) => kind !== 'household')[0]?.id
    for (const words of ['ต.หนองน้ำ', 'ต. หนองน้ำ', 'ตำบลหนองน้ำ', 'ตําบล หนองนํ้า', 'แขวงหนองน้ำ', 'ต.หนอง'])
      expect(await found(words), words).toBe('980101')
    for (const words of ['อ.น้ำใส', 'อำเภอน้ำใส', 'อำเภอ น้ำใส', 'เขตน้ำใส']) expect(await found(words), words).toBe('9801')
    for (const words of ['จ.ทดลอง', 'จังหวัดทดลอง', 'จังหวัด ทดลอง']) expect(await found(words), words).toBe('98')
    for (const words of ['บ้านหนองบัว', 'หมู่บ้านหนองบัว', 'บ.หนองบัว', 'บ้าน หนองบัว'])
      expect(await found(words), words).toBe('98010101')
    // Its own name begins with the word, as many do.
    for (const words of ['บ้านใหม่', 'ใหม่', 'หมู่บ้านใหม่']) expect(await found(words), words).toBe('98010103')
  })

  it('finds a village by its name and number, and not another of the name', async () => {
    const found = async (words: string) =>
      (await search(words)).filter(({ kind }) => kind === 'village').map(({ id }) => id)
    for (const words of ['บ้านหนองบัว หมู่ 1', 'หนองบัว หมู่ที่ ๑', 'บ้านหนองบัว ม.1'])
      expect(await found(words), words).toEqual(['98010101'])
    expect(await found('บ้านหนองบัว หมู่ 2')).toEqual([])
  })

  it('takes the word for one level for no other', async () => {
    const kinds = (await search('อ.หนอง')).map(({ kind }) => kind)
    expect(kinds).toEqual(['household'])
  })

  it('keeps places in sight however many items share the word', async () => {
    const hits = await search(
      'หนอง',
      Array.from({ length: 100 }, (_, index) => `ขุดลอกหนอง ${index}`),
    )
    expect(hits.slice(0, 3).map(({ id }) => id)).toEqual(['980101', '98010101', '98010102'])
    expect(hits.filter(({ kind }) => kind === 'item')).toHaveLength(10)
    expect(hits.length).toBeLessThanOrEqual(30)
  })

  it('asks for households only at the desk', async () => {
    expect((await search('หนอง')).some(({ kind }) => kind === 'household')).toBe(true)
    expect((await search('หนอง', [], 'room')).some(({ kind }) => kind === 'household')).toBe(false)
  })
})
