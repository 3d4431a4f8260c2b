import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyEdit, editKinds, openTestWorkspace, type TestWorkspace } from '../documents/testing.test-support.ts'
import { canonicalChanges, readCanonical } from './canonical-changes.ts'

const MANY_BYTES = 10_000_000
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom(...editKinds),
    pick: fc.nat(1000),
    text: fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
    number: fc.nat(9),
  }),
  { maxLength: 10 },
)
const bytesOf = (changes: readonly Uint8Array[]) =>
  Buffer.concat(canonicalChanges(changes, MANY_BYTES).map(({ chunk }) => chunk))

describe('canonical bytes', () => {
  let here: TestWorkspace
  let there: TestWorkspace
  beforeAll(() => {
    here = openTestWorkspace('ที่นี่')
    there = openTestWorkspace('ที่นั่น')
  })
  afterAll(() => {
    here.remove()
    there.remove()
  })

  it('are equal on two laptops that worked apart, whatever came to which of them in which order', () => {
    fc.assert(
      fc.property(edits, edits, fc.infiniteStream(fc.nat()), (mine, theirs, order) => {
        const documentId = here.store.apply({ type: 'createPlan', fields: { title: 'แผน' } }).documentId
        there.store.merge({ documentId, kind: 'plan' }, here.store.changes(documentId))
        for (const edit of mine) applyEdit(here.store, documentId, edit)
        for (const edit of theirs) applyEdit(there.store, documentId, edit)
        const shuffled = there.store
          .changes(documentId)
          .map((change) => [order.next().value as number, change] as const)
          .sort(([a], [b]) => a - b)
        const fromHere = here.store.changes(documentId)
        here.store.merge(
          { documentId, kind: 'plan' },
          shuffled.map(([, change]) => change),
        )
        there.store.merge({ documentId, kind: 'plan' }, fromHere)
        const bytes = bytesOf(here.store.changes(documentId))
        expect(bytesOf(there.store.changes(documentId))).toEqual(bytes)
        expect(bytesOf([...shuffled.map(([, change]) => change), ...fromHere, ...fromHere])).toEqual(bytes)
        expect(readCanonical(bytes, 1000).map(({ hash }) => hash)).toEqual(
          canonicalChanges(here.store.changes(documentId), MANY_BYTES).map(({ hash }) => hash),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('are refused in another order, twice over, or with a bit changed', () => {
    const { documentId } = here.store.apply({ type: 'createPlan', fields: { title: 'ก'.repeat(400) } })
    here.store.apply({ type: 'editPlan', plan: documentId, field: 'title', value: 'ข' })
    const [first, second] = canonicalChanges(here.store.changes(documentId), MANY_BYTES).map(({ chunk }) => chunk)
    const read =
      (...chunks: readonly (Uint8Array | undefined)[]) =>
      () =>
        readCanonical(Buffer.concat(chunks.flatMap((chunk) => chunk ?? [])), 1000)
    expect(read(first, second)()).toHaveLength(2)
    expect(read(second, first)).toThrow(RangeError)
    expect(read(first, first)).toThrow(RangeError)
    expect(read(first, second?.subarray(0, -1))).toThrow(RangeError)
    const bent = Buffer.from(first ?? [])
    bent[bent.length - 1]! ^= 1
    expect(read(bent)).toThrow(RangeError)
  })
})
