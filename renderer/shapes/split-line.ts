/** A line cut where another crosses it. */
import type { Position } from 'geojson'
import { meetingsOf } from './segments.ts'

/** The pieces in the line's own order, each beginning with the position where the one before ends; null where nothing is cut. */
export function splitLine(line: readonly Position[], cut: readonly Position[]): Position[][] | null {
  const pieces: Position[][] = [[line[0]!]]
  for (const [index, to] of line.slice(1).entries()) {
    const from = line[index]!
    const stops = cut
      .slice(1)
      .flatMap((cutTo, at) => meetingsOf([from, to], [cut[at]!, cutTo]))
      .sort((a, b) => a.alongFirst - b.alongFirst)
    const isLast = index === line.length - 2
    for (const { position, alongFirst } of stops) {
      // At a corner the corner itself stays; the line's own two ends are no place to cut.
      const at = alongFirst <= 0 ? from : alongFirst >= 1 ? to : position
      if ((index === 0 && alongFirst <= 0) || (isLast && alongFirst >= 1)) continue
      cutAt(pieces, at)
    }
    if (pieces.at(-1)!.at(-1) !== to) pieces.at(-1)!.push(to)
  }
  const whole = pieces.filter(({ length }) => length > 1)
  return whole.length < 2 ? null : whole
}

function cutAt(pieces: Position[][], position: Position): void {
  const piece = pieces.at(-1)!
  const last = piece.at(-1)!
  if (last[0] !== position[0] || last[1] !== position[1]) piece.push(position)
  if (piece.length > 1) pieces.push([piece.at(-1)!])
}
