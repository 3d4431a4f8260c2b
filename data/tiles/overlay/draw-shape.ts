/** One entry of `Shapes` as the geometry commands of a tile: simplified by weight, moved into the tile, cut at its edge. */
import { clipLine, clipRing, Path } from './clip.ts'
import { GeometryKind, type GeometryWriter } from './mvt-writer.ts'
import type { Shapes } from './shapes.ts'
import { TILE_BUFFER, TILE_EXTENT, type TileFrame } from './world.ts'

export interface Detail {
  /** Effective area below which a vertex is left out, tile units². */
  readonly vertexArea: number
  /** Rings and lines smaller than this (tile units² and, for lines, its root) are left out beside larger ones. */
  readonly partArea: number
}

const path = new Path()
const longest = new Path()

/** Writes entry `entry` into `out`. Answers whether anything was left to draw. */
export function drawShape(
  shapes: Shapes,
  entry: number,
  { frame, detail, out }: { frame: TileFrame; detail: Detail; out: GeometryWriter },
): boolean {
  out.begin()
  switch (shapes.kinds[entry]) {
    case GeometryKind.point:
      drawPoints(shapes, entry, frame, out)
      break
    case GeometryKind.line:
      drawLines(shapes, entry, { frame, detail, out })
      break
    default:
      drawPolygons(shapes, entry, { frame, detail, out })
  }
  return out.length > 0
}

function drawPoints(shapes: Shapes, entry: number, frame: TileFrame, out: GeometryWriter): void {
  path.clear()
  for (let part = shapes.partStarts[entry]!; part < shapes.partStarts[entry + 1]!; part++) {
    const at = shapes.arcStarts[shapes.refs[shapes.refStarts[part]!]!]!
    const x = Math.floor((shapes.xs[at]! - frame.originX) / frame.unit)
    const y = Math.floor((shapes.ys[at]! - frame.originY) / frame.unit)
    if (x >= 0 && y >= 0 && x < TILE_EXTENT && y < TILE_EXTENT) path.add(x, y)
  }
  if (path.count > 0) out.points(path.xs, path.ys, path.count)
}

interface Drawing {
  readonly frame: TileFrame
  readonly detail: Detail
  readonly out: GeometryWriter
}

function drawLines(shapes: Shapes, entry: number, { frame, detail, out }: Drawing): void {
  const inside = isInside(shapes, entry, frame)
  for (let part = shapes.partStarts[entry]!; part < shapes.partStarts[entry + 1]!; part++) {
    trace(shapes, part, frame, detail.vertexArea)
    if (path.count < 2) continue
    if (inside) out.line(path.xs, path.ys, path.count)
    else clipLine(path, (piece) => out.line(piece.xs, piece.ys, piece.count))
  }
}

function drawPolygons(shapes: Shapes, entry: number, { frame, detail, out }: Drawing): void {
  const inside = isInside(shapes, entry, frame)
  const first = shapes.partStarts[entry]!
  const end = shapes.partStarts[entry + 1]!
  // The small rings of a polygon go, but a polygon whose rings are all small keeps its largest one.
  let fallbackArea = 0
  longest.clear()
  let outerDrawn = false
  for (let part = first; part < end; part++) {
    const hole = shapes.holes[part] === 1
    if (hole && !outerDrawn) continue
    trace(shapes, part, frame, detail.vertexArea)
    path.open()
    if (!inside) clipRing(path)
    const doubleArea = path.count < 3 ? 0 : path.doubleArea()
    const area = Math.abs(doubleArea) / 2
    const drawn = area > 0 && area >= detail.partArea
    if (!hole) outerDrawn = drawn
    if (drawn) out.ring(path.xs, path.ys, { count: path.count, reversed: doubleArea > 0 === hole })
    else if (!hole && area > fallbackArea && out.length === 0) {
      fallbackArea = area
      copy(path, longest)
    }
  }
  if (out.length === 0 && longest.count > 2) {
    out.ring(longest.xs, longest.ys, { count: longest.count, reversed: longest.doubleArea() < 0 })
  }
}

/** Follows the arcs of a part into `path`, in whole tile units, leaving out the vertices that weigh too little. */
function trace(shapes: Shapes, part: number, frame: TileFrame, vertexArea: number): void {
  path.clear()
  const threshold = vertexArea * frame.unit * frame.unit
  const { xs, ys, weights, arcStarts, refs } = shapes
  const scale = 1 / frame.unit
  const { originX, originY } = frame
  for (let at = shapes.refStarts[part]!; at < shapes.refStarts[part + 1]!; at++) {
    const ref = refs[at]!
    const arc = ref < 0 ? ~ref : ref
    const start = arcStarts[arc]!
    const end = arcStarts[arc + 1]!
    for (let i = 0, length = end - start; i < length; i++) {
      const vertex = ref < 0 ? end - 1 - i : start + i
      if (weights[vertex]! < threshold) continue
      path.add(Math.round((xs[vertex]! - originX) * scale), Math.round((ys[vertex]! - originY) * scale))
    }
  }
}

function isInside(shapes: Shapes, entry: number, frame: TileFrame): boolean {
  const margin = TILE_BUFFER * frame.unit
  const at = entry * 4
  return (
    shapes.boxes[at]! >= frame.originX - margin &&
    shapes.boxes[at + 1]! >= frame.originY - margin &&
    shapes.boxes[at + 2]! <= frame.originX + frame.side + margin &&
    shapes.boxes[at + 3]! <= frame.originY + frame.side + margin
  )
}

function copy(from: Path, to: Path): void {
  to.clear()
  for (let i = 0; i < from.count; i++) to.add(from.xs[i]!, from.ys[i]!)
}
