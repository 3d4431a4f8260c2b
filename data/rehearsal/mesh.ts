/**
 * The ground as a mesh of some thousand six-sided cells whose corners are shaken. Rivers and borders run along its edges and
 * roads through its middles, so a border can follow a river exactly and neighbours share every border by construction.
 */
import type { Spot } from './plane.ts'
import type { Random } from './random.ts'

export interface Cell {
  readonly middle: Spot
  readonly corners: readonly number[]
  /** Cell across the edge from corner i to corner i + 1; −1 at the rim. */
  readonly neighbours: readonly number[]
}

export interface Mesh {
  readonly cells: readonly Cell[]
  readonly corners: readonly Spot[]
  /** Corners one edge away. */
  readonly links: ReadonlyArray<readonly number[]>
  /** Cells around a corner: three, fewer at the rim. */
  readonly around: ReadonlyArray<readonly number[]>
}

/** How far corners are shaken out of their regular places, and middles out of theirs (roads run through them), in radii. */
const SHAKE = 0.34
const MIDDLE_SHAKE = 0.3

/** A mesh of cells of this radius over `halfWidthKm` × `halfHeightKm` either way of the middle. */
export function createMesh(
  { radiusKm, halfWidthKm, halfHeightKm }: { radiusKm: number; halfWidthKm: number; halfHeightKm: number },
  random: Random,
): Mesh {
  const corners: Spot[] = []
  const cornerOf = new Map<string, number>()
  const cells: Array<{ corners: number[] }> = []
  const width = Math.sqrt(3) * radiusKm
  const rows = Math.ceil(halfHeightKm / (1.5 * radiusKm))
  const columns = Math.ceil(halfWidthKm / width)
  for (let row = -rows; row <= rows; row++) {
    for (let column = -columns; column <= columns; column++) {
      const x = width * (column + (row & 1 ? 0.5 : 0))
      const y = 1.5 * radiusKm * row
      cells.push({ corners: hexagon(x, y, radiusKm).map((spot) => indexOf(spot, corners, cornerOf)) })
    }
  }
  const shaken = corners.map(({ x, y }) => ({
    x: x + random.between(-SHAKE, SHAKE) * radiusKm,
    y: y + random.between(-SHAKE, SHAKE) * radiusKm,
  }))
  const middles = cells.map((cell) => {
    const { x, y } = middleOf(cell.corners.map((corner) => shaken[corner] as Spot))
    return {
      x: x + random.between(-MIDDLE_SHAKE, MIDDLE_SHAKE) * radiusKm,
      y: y + random.between(-MIDDLE_SHAKE, MIDDLE_SHAKE) * radiusKm,
    }
  })
  return link(cells, shaken, middles)
}

/** A name for the edge between two corners, the same from both ends. */
export function edgeKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`
}

function hexagon(x: number, y: number, radius: number): Spot[] {
  return [30, 90, 150, 210, 270, 330].map((degrees) => ({
    x: x + radius * Math.cos((degrees * Math.PI) / 180),
    y: y + radius * Math.sin((degrees * Math.PI) / 180),
  }))
}

function indexOf(spot: Spot, corners: Spot[], cornerOf: Map<string, number>): number {
  const key = `${Math.round(spot.x * 1000)},${Math.round(spot.y * 1000)}`
  const known = cornerOf.get(key)
  if (known !== undefined) return known
  cornerOf.set(key, corners.length)
  return corners.push(spot) - 1
}

function link(cells: ReadonlyArray<{ corners: number[] }>, corners: readonly Spot[], middles: readonly Spot[]): Mesh {
  const links = corners.map(() => new Set<number>())
  const around = corners.map(() => [] as number[])
  const sides = new Map<string, number[]>()
  for (const [index, cell] of cells.entries()) {
    for (const [a, b] of edgesOf(cell.corners)) {
      links[a]?.add(b)
      links[b]?.add(a)
      around[a]?.push(index)
      const key = edgeKey(a, b)
      sides.set(key, [...(sides.get(key) ?? []), index])
    }
  }
  return {
    corners,
    links: links.map((set) => [...set]),
    around,
    cells: cells.map((cell, index) => ({
      corners: cell.corners,
      middle: middles[index] as Spot,
      neighbours: edgesOf(cell.corners).map(
        ([a, b]) => sides.get(edgeKey(a, b))?.find((other) => other !== index) ?? -1,
      ),
    })),
  }
}

/** The edges of a closed run of corners, in order. */
export function edgesOf(corners: readonly number[]): Array<[a: number, b: number]> {
  return corners.map((corner, i) => [corner, corners[(i + 1) % corners.length] as number])
}

function middleOf(spots: readonly Spot[]): Spot {
  const sum = spots.reduce((total, spot) => ({ x: total.x + spot.x, y: total.y + spot.y }), { x: 0, y: 0 })
  return { x: sum.x / spots.length, y: sum.y / spots.length }
}
