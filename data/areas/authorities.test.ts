import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStore, type Store } from '../store/open.ts'
import { authoritiesOf, authorityKindOf, listAuthorities, parseAuthorities, tambonsOf } from './authorities.ts'
import { readAuthorityFile } from './authorities-file.ts'

let folder: string
let store: Store
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-authorities-'))
  store = createStore(join(folder, 'w.gpkg'))
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

type Cells = [
  code: string | null,
  name: string | null,
  kind: string | null,
  tambon: string | null,
  coverage: string | null,
]
const parse = (...rows: Cells[]) =>
  parseAuthorities(
    rows.map(([authorityCode, name, kind, tambonCode, coverage], index) => ({
      row: index + 1,
      ...{ authorityCode, name, kind, tambonCode, coverage },
    })),
  )

describe('parseAuthorities', () => {
  it('links authorities and tambons many to many', () => {
    const { authorities, links, refused } = parse(
      ['4099', 'เทศบาลนครขอนแก่น', 'ทน.', 'TH400101', 'เต็ม'],
      ['05400102', 'อบต.สำราญ', null, '400102.0', ''],
      ['05400103', 'เทศบาลตำบลโคกสี', 'เทศบาลตำบล', '๔๐๐๑๐๓', 'part'],
      ['05400103', 'เทศบาลตำบลโคกสี', 'ทต', '400102', 'บางส่วน'],
      ['02400101', 'อบจ.ขอนแก่น', 'อบจ.', null, null],
    )
    expect(refused).toEqual([])
    expect(authorities.map((authority) => authority.kind)).toEqual(['city-mun', 'tao', 'subdistrict-mun', 'pao'])
    expect(links).toEqual([
      { authorityCode: '4099', tambonCode: '400101', coverage: 'whole' },
      { authorityCode: '05400102', tambonCode: '400102', coverage: 'whole' },
      { authorityCode: '05400103', tambonCode: '400103', coverage: 'part' },
      { authorityCode: '05400103', tambonCode: '400102', coverage: 'part' },
    ])
  })

  it('refuses what it cannot understand, with the reason', () => {
    const { refused } = parse(
      [null, 'อบต.ก', 'อบต.', '400101', null],
      ['1', ' ', 'อบต.', '400101', null],
      ['1', 'อบต.ก', 'สหกรณ์', '400101', null],
      ['1', 'อบต.ก', 'อบต.', '4001', null],
      ['1', 'อบต.ก', 'อบต.', '400101', 'ครึ่ง'],
      ['1', 'อบต.ก', 'อบต.', '400101', null],
      ['1', 'อบต.ก', 'อบต.', '400101', 'part'],
    )
    expect(refused.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'refused.not-a-code'],
      [2, 'refused.no-name'],
      [3, 'refused.not-a-kind'],
      [4, 'refused.not-a-code'],
      [5, 'refused.not-a-coverage'],
      [7, 'refused.duplicate'],
    ])
  })

  it('knows the kinds by word and by abbreviation', () => {
    const words = ['อบต.', 'องค์การบริหารส่วนตำบล', 'ทต.', 'ทม.', 'เทศบาลเมือง', 'ทน.', 'อบจ', 'กทม.', 'สมาคม', '']
    expect(words.map(authorityKindOf)).toEqual([
      ...['tao', 'tao', 'subdistrict-mun', 'town-mun', 'town-mun', 'city-mun', 'pao', 'special'],
      ...[null, null],
    ])
  })
})

describe('readAuthorityFile', () => {
  it('understands headings in Thai', async () => {
    const path = join(folder, 'อปท.csv')
    writeFileSync(
      path,
      'รหัส อปท.,ชื่อ อปท.,ประเภท,รหัสตำบล,ความครอบคลุม\n4099,เทศบาลนครขอนแก่น,ทน.,400101,เต็ม\n,อบต.ก,อบต.,400102,\n',
    )
    const { authorities, links, refused } = await readAuthorityFile(path)
    expect(authorities).toEqual([{ code: '4099', nameTh: 'เทศบาลนครขอนแก่น', kind: 'city-mun' }])
    expect(links).toEqual([{ authorityCode: '4099', tambonCode: '400101', coverage: 'whole' }])
    expect(refused).toEqual([{ row: 2, column: 'authority_code', value: '', reason: 'refused.not-a-code' }])
  })

  it('refuses a file without the columns', async () => {
    const path = join(folder, 'other.csv')
    writeFileSync(path, 'a,b\n1,x\n')
    await expect(readAuthorityFile(path)).rejects.toThrow('import.no-column')
  })
})

describe('the projected tables', () => {
  it('tell which authorities a place lies in, and what one covers', () => {
    const { authorities, links } = parse(
      ['4099', 'เทศบาลนครขอนแก่น', 'ทน.', '400101', 'whole'],
      ['4099', 'เทศบาลนครขอนแก่น', 'ทน.', '400102', 'part'],
      ['05400102', 'อบต.สำราญ', 'อบต.', '400102', 'part'],
      ['05450101', 'อบต.อื่น', 'อบต.', '450101', 'whole'],
    )
    const authority = store.db.prepare('INSERT INTO local_authority (authority_code, name_th, kind) VALUES (?, ?, ?)')
    const link = store.db.prepare(
      'INSERT INTO local_authority_tambon (authority_code, tambon_code, coverage) VALUES (?, ?, ?)',
    )
    for (const { code, nameTh, kind } of authorities) authority.run(code, nameTh, kind)
    for (const { authorityCode, tambonCode, coverage } of links) link.run(authorityCode, tambonCode, coverage)
    const brief = (code: string) => authoritiesOf(store.db, code).map((each) => [each.code, each.coverage])
    expect(listAuthorities(store.db)).toHaveLength(3)
    expect(brief('400101')).toEqual([['4099', 'whole']])
    expect(brief('40010203')).toEqual([
      ['05400102', 'part'],
      ['4099', 'part'],
    ])
    expect(brief('40')).toEqual([
      ['05400102', 'part'],
      ['4099', 'whole'],
    ])
    expect(tambonsOf(store.db, '4099').map((each) => [each.tambonCode, each.coverage])).toEqual([
      ['400101', 'whole'],
      ['400102', 'part'],
    ])
  })
})
