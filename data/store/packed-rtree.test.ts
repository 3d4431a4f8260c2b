import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { hilbertIndex, sortedOrder } from './hilbert.ts'
import { writePackedRtree } from './packed-rtree.ts'

function randomBoxes(count: number): Float64Array {
  let seed = 7
  const random = (): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed / 2147483648
  }
  const boxes = new Float64Array(count * 4)
  for (let i = 0; i < count; i++) {
    const x = random() * 6 - 3
    const y = 15 + random() * 3
    boxes.set([x, y, x + random() / 100, y + random() / 100], i * 4)
  }
  return boxes
}

describe('a packed R-tree', () => {
  test.each([0, 1, 51, 52, 2601, 2602, 20000])('of %i boxes passes rtreecheck and answers like a scan', (count) => {
    const db = new Database(':memory:')
    const boxes = randomBoxes(count)
    const ids = Uint32Array.from({ length: count }, (_, i) => count - i + 10)
    writePackedRtree(db, 'households', { ids, boxes })
    expect(db.prepare(`SELECT rtreecheck('rtree_households_geom')`).pluck().get()).toBe('ok')
    const found = db
      .prepare(
        'SELECT id FROM rtree_households_geom WHERE maxx >= -1 AND minx <= 1 AND maxy >= 16 AND miny <= 17 ORDER BY id',
      )
      .pluck()
      .all()
    const wanted: number[] = []
    for (let i = 0; i < count; i++) {
      const [minX, minY, maxX, maxY] = boxes.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number]
      if (maxX >= -1 && minX <= 1 && maxY >= 16 && minY <= 17) wanted.push(ids[i]!)
    }
    expect(found).toEqual(wanted.sort((a, b) => a - b))
  })

  test('takes later inserts and deletes as any R-tree does, and leaves the guard of shadow tables up', () => {
    const db = new Database(':memory:')
    const count = 3000
    writePackedRtree(db, 't', { ids: Uint32Array.from({ length: count }, (_, i) => i + 1), boxes: randomBoxes(count) })
    const remove = db.prepare('DELETE FROM rtree_t_geom WHERE id = ?')
    for (let id = 1; id <= 1500; id++) remove.run(id)
    const add = db.prepare('INSERT INTO rtree_t_geom VALUES (?, 1, 2, 16, 17)')
    for (let id = 5001; id <= 5200; id++) add.run(id)
    expect(db.prepare(`SELECT rtreecheck('rtree_t_geom')`).pluck().get()).toBe('ok')
    expect(db.prepare('SELECT count(*) FROM rtree_t_geom').pluck().get()).toBe(1700)
    expect(() => db.exec('DELETE FROM rtree_t_geom_node')).toThrow(/may not be modified/)
  })

  test('takes points as they are', () => {
    const db = new Database(':memory:')
    writePackedRtree(db, 't', { ids: [1, 2, 3], boxes: Float64Array.of(102, 16, 103, 17, Number.NaN, Number.NaN) })
    expect(db.prepare('SELECT id FROM rtree_t_geom WHERE minx <= 103 AND maxx >= 103').pluck().all()).toEqual([2])
    expect(db.prepare('SELECT count(*) FROM rtree_t_geom').pluck().get()).toBe(2)
  })

  test('leaves out boxes that are not finite', () => {
    const db = new Database(':memory:')
    const boxes = Float64Array.of(1, 1, 2, 2, Number.NaN, 0, 1, 1, 3, 3, 4, 4)
    writePackedRtree(db, 't', { ids: [7, 8, 9], boxes })
    expect(db.prepare('SELECT id FROM rtree_t_geom ORDER BY id').pluck().all()).toEqual([7, 9])
    expect(db.prepare(`SELECT rtreecheck('rtree_t_geom')`).pluck().get()).toBe('ok')
  })
})

test('a Hilbert curve steps from each cell to one beside it', () => {
  const cells: { key: number; x: number; y: number }[] = []
  for (let x = 0; x < 32; x++) for (let y = 0; y < 32; y++) cells.push({ key: hilbertIndex(x * 2048, y * 2048), x, y })
  const order = sortedOrder(Uint32Array.from(cells, (cell) => cell.key))
  for (let i = 1; i < order.length; i++) {
    const a = cells[order[i - 1]!]!
    const b = cells[order[i]!]!
    expect(Math.abs(a.x - b.x) + Math.abs(a.y - b.y)).toBe(1)
  }
})
