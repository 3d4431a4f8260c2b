import fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, test } from 'vitest'
import { createBits, rowsOf } from '../households/bits.ts'
import { surveyOf, type TestHousehold } from '../households/test-survey.ts'
import { planeAt, type RoadGraph, roadGraphSteps } from './road-graph.ts'
import { minutesAt, paintTravelSteps, travelFromSteps, travelParameters } from './road-reach.ts'
import { nearestSegment, onSegment } from './segment-grid.ts'

const LAT = 16
const plane = planeAt(LAT)
/** Metres east and north of one place as lon and lat. */
const at = (x: number, y: number): [number, number] => [102 + x / plane.perLon, LAT + y / plane.perLat]

function run<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function graphOf(lines: readonly (readonly [number, number][])[]): RoadGraph {
  return run(roadGraphSteps(lines.map((line) => line.map(([x, y]) => at(x, y)))))
}

/** Minutes on foot between two places on the roads; Infinity where there is no way. */
function minutesBetween(graph: RoadGraph, from: Position, to: Position): number {
  const reach = { by: 'road', layer: '', mode: 'walk', minutes: 240 } as const
  const travel = run(travelFromSteps(graph, { type: 'Point', coordinates: from }, reach))
  const near = nearestSegment(graph.grid, to[0]! * graph.plane.perLon, to[1]! * graph.plane.perLat, 1)
  return travel && near ? minutesAt(graph, travel, near.segment, near.along) : Infinity
}

const walk = (metres: number): number => metres / travelParameters.walkMetresPerMinute

describe('a network of roads', () => {
  const main: [number, number][] = [
    [0, 0],
    [1000, 0],
  ]

  test('joins lines that share a vertex, that end at one another, and that cross', () => {
    const shared = graphOf([main, [main[1]!, [1000, 500]]])
    expect(minutesBetween(shared, at(0, 0), at(1000, 500))).toBeCloseTo(walk(1500), 2)
    const ending = graphOf([
      main,
      [
        [400, 4],
        [400, 500],
      ],
    ]) // stops 4 m short of the road
    expect(minutesBetween(ending, at(0, 0), at(400, 500))).toBeCloseTo(walk(900), 0)
    const crossing = graphOf([
      main,
      [
        [400, -300],
        [400, 500],
      ],
    ])
    expect(minutesBetween(crossing, at(0, 0), at(400, 500))).toBeCloseTo(walk(900), 2)
  })

  test('does not join what lies further apart than the tolerance', () => {
    const apart = graphOf([
      main,
      [
        [400, 8],
        [400, 500],
      ],
    ])
    expect(minutesBetween(apart, at(0, 0), at(400, 500))).toBe(Infinity)
  })

  test('takes the shorter of two ways', () => {
    const around = graphOf([
      [
        [0, 0],
        [0, 300],
        [1000, 300],
        [1000, 0],
      ],
      [
        [0, 0],
        [500, -900],
        [1000, 0],
      ],
    ])
    expect(minutesBetween(around, at(0, 0), at(1000, 0))).toBeCloseTo(walk(1600), 2)
  })

  test('finds the nearest of all stretches, wherever one asks', () => {
    const spot = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }))
    fc.assert(
      fc.property(
        fc.array(fc.array(spot, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        spot,
        (lines, [x, y]) => {
          const graph = graphOf(lines)
          const { ends, count } = graph.grid.segments
          const [px, py] = [at(x, y)[0] * graph.plane.perLon, at(x, y)[1] * graph.plane.perLat]
          const least = Math.min(
            Infinity,
            ...Array.from({ length: count }, (_, s) => onSegment(ends, s, px, py).distanceM),
          )
          const found = nearestSegment(graph.grid, px, py, 2000)
          if (least > 2000) expect(found).toBeNull()
          else expect(found?.distanceM).toBeCloseTo(least, 6)
        },
      ),
    )
  })
})

describe('times along the roads', () => {
  test('are those of a plain relaxation over all stretches', () => {
    const spot = fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
      .map(([x, y]): [number, number] => [x * 100, y * 100])
    fc.assert(
      fc.property(
        fc.array(fc.array(spot, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 10 }),
        spot,
        (lines, from) => {
          const graph = graphOf(lines)
          const reach = { by: 'road', layer: '', mode: 'walk', minutes: 18 } as const
          const travel = run(travelFromSteps(graph, { type: 'Point', coordinates: at(...from) }, reach))
          if (!travel) return
          const plain = new Float64Array(graph.xs.length).fill(Infinity)
          for (const [stretch, starts] of travel.starts) {
            for (const { along, afterMinutes } of starts) {
              const whole = walk(graph.lengthsM[stretch]!)
              const [a, b] = [graph.ends[stretch * 2]!, graph.ends[stretch * 2 + 1]!]
              plain[a] = Math.min(plain[a]!, afterMinutes + along * whole)
              plain[b] = Math.min(plain[b]!, afterMinutes + (1 - along) * whole)
            }
          }
          for (let round = 0; round < graph.xs.length; round++) {
            for (let s = 0; s < graph.lengthsM.length; s++) {
              const [a, b] = [graph.ends[s * 2]!, graph.ends[s * 2 + 1]!]
              plain[a] = Math.min(plain[a]!, plain[b]! + walk(graph.lengthsM[s]!))
              plain[b] = Math.min(plain[b]!, plain[a]! + walk(graph.lengthsM[s]!))
            }
          }
          for (let node = 0; node < plain.length; node++) {
            if (plain[node]! <= 17.999) expect(travel.minutes[node]).toBeCloseTo(plain[node]!, 6)
            if (plain[node]! > 18.001) expect(travel.minutes[node]).toBe(Infinity)
          }
        },
      ),
    )
  })
})

describe('households reached by road', () => {
  const house = (x: number, y: number): TestHousehold => {
    const [lon, lat] = at(x, y)
    return { area: '400101', lon, lat, cells: {} }
  }
  const graph = graphOf([
    [
      [0, 0],
      [4000, 0],
    ],
    [
      [4000, 0],
      [4000, 3000],
    ],
  ])

  function reached(
    places: readonly [number, number][],
    from: Position,
    mode: 'walk' | 'drive',
    minutes: number,
  ): number[] {
    const { survey } = surveyOf(
      places.map(([x, y]) => house(x, y)),
      {},
    )
    const bits = createBits(survey.count)
    const travel = run(
      travelFromSteps(graph, { type: 'Point', coordinates: from }, { by: 'road', layer: '', mode, minutes }),
    )
    if (!travel) return []
    run(paintTravelSteps(survey, graph, travel, bits))
    return [...rowsOf(bits)]
  }

  test('are those whose whole way, to the road and from it too, is within the minutes', () => {
    // 15 minutes are 1,000 m on foot: 100 m to the road, then along it, then to the house.
    const places: [number, number][] = [
      [850, 40],
      [850, 60],
      [890, 20],
      [100, 490],
      [100, 510],
    ]
    expect(reached(places, at(0, 100), 'walk', 15)).toEqual([0, 3])
  })

  test('go further by car, round the corner, and are no further than the access distance from the road', () => {
    const places: [number, number][] = [
      [4000, 2500],
      [3800, 1000],
      [3400, 1000],
      [1000, 450],
    ]
    expect(reached(places, at(0, 0), 'drive', 12)).toEqual([0, 1, 3])
  })

  test('are none where no road is near the place', () => {
    expect(reached([[0, 0]], at(0, 2100), 'drive', 60)).toEqual([])
  })
})
