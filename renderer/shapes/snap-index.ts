/** What a pen can be held to, found fast: corners first, then the lines between them. */
import type { Position } from 'geojson'
import type { SnapLines } from '../../data/contract/api.ts'
import { mercatorX, mercatorY, positionAt } from './mercator.ts'

export interface SnapIndex {
  /**
   * The corner nearest to a position, else the nearest spot on a line, within `reach` (a share of the world's width); null where
   * there is none. A corner is answered as the very position it is. Lines of the item `without` are passed over.
   */
  readonly nearest: (to: Position, reach: number, without?: string | null) => Position | null
}

/** About so many sides in a cell of the grid. */
const SIDES_IN_CELL = 4

/** Indexes lines and single corners; a line of one position is a point. */
export function buildSnapIndex({ lines, corners }: SnapLines): SnapIndex {
  const sides = lines.flatMap(({ item, positions }) => {
    const [first] = positions
    if (positions.length === 1 && first) return [sideOf(first, first, item)]
    return positions.slice(1).map((to, index) => sideOf(positions[index]!, to, item))
  })
  const all = [...sides, ...corners.map((corner) => sideOf(corner, corner, null))]
  const grid = gridOf(all)
  return {
    nearest([lon = 0, lat = 0], reach, without = null) {
      const spot: Spot = [mercatorX(lon), mercatorY(lat)]
      const near = grid.near(spot, reach).filter(({ item }) => item === null || item !== without)
      return nearestCorner(near, spot, reach) ?? nearestOnSide(near, spot, reach)
    },
  }
}

type Spot = readonly [x: number, y: number]
interface Side {
  readonly from: Spot
  readonly to: Spot
  readonly ends: readonly [Position, Position]
  readonly item: string | null
}

function sideOf(from: Position, to: Position, item: string | null): Side {
  return { from: spotOf(from), to: spotOf(to), ends: [from, to], item }
}

function spotOf([lon = 0, lat = 0]: Position): Spot {
  return [mercatorX(lon), mercatorY(lat)]
}

function nearestCorner(sides: readonly Side[], spot: Spot, reach: number): Position | null {
  let best: { distance: number; position: Position } | null = null
  for (const { from, to, ends } of sides) {
    for (const [corner, position] of [
      [from, ends[0]],
      [to, ends[1]],
    ] as const) {
      const distance = Math.hypot(corner[0] - spot[0], corner[1] - spot[1])
      if (distance <= reach && (!best || distance < best.distance)) best = { distance, position }
    }
  }
  return best?.position ?? null
}

function nearestOnSide(sides: readonly Side[], [x, y]: Spot, reach: number): Position | null {
  let best: { distance: number; at: Spot } | null = null
  for (const { from, to } of sides) {
    const [ux, uy] = [to[0] - from[0], to[1] - from[1]]
    const length2 = ux * ux + uy * uy
    if (length2 === 0) continue
    const share = Math.min(1, Math.max(0, ((x - from[0]) * ux + (y - from[1]) * uy) / length2))
    const at: Spot = [from[0] + share * ux, from[1] + share * uy]
    const distance = Math.hypot(at[0] - x, at[1] - y)
    if (distance <= reach && (!best || distance < best.distance)) best = { distance, at }
  }
  return best && positionAt(best.at[0], best.at[1])
}

function gridOf(sides: readonly Side[]) {
  let [west, north, east, south] = [1, 1, 0, 0]
  for (const { from, to } of sides) {
    west = Math.min(west, from[0], to[0])
    east = Math.max(east, from[0], to[0])
    north = Math.min(north, from[1], to[1])
    south = Math.max(south, from[1], to[1])
  }
  const across = Math.max(1, Math.ceil(Math.sqrt(sides.length / SIDES_IN_CELL)))
  const cell = (value: number, least: number, most: number) =>
    Math.min(across - 1, Math.max(0, Math.floor(((value - least) / (most - least || 1)) * across)))
  const column = (x: number) => cell(x, west, east)
  const row = (y: number) => cell(y, north, south)
  const cells = new Map<number, Side[]>()
  const eachCell = (a: Spot, b: Spot, visit: (key: number) => void) => {
    for (let r = row(Math.min(a[1], b[1])); r <= row(Math.max(a[1], b[1])); r++)
      for (let c = column(Math.min(a[0], b[0])); c <= column(Math.max(a[0], b[0])); c++) visit(r * across + c)
  }
  for (const side of sides) {
    eachCell(side.from, side.to, (key) => {
      const held = cells.get(key)
      if (held) held.push(side)
      else cells.set(key, [side])
    })
  }
  return {
    near([x, y]: Spot, reach: number): readonly Side[] {
      const found = new Set<Side>()
      eachCell([x - reach, y - reach], [x + reach, y + reach], (key) => {
        for (const side of cells.get(key) ?? []) found.add(side)
      })
      return [...found]
    },
  }
}
