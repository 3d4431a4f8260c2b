/** Images the map's layers ask for by id, drawn on demand: hatching, dots and the symbols of plan items. */
import { type MapTheme, mapInk } from '../cartography/palette.ts'
import { type SymbolShape, symbolPath } from '../cartography/symbols.ts'

/** Side of an item symbol in CSS pixels at icon-size 1. */
export const ITEM_IMAGE_PX = 40
const PIXEL_RATIO = 2
const HATCH_PX = 8

/** The image of an id, or null where the id is not ours. */
export function drawImage(id: string): { readonly data: ImageData; readonly pixelRatio: number } | null {
  const [kind = '', ...rest] = id.split('/')
  if (kind === 'item') return drawItem(rest[0] as SymbolShape, rest[1] ?? '#53605a')
  const [pattern, theme] = id.split('-')
  if (pattern === 'hatch') return drawHatch(theme as MapTheme)
  if (pattern === 'dots') return drawDots(theme as MapTheme)
  return null
}

function drawItem(shape: SymbolShape, color: string) {
  const context = canvasOf(ITEM_IMAGE_PX)
  const path = new Path2D(symbolPath(shape, ITEM_IMAGE_PX))
  context.lineJoin = 'round'
  context.strokeStyle = '#ffffff'
  context.lineWidth = 5
  context.stroke(path)
  context.fillStyle = color
  context.fill(path)
  return imageOf(context, ITEM_IMAGE_PX)
}

function drawHatch(theme: MapTheme) {
  const ink = mapInk(theme)
  const context = canvasOf(HATCH_PX)
  context.fillStyle = ink.hatchPaper
  context.fillRect(0, 0, HATCH_PX, HATCH_PX)
  context.strokeStyle = ink.hatchLine
  context.lineWidth = 1.4
  context.beginPath()
  for (const offset of [-HATCH_PX, 0, HATCH_PX]) {
    context.moveTo(offset - 1, HATCH_PX + 1)
    context.lineTo(offset + HATCH_PX + 1, -1)
  }
  context.stroke()
  return imageOf(context, HATCH_PX)
}

function drawDots(theme: MapTheme) {
  const ink = mapInk(theme)
  const context = canvasOf(HATCH_PX)
  context.fillStyle = theme === 'dark' ? '#39433e' : '#e6e2d6'
  context.fillRect(0, 0, HATCH_PX, HATCH_PX)
  context.fillStyle = ink.inkSoft
  context.beginPath()
  context.arc(HATCH_PX / 2, HATCH_PX / 2, 1.1, 0, Math.PI * 2)
  context.fill()
  return imageOf(context, HATCH_PX)
}

function canvasOf(sidePx: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = sidePx * PIXEL_RATIO
  canvas.height = sidePx * PIXEL_RATIO
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser has no 2D canvas')
  context.scale(PIXEL_RATIO, PIXEL_RATIO)
  return context
}

function imageOf(context: CanvasRenderingContext2D, sidePx: number) {
  return { data: context.getImageData(0, 0, sidePx * PIXEL_RATIO, sidePx * PIXEL_RATIO), pixelRatio: PIXEL_RATIO }
}
