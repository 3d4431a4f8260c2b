import * as Automerge from '@automerge/automerge'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deflateChange } from './change-bytes.ts'
import { initialChange, initialHash } from './initial-change.ts'
import { WorkDocument } from './work-document.ts'

function changeWith(text: string): Uint8Array {
  const document = new WorkDocument('ab'.repeat(16), [])
  const write = { record: null, field: 'title', before: null, after: text }
  return document.write([write], {
    at: new Date(0),
    note: { by: '', label: { message: 'command.unknown', values: {} } },
  }).data
}

test('the initial change is the one that every laptop starts from', () => {
  expect(Automerge.decodeChange(initialChange).hash).toBe(initialHash)
  expect(new WorkDocument('00'.repeat(16), []).heads()).toEqual([initialHash])
})

test('a long change is deflated and read back the same; a short one stays as it is', () => {
  const long = 'ก่อสร้างถนนคอนกรีตเสริมเหล็ก '.repeat(500)
  const packed = changeWith(long)
  expect(packed[8]).toBe(2)
  expect(packed.length).toBeLessThan(2000)
  expect(new WorkDocument('cd'.repeat(16), [packed]).read(null, 'title')).toBe(long)
  expect(deflateChange(packed)).toBe(packed)
  const short = changeWith('ก')
  expect(short[8]).toBe(1)
  expect(new WorkDocument('cd'.repeat(16), [short]).read(null, 'title')).toBe('ก')
})

test('changes make the same document in any order', () => {
  const made = new WorkDocument('ab'.repeat(16), [])
  const label = { message: 'command.unknown', values: {} }
  const changes = [1, 2, 3, 4].map((after) => {
    const writes = [{ record: `item:${after % 2}`, field: 'title', before: null, after }]
    return made.write(writes, { at: new Date(0), note: { by: '', label } }).data
  })
  const turned = new WorkDocument('cd'.repeat(16), changes.toReversed())
  expect(turned.heads()).toEqual(made.heads())
  expect(turned.cells('item:1')).toEqual({ title: 3 })
})

test('no change is taken in with a byte of it turned', () => {
  const changes = ['ก', 'ก่อสร้างถนน '.repeat(60)].map(changeWith)
  fc.assert(
    fc.property(fc.constantFrom(...changes), fc.nat(), fc.integer({ min: 1, max: 255 }), (change, at, turn) => {
      const damaged = Uint8Array.from(change)
      damaged[at % change.length]! ^= turn
      expect(() => new WorkDocument('cd'.repeat(16), [damaged])).toThrow()
      expect(() => new WorkDocument('cd'.repeat(16), []).take([damaged])).toThrow()
    }),
    { numRuns: 300 },
  )
})

test('a change whose predecessor is missing makes no document', () => {
  const first = new WorkDocument('ab'.repeat(16), [])
  const note = { at: new Date(0), note: { by: '', label: { message: 'command.unknown', values: {} } } }
  first.write([{ record: null, field: 'a', before: null, after: 1 }], note)
  const second = first.write([{ record: null, field: 'a', before: 1, after: 2 }], note)
  expect(() => new WorkDocument('cd'.repeat(16), [second.data])).toThrow(RangeError)
})
