/** Points too many for one tile: one of each cell stays and says for how many it stands. */
import { GeometryKind } from './mvt-writer.ts'
import type { Shapes } from './shapes.ts'
import { TILE_EXTENT, type TileFrame } from './world.ts'

/** Side of the smallest cell, tile units (8 are one pixel); it doubles until few enough cells are filled. */
const CELL_SIDE = 16
const CELLS_ACROSS = TILE_EXTENT / CELL_SIDE

/**
 * The point entries of `found` that stay, with the number of points each stands for. With `most` or fewer of them inside the
 * tile all stay, each for itself.
 */
export function thinPoints(
  shapes: Shapes,
  found: Uint32Array,
  { frame, most }: { frame: TileFrame; most: number },
): Map<number, number> {
  const inside = found.filter((entry) => shapes.kinds[entry] === GeometryKind.point && isInside(shapes, entry, frame))
  if (inside.length <= most) return new Map(Array.from(inside, (entry) => [entry, 1]))
  const columns = cellsOf(shapes, inside, { origin: frame.originX, unit: frame.unit, axis: 0 })
  const rows = cellsOf(shapes, inside, { origin: frame.originY, unit: frame.unit, axis: 1 })
  for (let doublings = 0; ; doublings++) {
    const kept = onePerCell(inside, { columns, rows, doublings })
    if (kept.size <= most) return kept
  }
}

/** The smallest cell of each entry along one axis; a multipoint that begins outside counts at the edge. */
function cellsOf(
  { boxes }: Shapes,
  entries: Uint32Array,
  { origin, unit, axis }: { origin: number; unit: number; axis: 0 | 1 },
): Uint16Array {
  const scale = 1 / (unit * CELL_SIDE)
  const cells = new Uint16Array(entries.length)
  for (let i = 0; i < entries.length; i++) {
    const cell = Math.floor((boxes[entries[i]! * 4 + axis]! - origin) * scale)
    cells[i] = Math.min(CELLS_ACROSS - 1, Math.max(0, cell))
  }
  return cells
}

function onePerCell(
  entries: Uint32Array,
  { columns, rows, doublings }: { columns: Uint16Array; rows: Uint16Array; doublings: number },
): Map<number, number> {
  const across = CELLS_ACROSS >> doublings
  const counts = new Uint32Array(across * across)
  const keepers = new Uint32Array(across * across)
  for (let i = 0; i < entries.length; i++) {
    const cell = (rows[i]! >> doublings) * across + (columns[i]! >> doublings)
    if (counts[cell] === 0) keepers[cell] = entries[i]!
    counts[cell]!++
  }
  const kept = new Map<number, number>()
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell]! > 0) kept.set(keepers[cell]!, counts[cell]!)
  return kept
}

/** A multipoint counts as inside where its box meets the tile. */
function isInside({ boxes }: Shapes, entry: number, { originX, originY, side }: TileFrame): boolean {
  const at = entry * 4
  const meetsX = boxes[at]! < originX + side && boxes[at + 2]! >= originX
  return meetsX && boxes[at + 1]! < originY + side && boxes[at + 3]! >= originY
}
