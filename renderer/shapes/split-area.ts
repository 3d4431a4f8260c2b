/** An area cut by a line that was drawn across it. */
import type { Position } from 'geojson'
import { areasOf, type Edge, facesBeside, isInside, signedArea } from './faces.ts'
import { Nodes, nodeChains } from './segments.ts'

type Rings = ReadonlyArray<readonly Position[]>
interface CutEdge extends Edge {
  readonly isCut: boolean
}

/**
 * The pieces of an area (its rings, outer first), the largest first; null where the line divides nothing. The line may enter and
 * leave as often as it likes; where it only enters, or ends at a hole, that stretch cuts nothing. Borders keep their positions;
 * where the line crosses them, both pieces get the very same new one.
 */
export function splitArea(rings: Rings, line: readonly Position[]): Position[][][] | null {
  const nodes = new Nodes()
  const oriented = rings.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : [...ring].reverse()))
  const chains = nodeChains([...oriented, line], nodes)
  const border = chains.slice(0, -1).flatMap((chain) => edgesOf(chain, { left: true, right: false, isCut: false }))
  const known = new Set(border.map(keyOf))
  const cut = edgesOf(chains.at(-1)!, { left: true, right: true, isCut: true }).filter((edge) => {
    if (known.has(keyOf(edge))) return false
    known.add(keyOf(edge))
    return isInside(middleOf(edge, nodes.positions), rings)
  })
  const dividing = withoutLooseEnds([...border, ...cut], nodes.positions)
  if (!dividing.some(({ isCut }) => isCut)) return null
  const pieces = areasOf(dividing, nodes.positions)
  return pieces.length < 2 ? null : pieces.map((piece) => piece.map((ring) => originalOf(ring, rings)))
}

function edgesOf(chain: readonly number[], sides: Omit<CutEdge, 'from' | 'to'>): CutEdge[] {
  return chain.slice(1).map((to, index) => ({ from: chain[index]!, to, ...sides }))
}

function keyOf({ from, to }: Edge): string {
  return from < to ? `${from}/${to}` : `${to}/${from}`
}

function middleOf({ from, to }: Edge, positions: readonly Position[]): Position {
  const [ax = 0, ay = 0] = positions[from]!
  const [bx = 0, by = 0] = positions[to]!
  return [(ax + bx) / 2, (ay + by) / 2]
}

/** Stretches with the same piece on both sides divide nothing; nor does a loop that hangs free once they are gone. */
function withoutLooseEnds(edges: readonly CutEdge[], positions: readonly Position[]): readonly CutEdge[] {
  const beside = facesBeside(edges, positions)
  const kept = edges.filter(({ isCut }, index) => !isCut || beside[index]!.left !== beside[index]!.right)
  const held = kept.length === edges.length ? tiedToBorder(edges) : kept
  return held.length === edges.length ? edges : withoutLooseEnds(held, positions)
}

function tiedToBorder(edges: readonly CutEdge[]): readonly CutEdge[] {
  const tied = new Set(edges.filter(({ isCut }) => !isCut).flatMap(({ from, to }) => [from, to]))
  for (let before = -1; before !== tied.size; ) {
    before = tied.size
    for (const { from, to } of edges) {
      if (!tied.has(from) && !tied.has(to)) continue
      tied.add(from)
      tied.add(to)
    }
  }
  return edges.filter(({ from }) => tied.has(from))
}

/** A hole that the line did not touch stays as it was written: same start, same way round. */
function originalOf(ring: Position[], rings: Rings): Position[] {
  const own = new Set(ring)
  const original = rings.find((each) => each.length === ring.length && each.every((position) => own.has(position)))
  return original ? [...original] : ring
}
