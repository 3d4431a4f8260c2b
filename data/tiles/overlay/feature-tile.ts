/**
 * Tiles of features of any kind with some of their columns: reference layers and plan items. The largest come first, and what
 * does not fit under the limit is the smallest.
 */
import { drawShape } from './draw-shape.ts'
import { finishTile, GeometryKind, LayerWriter, type TagValue } from './mvt-writer.ts'
import { entriesWithin, type Shapes } from './shapes.ts'
import { thinPoints } from './thin-points.ts'
import { frameOf, TILE_BUFFER, TILE_BYTES_LIMIT, TILE_EXTENT, type TileAddress, type TileFrame } from './world.ts'

export interface FeatureSource {
  readonly shapes: Shapes
  /** Name of the tile's layer. */
  readonly name: string
  /**
   * The companion layer of one point a feature: its name, for which kinds of geometry it has one, and from which width of
   * the outline on (tile units; 8 are one pixel).
   */
  readonly symbol: { readonly name: string; readonly kinds: readonly GeometryKind[]; readonly fromSide: number }
  /** Outlines narrower than this are left out, tile units. */
  readonly smallestSide: number
  readonly columns: readonly string[]
  /** Values of `columns` by fid. */
  readonly valuesOf: (fids: readonly number[]) => ReadonlyMap<number, readonly TagValue[]>
}

/** At most so many of each kind in one tile, the largest: reading their columns takes 3 µs each. */
const MOST_PER_TILE: Record<GeometryKind, number> = { 1: 5000, 2: 4000, 3: 8000 }
const detailFar = { vertexArea: 10, partArea: 8 }
const detailNear = { vertexArea: 0, partArea: 0 }
/** Room kept for the tile's tables and the symbol layer. */
const FEATURE_BYTES = TILE_BYTES_LIMIT * 0.7

/** The tile of a source, or null where it has nothing there. */
export function drawFeatureTile(source: FeatureSource, address: TileAddress): Uint8Array | null {
  const frame = frameOf(address)
  const chosen = chooseEntries(source, frame)
  if (chosen.length === 0) return null
  const values =
    source.columns.length === 0
      ? new Map<number, readonly TagValue[]>()
      : source.valuesOf([...new Set(chosen.map(({ entry }) => source.shapes.fids[entry]!))])
  const layer = new LayerWriter(source.name)
  const symbols = new LayerWriter(source.symbol.name)
  const detail = address.z >= 14 ? detailNear : detailFar
  const { shapes } = source
  for (const { entry, standsFor } of chosen) {
    if (layer.size + symbols.size > FEATURE_BYTES) break
    const fid = shapes.fids[entry]!
    const kind = shapes.kinds[entry] as GeometryKind
    const close = (target: LayerWriter, as: GeometryKind) => {
      for (const [index, value] of (values.get(fid) ?? []).entries()) target.tag(source.columns[index]!, value)
      if (standsFor > 1) target.tag('n', standsFor)
      target.feature(as, fid)
    }
    if (drawShape(shapes, entry, { frame, detail, out: layer.geometry })) close(layer, kind)
    if (drawSymbol(source, entry, frame, symbols)) close(symbols, GeometryKind.point)
  }
  return finishTile([layer, symbols])
}

interface Chosen {
  readonly entry: number
  readonly standsFor: number
}

function chooseEntries({ shapes, smallestSide }: FeatureSource, frame: TileFrame): Chosen[] {
  const margin = TILE_BUFFER * frame.unit
  const found = entriesWithin(shapes, [
    frame.originX - margin,
    frame.originY - margin,
    frame.originX + frame.side + margin,
    frame.originY + frame.side + margin,
  ])
  const points = thinPoints(shapes, found, { frame, most: MOST_PER_TILE[GeometryKind.point] })
  const chosen: Chosen[] = []
  const left = { ...MOST_PER_TILE }
  for (const entry of found) {
    const kind = shapes.kinds[entry] as GeometryKind
    const isShown = kind === GeometryKind.point ? points.has(entry) : sideOf(shapes, entry, frame) >= smallestSide
    if (isShown && left[kind]-- > 0) chosen.push({ entry, standsFor: points.get(entry) ?? 1 })
  }
  return chosen
}

/** The longer side of an entry's box in tile units. */
function sideOf({ boxes }: Shapes, entry: number, frame: TileFrame): number {
  const at = entry * 4
  return Math.max(boxes[at + 2]! - boxes[at]!, boxes[at + 3]! - boxes[at + 1]!) / frame.unit
}

function drawSymbol({ shapes, symbol }: FeatureSource, entry: number, frame: TileFrame, layer: LayerWriter): boolean {
  if (!symbol.kinds.includes(shapes.kinds[entry] as GeometryKind)) return false
  if (sideOf(shapes, entry, frame) < symbol.fromSide) return false
  const x = Math.floor((shapes.anchors[entry * 2]! - frame.originX) / frame.unit)
  const y = Math.floor((shapes.anchors[entry * 2 + 1]! - frame.originY) / frame.unit)
  if (x < 0 || y < 0 || x >= TILE_EXTENT || y >= TILE_EXTENT) return false
  layer.geometry.begin()
  layer.geometry.points([x], [y], 1)
  return true
}
