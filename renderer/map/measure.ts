/** Lengths and areas on the WGS 84 ellipsoid of what people draw. Positions are [lon, lat] in degrees. */

const SEMI_MAJOR_AXIS_M = 6378137
const FLATTENING = 1 / 298.257223563
const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)
const ECCENTRICITY = Math.sqrt(ECCENTRICITY_2)

type Position = readonly [lon: number, lat: number] | readonly number[]

/** Length of a line in metres: each leg by the radii of curvature at its middle, right to a metre in a hundred kilometres. */
export function lineLengthM(line: readonly Position[]): number {
  let length = 0
  for (let index = 1; index < line.length; index++) length += legLengthM(line[index - 1]!, line[index]!)
  return length
}

/** Area in m² of a ring (open or closed), by the sphere of equal area (authalic latitude; Snyder 1987, p. 16). */
export function ringAreaM2(ring: readonly Position[]): number {
  const polar = authalic(1)
  const radius2 = (SEMI_MAJOR_AXIS_M ** 2 * polar) / 2
  let sum = 0
  for (let index = 0; index < ring.length; index++) {
    const [lonA = 0, latA = 0] = ring[index]!
    const [lonB = 0, latB = 0] = ring[(index + 1) % ring.length]!
    const sines = authalic(Math.sin(radians(latA))) + authalic(Math.sin(radians(latB)))
    sum += radians(lonB - lonA) * (2 + sines / polar)
  }
  return Math.abs((sum * radius2) / 2)
}

/** Area in m² of a polygon's rings: the first less its holes. */
export function polygonAreaM2(rings: ReadonlyArray<readonly Position[]>): number {
  return rings.reduce((area, ring, index) => area + (index === 0 ? 1 : -1) * ringAreaM2(ring), 0)
}

function legLengthM([lonA = 0, latA = 0]: Position, [lonB = 0, latB = 0]: Position): number {
  const middle = radians((latA + latB) / 2)
  const curve = 1 - ECCENTRICITY_2 * Math.sin(middle) ** 2
  const northRadius = (SEMI_MAJOR_AXIS_M * (1 - ECCENTRICITY_2)) / curve ** 1.5
  const eastRadius = SEMI_MAJOR_AXIS_M / Math.sqrt(curve)
  return Math.hypot(northRadius * radians(latB - latA), eastRadius * Math.cos(middle) * radians(lonB - lonA))
}

function authalic(sine: number): number {
  const product = ECCENTRICITY * sine
  return (1 - ECCENTRICITY_2) * (sine / (1 - product ** 2) + Math.atanh(product) / ECCENTRICITY)
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
