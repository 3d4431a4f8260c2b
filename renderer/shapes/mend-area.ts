/** An outline drawn by hand that crosses itself, as the ground it went around. */
import type { Position } from 'geojson'
import { areasOf, type Edge, facesBeside, signedArea } from './faces.ts'
import { Nodes, nodeChains } from './segments.ts'

/** Smaller than this share of the largest part, a loop is a tremble of the hand and no ground that was meant. */
const TREMBLE_SHARE = 0.001

/**
 * The areas of a ring: itself where it does not cross itself, else the ground that the pen went around at least once, each part
 * with its holes, the largest first. (The winding number of a face is found from its neighbour's by the direction in which the
 * edge between them was drawn.) Empty where it encloses nothing.
 */
export function mendArea(ring: readonly Position[]): Position[][][] {
  const nodes = new Nodes()
  const [chain = []] = nodeChains([ring], nodes)
  const isSimple = chain.length === ring.length && nodes.positions.length === ring.length - 1
  if (isSimple) return signedArea(ring) === 0 ? [] : [[[...ring]]]
  const drawn = new Map<string, { from: number; to: number; times: number }>()
  for (const [index, to] of chain.slice(1).entries()) {
    const from = chain[index]!
    const [a, b] = from < to ? [from, to] : [to, from]
    const edge = drawn.get(`${a}/${b}`) ?? { from: a, to: b, times: 0 }
    drawn.set(`${a}/${b}`, { ...edge, times: edge.times + (from === a ? 1 : -1) })
  }
  const edges = [...drawn.values()]
  if (edges.length === 0) return []
  const asEdges: Edge[] = edges.map(({ from, to }) => ({ from, to, left: true, right: true }))
  const windings = windingsOf(edges, facesBeside(asEdges, nodes.positions), outermost(asEdges, nodes.positions))
  const border = asEdges.flatMap((edge, index) => {
    const { left, right } = windings[index]!
    return (left !== 0) === (right !== 0) ? [] : [{ ...edge, left: left !== 0, right: right !== 0 }]
  })
  const areas = areasOf(border, nodes.positions)
  const largest = areas[0] ? areaOf(areas[0]) : 0
  return areas.filter((area) => areaOf(area) >= largest * TREMBLE_SHARE)
}

function areaOf(rings: readonly Position[][]): number {
  return rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0)
}

type Beside = ReturnType<typeof facesBeside>

/** The face all around: it lies beside the edge that climbs most from the westernmost corner (the lower one of two). */
function outermost(edges: readonly Edge[], positions: readonly Position[]): { edge: number; side: 'left' | 'right' } {
  const ends = edges.map(({ from, to }, edge) => {
    const [a, b] = [positions[from]!, positions[to]!]
    const isFromWest = isBefore(a, b)
    const [start, end] = isFromWest ? [a, b] : [b, a]
    const slope = Math.atan2(end[1]! - start[1]!, end[0]! - start[0]!)
    return { start, slope, edge, side: isFromWest ? ('left' as const) : ('right' as const) }
  })
  return ends.reduce((best, each) => {
    if (isBefore(each.start, best.start)) return each
    return !isBefore(best.start, each.start) && each.slope > best.slope ? each : best
  })
}

function isBefore(a: Position, b: Position): boolean {
  return a[0]! < b[0]! || (a[0] === b[0] && a[1]! < b[1]!)
}

function windingsOf(
  edges: readonly { readonly times: number }[],
  beside: Beside,
  outside: { readonly edge: number; readonly side: 'left' | 'right' },
): ReadonlyArray<{ readonly left: number; readonly right: number }> {
  const ofFace = new Map<number, number>()
  ofFace.set(beside[outside.edge]![outside.side], 0)
  for (let before = -1; before !== ofFace.size; ) {
    before = ofFace.size
    for (const [index, { left, right }] of beside.entries()) {
      const { times } = edges[index]!
      if (ofFace.has(right) && !ofFace.has(left)) ofFace.set(left, ofFace.get(right)! + times)
      else if (ofFace.has(left) && !ofFace.has(right)) ofFace.set(right, ofFace.get(left)! - times)
    }
  }
  return beside.map(({ left, right }) => ({ left: ofFace.get(left) ?? 0, right: ofFace.get(right) ?? 0 }))
}
