import { describe, expect, it } from 'vitest'
import { denominatorOf, viewOfBox, viewOfCamera } from './frame-view.ts'

const frame = { widthPx: 1000, heightPx: 500 }

describe('the frame on paper', () => {
  it('holds the whole box, the middle in the middle', () => {
    const view = viewOfBox([102, 15, 103, 17], frame)
    const [left, bottom] = view.project(102, 15)
    const [right, top] = view.project(103, 17)
    expect(top).toBeGreaterThan(0)
    expect(bottom).toBeLessThan(500)
    expect((left + right) / 2).toBeCloseTo(500, 6)
    expect((top + bottom) / 2).toBeCloseTo(250, 6)
  })

  it('measures the ground: a degree of longitude at 60° is half of one at the equator', () => {
    const equator = viewOfBox([-0.5, -0.1, 0.5, 0.1], frame)
    const north = viewOfBox([-0.5, 59.95, 0.5, 60.05], frame)
    expect(equator.pixelM * 920).toBeCloseTo(111_319.5, -2)
    expect(north.pixelM / equator.pixelM).toBeCloseTo(0.5, 2)
  })

  it('says the scale a printed frame has', () => {
    const view = viewOfBox([-0.5, -0.1, 0.5, 0.1], frame)
    // 1000 pixels over 100 mm: 121 km of ground in a tenth of a metre.
    expect(denominatorOf(view, frame, 100)).toBeCloseTo((view.pixelM * 1000) / 0.1, 3)
  })

  it('shows what the screen showed: the same middle, as wide', () => {
    const view = viewOfCamera({ center: [102.5, 16], zoom: 9 }, { acrossPx: 800, frame })
    expect(view.project(102.5, 16)).toEqual([expect.closeTo(500, 6), expect.closeTo(250, 6)])
    expect(view.box[2] - view.box[0]).toBeCloseTo((800 / (512 * 2 ** 9)) * 360, 8)
  })
})
