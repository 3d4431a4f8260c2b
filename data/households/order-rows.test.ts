import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBits, setBit } from './bits.ts'
import type { CategoryColumn, NumberColumn, TextColumn } from './columns.ts'
import { orderRows } from './order-rows.ts'

const base = { name: 'c', label: 'c', role: null }

function numbers(values: readonly (number | null)[]): NumberColumn {
  const present = createBits(values.length)
  values.forEach((value, row) => {
    if (value !== null) setBit(present, row)
  })
  return { ...base, kind: 'number', values: Float64Array.from(values, (value) => value ?? 0), present, integer: false }
}

function texts(values: readonly string[]): TextColumn {
  const parts = values.map((value) => Buffer.from(value))
  const offsets = Uint32Array.from([
    0,
    ...parts.map((_, index) => parts.slice(0, index + 1).reduce((n, p) => n + p.length, 0)),
  ])
  return { ...base, kind: 'text', offsets, bytes: Buffer.concat(parts) }
}

describe('ordering rows', () => {
  it('is the order of the numbers, missing ones last, both ways, equal ones as they stood', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true })))),
        fc.boolean(),
        async (values, descending) => {
          const rows = Uint32Array.from(values.keys())
          const got = [...(await orderRows(rows, numbers(values), descending))]
          const present = [...rows].filter((row) => values[row] !== null)
          const sorted = present.sort((a, b) => {
            const difference = values[a]! - values[b]!
            // -0 and 0 are one number to people; their bits are not.
            return difference || (Object.is(values[a], values[b]) ? a - b : Object.is(values[a], -0) ? -1 : 1)
          })
          if (descending) sorted.reverse()
          expect(got).toEqual([...sorted, ...[...rows].filter((row) => values[row] === null)])
        },
      ),
    )
  })

  it('is Thai dictionary order for words', async () => {
    const words = ['เสลภูมิ', 'โพนทราย', 'กู่กาสิงห์', '', 'หนองพอก']
    const order = await orderRows(Uint32Array.from(words.keys()), texts(words), false)
    expect([...order].map((row) => words[row])).toEqual(['กู่กาสิงห์', 'โพนทราย', 'เสลภูมิ', 'หนองพอก', ''])
    const category: CategoryColumn = { ...base, kind: 'category', words, codes: Uint8Array.from([1, 2, 3, 0, 5]) }
    const ranked = await orderRows(Uint32Array.from(words.keys()), category, false)
    expect([...ranked]).toEqual([2, 1, 0, 4, 3])
  })
})
