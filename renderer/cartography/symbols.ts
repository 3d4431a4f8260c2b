/** Item symbols as SVG paths: one source for the map's images, the legend and paper. */
import type { Category } from '../../data/contract/workbook.ts'

export type SymbolShape = Category['shape']

/** The outline of a shape centred in a square of this side; shapes are of about equal area, so that none shouts. */
export function symbolPath(shape: SymbolShape, side: number): string {
  const middle = side / 2
  const unit = side * 0.34
  switch (shape) {
    case 'circle': {
      const radius = unit * 1.05
      return `M${middle - radius},${middle}a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0Z`
    }
    case 'square':
      return polygon(middle, unit * 1.32, [45, 135, 225, 315])
    case 'triangle':
      return polygon(middle, unit * 1.42, [-90, 30, 150], unit * 0.22)
    case 'diamond':
      return polygon(middle, unit * 1.34, [0, 90, 180, 270])
    case 'star':
      return star(middle, unit * 1.45)
    case 'cross':
      return cross(middle, unit * 1.25)
  }
}

function polygon(middle: number, radius: number, degrees: readonly number[], down = 0): string {
  const points = degrees.map((degree) => {
    const angle = (degree * Math.PI) / 180
    return `${round(middle + radius * Math.cos(angle))},${round(middle + down + radius * Math.sin(angle))}`
  })
  return `M${points.join('L')}Z`
}

function star(middle: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = (index * 36 - 90) * (Math.PI / 180)
    const reach = index % 2 === 0 ? radius : radius * 0.48
    return `${round(middle + reach * Math.cos(angle))},${round(middle + reach * Math.sin(angle))}`
  })
  return `M${points.join('L')}Z`
}

function cross(middle: number, reach: number): string {
  const arm = reach * 0.42
  const [low, high] = [middle - reach, middle + reach]
  const [inLow, inHigh] = [middle - arm, middle + arm]
  return `M${inLow},${low}H${inHigh}V${inLow}H${high}V${inHigh}H${inHigh}V${high}H${inLow}V${inHigh}H${low}V${inLow}H${inLow}Z`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
