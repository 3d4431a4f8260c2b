import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RowPages } from './row-pages.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-pages-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Value = number | string | null | { real: number }

function pagesOf(rows: readonly (readonly Value[])[], sql: string, firstRow = 1): Uint8Array {
  const pages = new RowPages('t', sql)
  const encoder = new TextEncoder()
  rows.forEach((row, index) => {
    pages.begin(firstRow + index * 3)
    for (const value of row) {
      if (value === null) pages.null()
      else if (typeof value === 'number') pages.integer(value)
      else if (typeof value === 'string') {
        const bytes = encoder.encode(value)
        pages.text(bytes, 0, bytes.length)
      } else pages.real(value.real)
    }
    pages.end()
  })
  return pages.take()
}

function readBack(bytes: Uint8Array): { check: unknown; rows: unknown[][] } {
  const path = join(folder, 'a.db')
  writeFileSync(path, bytes)
  const db = new Sqlite(path, { readonly: true })
  const check = db.pragma('integrity_check', { simple: true })
  const rows = db.prepare('SELECT * FROM t ORDER BY fid').raw().all() as unknown[][]
  db.close()
  return { check, rows }
}

const value = fc.oneof(
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.integer({ min: -300, max: 300 }),
  fc.integer(),
  fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => text.isWellFormed() && !text.includes('\0')),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((real) => ({ real: real === 0 ? 0 : real })),
)

describe('pages written by hand', () => {
  test('give SQLite back every value, whole and checked', () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), { maxLength: 120 }), (rows) => {
        const back = readBack(pagesOf(rows, 'CREATE TABLE t(fid INTEGER PRIMARY KEY NOT NULL,a,b,c,d,e)'))
        expect(back.check).toBe('ok')
        const plain = rows.map((row) => row.map((v) => (v !== null && typeof v === 'object' ? v.real : v)))
        expect(back.rows.map((row) => row.slice(1))).toEqual(plain)
        expect(back.rows.map((row) => row[0])).toEqual(rows.map((_, index) => 1 + index * 3))
      }),
      { numRuns: 60 },
    )
  })

  test('grow to several levels of pages', () => {
    const rows = Array.from({ length: 120_000 }, (_, i) => [i, `ครัวเรือนที่ ${i}`])
    const back = readBack(pagesOf(rows, 'CREATE TABLE t(fid INTEGER PRIMARY KEY NOT NULL,a INT,b TEXT)', 4_000_000_000))
    expect(back.check).toBe('ok')
    expect(back.rows).toHaveLength(120_000)
    expect(back.rows.at(-1)).toEqual([4_000_000_000 + 119_999 * 3, 119_999, 'ครัวเรือนที่ 119999'])
  })

  test.each([3_900, 4_040, 4_061, 4_100, 9_000, 40_000])('carry records of %i bytes', (length) => {
    const rows = [['a'], ['x'.repeat(length)], ['b']]
    const back = readBack(pagesOf(rows, 'CREATE TABLE t(fid INTEGER PRIMARY KEY NOT NULL,a TEXT)'))
    expect(back.check).toBe('ok')
    expect(back.rows.map((row) => row[1])).toEqual(rows.flat())
  })

  test.each([3_600, 3_850, 3_900, 3_950, 4_000, 4_060, 4_200, 12_000])('carry a definition of %i bytes', (length) => {
    const start = 'CREATE TABLE t(fid INTEGER PRIMARY KEY NOT NULL,a TEXT /*'
    const back = readBack(pagesOf([['z']], `${start}${'-'.repeat(length - start.length - 3)}*/)`))
    expect(back).toEqual({ check: 'ok', rows: [[1, 'z']] })
  })
})
