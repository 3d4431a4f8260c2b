import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movedItem } from './moved-item.ts'

test('the move that is found makes the one order the other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), (ids, a, b) => {
      const from = a % ids.length
      const to = b % ids.length
      const after = ids.toSpliced(from, 1).toSpliced(to, 0, ids[from] as string)
      const moved = movedItem(ids, after)
      if (from === to) {
        expect(moved).toBeNull()
        return
      }
      const rest = ids.filter((id) => id !== moved?.item)
      const at = moved?.before == null ? rest.length : rest.indexOf(moved.before)
      expect(rest.toSpliced(at, 0, moved?.item ?? '')).toEqual(after)
    }),
  )
})

test('two that were moved at once are no move', () => {
  expect(movedItem(['a', 'b', 'c', 'd'], ['d', 'c', 'b', 'a'])).toBeNull()
})
