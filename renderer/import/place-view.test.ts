import { describe, expect, it } from 'vitest'
import { fitBox, pathOf, pointsOf, rectOf } from './place-view.ts'

const view = { lonScale: 0.5, widthDegrees: 10, viewBox: '' }

describe('the plane of the small map', () => {
  it('shortens longitudes and turns latitudes over', () => {
    const line = {
      type: 'LineString' as const,
      coordinates: [
        [100, 16],
        [102, 17],
      ],
    }
    expect(pathOf(line, view)).toBe('M50.00000 -16.00000L51.00000 -17.00000')
  })

  it('closes every ring of every part', () => {
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]
    expect(pathOf({ type: 'MultiPolygon', coordinates: [[ring, ring], [ring]] }, view).match(/Z/g)).toHaveLength(3)
  })

  it('gives points, and corners of shapes only when asked', () => {
    const square = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [2, 0],
          [2, 4],
          [0, 0],
        ],
      ],
    }
    expect(pointsOf({ type: 'MultiPoint', coordinates: [[2, 3]] }, view)).toEqual([[1, -3]])
    expect(pointsOf(square, view)).toEqual([])
    expect(fitBox(pointsOf(square, null, true))).toEqual([0, 0, 2, 4])
  })

  it('keeps a tiny box big enough to hit, around the same middle', () => {
    expect(rectOf([100, 16, 100, 16], view, 2)).toEqual({ x: 49, y: -17, width: 2, height: 2 })
  })
})
