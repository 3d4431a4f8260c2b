/** Where the label or symbol of a shape stands. */
import { GeometryKind } from './mvt-writer.ts'

type Ring = readonly (readonly [number, number])[]

/**
 * A point of the shape itself: the point, the middle of the longest line, or the middle of the widest run inside the largest
 * polygon at half its height. Whole numbers, in the units of the rings given.
 */
export function anchorOf(kind: GeometryKind, parts: readonly (readonly Ring[])[]): readonly [number, number] {
  if (kind === GeometryKind.point) return parts[0]![0]![0]!
  if (kind === GeometryKind.line) return middleOf(largest(parts, (part) => lengthOf(part[0]!))[0]!)
  return insideOf(largest(parts, (part) => Math.abs(areaOf(part[0]!))))
}

function largest<T>(items: readonly T[], size: (item: T) => number): T {
  let best = items[0] as T
  let bestSize = size(best)
  for (const item of items.slice(1)) {
    const itemSize = size(item)
    if (itemSize > bestSize) [best, bestSize] = [item, itemSize]
  }
  return best
}

function lengthOf(line: Ring): number {
  let length = 0
  for (let i = 1; i < line.length; i++)
    length += Math.hypot(line[i]![0] - line[i - 1]![0], line[i]![1] - line[i - 1]![1])
  return length
}

function areaOf(ring: Ring): number {
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j]![0] - ring[i]![0]) * (ring[j]![1] + ring[i]![1])
  }
  return sum / 2
}

function middleOf(line: Ring): readonly [number, number] {
  let left = lengthOf(line) / 2
  for (let i = 1; i < line.length; i++) {
    const [x, y] = line[i - 1]!
    const [dx, dy] = [line[i]![0] - x, line[i]![1] - y]
    const step = Math.hypot(dx, dy)
    if (step >= left && step > 0) return [Math.round(x + (dx * left) / step), Math.round(y + (dy * left) / step)]
    left -= step
  }
  return line[line.length - 1]!
}

function insideOf(polygon: readonly Ring[]): readonly [number, number] {
  const outer = polygon[0]!
  let [low, high] = [Infinity, -Infinity]
  for (const [, y] of outer) {
    low = Math.min(low, y)
    high = Math.max(high, y)
  }
  // Half a unit off the grid, so that the line across never runs through a vertex.
  const y = Math.floor((low + high) / 2) + 0.5
  const crossings: number[] = []
  for (const ring of polygon) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[j]!
      const [bx, by] = ring[i]!
      if (ay > y !== by > y) crossings.push(ax + ((bx - ax) * (y - ay)) / (by - ay))
    }
  }
  crossings.sort((a, b) => a - b)
  let [from, to] = [outer[0]![0], outer[0]![0]]
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    if (crossings[i + 1]! - crossings[i]! > to - from) [from, to] = [crossings[i]!, crossings[i + 1]!]
  }
  return [Math.round((from + to) / 2), Math.floor(y)]
}
