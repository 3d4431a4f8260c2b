/** WGS 84 / UTM grid coordinates on the northern half, for the status bar and for people who read paper maps. */

const SEMI_MAJOR_AXIS_M = 6378137
const FLATTENING = 1 / 298.257223563
const SCALE_FACTOR = 0.9996
const FALSE_EASTING_M = 500000

export interface UtmPosition {
  readonly zone: number
  readonly eastingM: number
  readonly northingM: number
}

/** The UTM zone of a longitude: 47 west of 102°E, 48 from there on. */
export function utmZoneOf(lon: number): number {
  return Math.floor((lon + 180) / 6) + 1
}

/**
 * Easting and northing in metres of a position (degrees, WGS 84), in its own zone unless one is forced. Transverse Mercator by
 * the Krüger series to the third order of n (Karney 2011, doi:10.1007/s00190-011-0445-3): better than a millimetre in a zone.
 */
export function toUtm({
  lon,
  lat,
  zone,
}: {
  readonly lon: number
  readonly lat: number
  readonly zone?: number
}): UtmPosition {
  const chosenZone = zone ?? utmZoneOf(lon)
  const n = FLATTENING / (2 - FLATTENING)
  const eccentricity = Math.sqrt(FLATTENING * (2 - FLATTENING))
  const rectifyingRadius = (SEMI_MAJOR_AXIS_M / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64)
  const series = [
    n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3,
    (13 / 48) * n ** 2 - (3 / 5) * n ** 3,
    (61 / 240) * n ** 3,
  ]
  const phi = (lat * Math.PI) / 180
  const lambda = ((lon - (chosenZone * 6 - 183)) * Math.PI) / 180
  const sinPhi = Math.sin(phi)
  const conformal = Math.sinh(Math.atanh(sinPhi) - eccentricity * Math.atanh(eccentricity * sinPhi))
  const xi = Math.atan2(conformal, Math.cos(lambda))
  const eta = Math.atanh(Math.sin(lambda) / Math.sqrt(1 + conformal ** 2))
  let northing = xi
  let easting = eta
  series.forEach((alpha, index) => {
    const order = 2 * (index + 1)
    northing += alpha * Math.sin(order * xi) * Math.cosh(order * eta)
    easting += alpha * Math.cos(order * xi) * Math.sinh(order * eta)
  })
  return {
    zone: chosenZone,
    eastingM: FALSE_EASTING_M + SCALE_FACTOR * rectifyingRadius * easting,
    northingM: SCALE_FACTOR * rectifyingRadius * northing,
  }
}
