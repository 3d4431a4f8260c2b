/** Points too many for one tile: one of each cell stays and says for how many it stands. */
import { GeometryKind } from './mvt-writer.ts'
import type { Shapes } from './shapes.ts'
import { TILE_EXTENT, type TileFrame } from './world.ts'

/** Cell sides that are tried, in tile units (8 are one pixel), until few enough cells are filled. */
const cellSides = [1, 16, 32, 64, 128, 256] as const

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
  for (const side of cellSides) {
    const kept = onePerCell(shapes, inside, frame, side)
    if (kept.size <= most) return kept
  }
  return onePerCell(shapes, inside, frame, 512)
}

function onePerCell(shapes: Shapes, entries: Uint32Array, frame: TileFrame, side: number): Map<number, number> {
  const columns = TILE_EXTENT / side
  const keeper = new Map<number, number>()
  const kept = new Map<number, number>()
  for (const entry of entries) {
    const x = Math.floor((shapes.boxes[entry * 4]! - frame.originX) / frame.unit / side)
    const y = Math.floor((shapes.boxes[entry * 4 + 1]! - frame.originY) / frame.unit / side)
    const cell = y * columns + x
    const first = keeper.get(cell)
    if (first === undefined) {
      keeper.set(cell, entry)
      kept.set(entry, 1)
    } else kept.set(first, kept.get(first)! + 1)
  }
  return kept
}

/** A multipoint counts as inside where its box meets the tile. */
function isInside({ boxes }: Shapes, entry: number, { originX, originY, side }: TileFrame): boolean {
  const at = entry * 4
  const meetsX = boxes[at]! < originX + side && boxes[at + 2]! >= originX
  return meetsX && boxes[at + 1]! < originY + side && boxes[at + 3]! >= originY
}
