/** Households inside shapes as set bits: the union of whatever is painted, since a bit is set once. */
import type { Shape } from '../contract/filters.ts'
import { type Bits, setBit } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { gridOf } from '../households/grids.ts'
import { scanShape } from '../households/shape-scan.ts'

/** Sets the rows inside a shape. Parts of a polygon are painted one by one, so that where they overlap is inside, too. */
export function paintShape(survey: Survey, shape: Shape, bits: Bits): void {
  if (shape.kind === 'polygon' && shape.polygons.length > 1) {
    for (const polygon of shape.polygons) paintShape(survey, { kind: 'polygon', polygons: [polygon] }, bits)
    return
  }
  const grid = gridOf(survey)
  const { starts, order } = grid
  scanShape(grid, shape, {
    cells: (first, last) => {
      for (let at = starts[first]!; at < starts[last + 1]!; at++) {
        const row = order[at]!
        bits[row >>> 5]! |= 1 << (row & 31)
      }
    },
    household: (at) => setBit(bits, order[at]!),
  })
}
