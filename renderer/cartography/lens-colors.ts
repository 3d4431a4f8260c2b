import type { LensKind } from '../../data/contract/lens.ts'
import { classColors } from './ramps.ts'

/** None, once, more: apart in hue, and on a photocopier by their lightness (about 92, 68 and 36 of 100). */
const coverageColors = ['#fbe6cf', '#8db3c7', '#2f5572'] as const
/** Where there is nothing to count: as pale as can be told from no data. */
const zeroColor = '#f6f4ee'

/** The colours of a lens, class 0 first. */
export function lensColors(lens: LensKind, classCount: number): readonly string[] {
  if (lens === 'coverage') return coverageColors
  return [zeroColor, ...classColors(lens === 'fairness' ? 'YlGnBu' : 'Oranges', classCount - 1)]
}
