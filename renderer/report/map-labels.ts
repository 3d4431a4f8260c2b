/** Names on the paper map: the largest areas first, each where it fits and touches no other. */
import type { AreaRow } from '../../data/contract/api.ts'
import type { MapInk } from '../cartography/palette.ts'
import type { PaperMap } from './draw-map.ts'

const LABEL_MM = 2.9
const HALO_MM = 0.7
/** Thai marks stand above and below the line. */
const LINE_HEIGHT = 1.6
/** Neighbouring names stay this far apart, or they read as one. */
const BETWEEN_EM = 0.5
/** A name may reach this much beyond its area's width. */
const OVERHANG = 1.5

interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function drawLabels(context: CanvasRenderingContext2D, map: PaperMap, ink: MapInk): void {
  const size = LABEL_MM * map.labelScale * map.pxPerMm
  context.font = `600 ${size}px Sarabun`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineWidth = HALO_MM * map.pxPerMm
  const taken: Rect[] = []
  const largestFirst = [...map.labels].sort((a, b) => b.areaRai - a.areaRai)
  for (const area of largestFirst) {
    const name = map.nameOf(area)
    const width = context.measureText(name).width
    if (width > widthOf(area, map) * OVERHANG) continue
    const [x, y] = map.view.project(area.labelPoint[0], area.labelPoint[1])
    const reach = width / 2 + BETWEEN_EM * size
    const rect = {
      left: x - reach,
      right: x + reach,
      top: y - (size * LINE_HEIGHT) / 2,
      bottom: y + (size * LINE_HEIGHT) / 2,
    }
    if (!isInside(rect, map) || taken.some((other) => overlaps(rect, other))) continue
    taken.push(rect)
    context.strokeStyle = '#ffffff'
    context.strokeText(name, x, y)
    context.fillStyle = ink.ink
    context.fillText(name, x, y)
  }
}

function widthOf({ box }: AreaRow, { view }: PaperMap): number {
  return view.project(box[2], box[1])[0] - view.project(box[0], box[1])[0]
}

function isInside({ left, top, right, bottom }: Rect, { frame }: PaperMap): boolean {
  return left > 0 && top > 0 && right < frame.widthPx && bottom < frame.heightPx
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
