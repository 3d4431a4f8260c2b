import { describe, expect, test } from 'vitest'
import { lensColors } from './lens-colors.ts'

/** CIE L*, 0–100: what a photocopier keeps of a colour. */
function lightness(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 116 * Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b) - 16
}

describe('the colours of a lens', () => {
  test('tell none, once and more apart on a photocopy', () => {
    const [none = 0, once = 0, more = 0] = lensColors('coverage', 3).map(lightness)
    expect(none - once).toBeGreaterThan(18)
    expect(once - more).toBeGreaterThan(25)
  })

  test('darken class by class from the one of nothing', () => {
    for (const lens of ['gap', 'overlap', 'fairness'] as const) {
      const lights = lensColors(lens, 5).map(lightness)
      expect(lights).toHaveLength(5)
      expect(lights.toSorted((a, b) => b - a)).toEqual(lights)
    }
  })
})
