/** How drawings look, as terra-draw wants to be told. */
import type { HexColor } from 'terra-draw'

const handle = (color: HexColor, kind: string) => ({
  [`${kind}Color`]: '#ffffff',
  [`${kind}OutlineColor`]: color,
  [`${kind}OutlineWidth`]: 2,
  [`${kind}Width`]: 5,
})

/** Where the pen is held to something: full of colour, so that it is told from a corner. */
const snapped = (color: HexColor) => ({
  snappingPointColor: color,
  snappingPointOutlineColor: '#ffffff' as HexColor,
  snappingPointOutlineWidth: 2,
  snappingPointWidth: 5,
})

export function pointStyle(color: HexColor) {
  return { pointColor: color, pointWidth: 7, pointOutlineColor: '#ffffff' as HexColor, pointOutlineWidth: 2 }
}

export function lineStyle(color: HexColor) {
  return { lineStringColor: color, lineStringWidth: 3, ...handle(color, 'closingPoint'), ...snapped(color) }
}

export function areaStyle(color: HexColor) {
  return {
    fillColor: color,
    fillOpacity: 0.18,
    outlineColor: color,
    outlineWidth: 2.5,
    ...handle(color, 'closingPoint'),
    ...snapped(color),
  }
}
