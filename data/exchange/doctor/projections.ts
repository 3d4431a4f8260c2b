/**
 * The coordinate systems of Thai files and how each becomes WGS84. Indian 1975 (Everest 1830, a = 6377276.345 m,
 * 1/f = 300.8017) has several published operations to WGS84; they differ by up to 190 m, so which one was used is always said.
 * Parameters from the EPSG dataset. The rotations of EPSG:1812 are in the position-vector sense, as towgs84 takes them: with
 * the opposite signs it would lie 9.6 m from EPSG:1304 near Mukdahan, with these 189 m, which is where PROJ 9.1 puts it.
 */
import proj4 from 'proj4'
import type { Box, DatumOption } from '../../contract/imports.ts'

export type Transform = (x: number, y: number) => readonly [lon: number, lat: number]

const EVEREST = '+a=6377276.345 +rf=300.8017'

interface System {
  readonly label: string
  /** proj definition without the datum shift. */
  readonly definition: string
  readonly datum: 'wgs84' | 'indian1975'
  readonly geographic: boolean
}

const utm = (zone: number, ellipsoid: string) => `+proj=utm +zone=${zone} ${ellipsoid} +units=m +no_defs`

const systems: Readonly<Record<string, System>> = {
  'EPSG:4326': { label: 'WGS 84', definition: '+proj=longlat +datum=WGS84', datum: 'wgs84', geographic: true },
  'EPSG:3857': {
    label: 'Web Mercator',
    definition: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +nadgrids=@null +units=m',
    datum: 'wgs84',
    geographic: false,
  },
  'EPSG:32647': { label: 'WGS 84 / UTM 47N', definition: utm(47, '+datum=WGS84'), datum: 'wgs84', geographic: false },
  'EPSG:32648': { label: 'WGS 84 / UTM 48N', definition: utm(48, '+datum=WGS84'), datum: 'wgs84', geographic: false },
  'EPSG:24047': {
    label: 'Indian 1975 / UTM 47N',
    definition: utm(47, EVEREST),
    datum: 'indian1975',
    geographic: false,
  },
  'EPSG:24048': {
    label: 'Indian 1975 / UTM 48N',
    definition: utm(48, EVEREST),
    datum: 'indian1975',
    geographic: false,
  },
  'EPSG:4240': {
    label: 'Indian 1975',
    definition: `+proj=longlat ${EVEREST} +no_defs`,
    datum: 'indian1975',
    geographic: true,
  },
}

/** The systems a Thai file without a trustworthy declaration may be in, most usual first. */
export const candidateSystems = [
  'EPSG:4326',
  'EPSG:32647',
  'EPSG:32648',
  'EPSG:24047',
  'EPSG:24048',
  'EPSG:3857',
] as const

interface Operation {
  readonly code: string
  readonly label: string
  readonly towgs84: string
}

/** Operations from Indian 1975 to WGS84, in the order they are offered. */
const operations: readonly Operation[] = [
  { code: 'EPSG:1304', label: 'Indian 1975 to WGS 84 (2)', towgs84: '210,814,289' },
  { code: 'EPSG:1154', label: 'Indian 1975 to WGS 84 (1)', towgs84: '209,818,290' },
  { code: 'EPSG:1812', label: 'Indian 1975 to WGS 84 (4)', towgs84: '293,836,318,0.5,1.6,-2.8,2.1' },
  { code: 'EPSG:1537', label: 'Indian 1975 to WGS 84 (3)', towgs84: '204.64,834.74,293.8' },
]
export const DEFAULT_DATUM = 'EPSG:1304'

/** Is this one of the systems we transform ourselves. */
export function isOwnSystem(crs: string): boolean {
  return systems[crs] !== undefined
}

export function systemLabel(crs: string): string {
  return systems[crs]?.label ?? crs
}

export function isGeographic(crs: string): boolean {
  return systems[crs]?.geographic ?? false
}

/** Does this system need a datum operation to reach WGS84. */
export function needsDatum(crs: string): boolean {
  return systems[crs]?.datum === 'indian1975'
}

/** Is this a datum operation we know. */
export function isOwnDatum(code: string): boolean {
  return operations.some((operation) => operation.code === code)
}

/** The transformation of one of our systems to WGS84 degrees. Throws Error for a system or operation that is not ours. */
export function transformTo4326(crs: string, datum: string = DEFAULT_DATUM): Transform {
  const system = systems[crs]
  const operation = operations.find((candidate) => candidate.code === datum)
  if (!system || !operation) throw new Error(`no transformation for ${crs} by ${datum}`)
  if (crs === 'EPSG:4326') return (x, y) => [x, y]
  const shift = system.datum === 'indian1975' ? ` +towgs84=${operation.towgs84}` : ''
  const converter = proj4(system.definition + shift, '+proj=longlat +datum=WGS84 +no_defs')
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.NaN, Number.NaN]
    const [lon, lat] = converter.forward([x, y])
    return [lon!, lat!]
  }
}

/** The ways to WGS84 for a layer in `crs` and how far each puts its middle from the first; empty where none is needed. */
export function datumOptions(crs: string, box: Box | null): DatumOption[] {
  if (!needsDatum(crs)) return []
  const [x, y] = box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : [500_000, 1_800_000]
  const first = transformTo4326(crs, DEFAULT_DATUM)(x, y)
  return operations.map(({ code, label }) => ({
    code,
    label,
    offsetM: Math.round(distanceM(first, transformTo4326(crs, code)(x, y)) * 10) / 10,
  }))
}

const EARTH_RADIUS_M = 6_371_008.8

/** Metres between two places, on the sphere of mean radius (haversine): good to 0.5 %, for telling offsets. */
export function distanceM(a: readonly [number, number], b: readonly [number, number]): number {
  const rad = Math.PI / 180
  const dLat = (b[1] - a[1]) * rad
  const dLon = (b[0] - a[0]) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}
