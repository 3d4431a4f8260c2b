import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerOfText } from './answer-words.ts'
import { AnswerBuilder, NumberBuilder, TextBuilder } from './column-builders.ts'
import { type Column, cellOf, decodeColumn, encodeColumn, reorderColumn } from './columns.ts'

const head = { name: 'c', label: 'คอลัมน์', role: 'members' }
const cellsOf = (column: Column, count: number) => Array.from({ length: count }, (_, row) => cellOf(column, row))

function buildText(words: readonly string[]): Column {
  const builder = new TextBuilder()
  words.forEach((word, row) => {
    const bytes = new TextEncoder().encode(word)
    builder.put(row, bytes, 0, bytes.length)
  })
  return builder.build(head, words.length)
}

function throughTheFile(column: Column, count: number): Column {
  const stored = encodeColumn(column, count)
  const odd = new Uint8Array(stored.data.length + 3)
  odd.set(stored.data, 3)
  return decodeColumn({ ...stored, data: odd.subarray(3) })
}

describe('columns keep their cells through building, reordering and the file', () => {
  test('answers', () => {
    const texts = fc.array(fc.constantFrom('1', '0', '', 'ผ่าน', 'ไม่ผ่าน', 'ไม่เกี่ยวข้อง'), { maxLength: 200 })
    fc.assert(
      fc.property(texts, (cells) => {
        const builder = new AnswerBuilder()
        cells.forEach((cell, row) => void builder.put(row, answerOfText(cell)))
        const wanted = cells.map((cell) => ['fail', 'pass', 'not-applicable', null][answerOfText(cell)])
        const order = Uint32Array.from(cells, (_, i) => cells.length - 1 - i)
        const column = builder.build(head, cells.length)
        expect(cellsOf(throughTheFile(column, cells.length), cells.length)).toEqual(wanted)
        expect(cellsOf(reorderColumn(column, order), cells.length)).toEqual(wanted.toReversed())
      }),
    )
  })

  test('numbers, in the smallest array that holds them', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.nat(255),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (cells) => {
        const builder = new NumberBuilder()
        const wanted = cells.map((cell) => (cell === null ? null : cell + 0))
        wanted.forEach((cell, row) => {
          if (cell !== null) builder.put(row, cell)
        })
        const column = builder.build(head, cells.length)
        const order = Uint32Array.from(cells, (_, i) => cells.length - 1 - i)
        expect(cellsOf(throughTheFile(column, cells.length), cells.length)).toEqual(wanted)
        expect(cellsOf(reorderColumn(column, order), cells.length)).toEqual(wanted.toReversed())
      }),
    )
  })

  test.each([
    ['few words', (i: number) => ['เกษตร', 'รับจ้าง', ''][i % 3]!, 5_000, 'category'],
    ['an id a row', (i: number) => (i % 10 === 9 ? '' : `รหัส-${i}`), 30_000, 'text'],
    ['many words, late', (i: number) => (i < 60_000 ? 'เดิม' : `ใหม่ ${i}`), 140_000, 'text'],
  ])('words: %s', (_, cell, count, kind) => {
    const cells = Array.from({ length: count }, (__, i) => cell(i))
    const column = buildText(cells)
    expect(column.kind).toBe(kind)
    const wanted = cells.map((text) => (text === '' ? null : text))
    expect(cellsOf(throughTheFile(column, count), count)).toEqual(wanted)
    const order = Uint32Array.from(cells, (__, i) => count - 1 - i)
    expect(cellsOf(reorderColumn(column, order), count)).toEqual(wanted.toReversed())
  })

  test('a thousand bytes hold a thousand small numbers', () => {
    const builder = new NumberBuilder()
    for (let row = 0; row < 1000; row++) builder.put(row, row % 200)
    expect(encodeColumn(builder.build(head, 1000), 1000).data).toHaveLength(1000)
  })
})
