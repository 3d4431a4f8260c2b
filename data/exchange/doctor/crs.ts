/**
 * Where a layer lies. What the file declares is tried first; then where its points fall under each usual system. The box of
 * Thailand cannot tell Indian 1975 from WGS84 UTM (the same numbers lie about 520 m apart), so without a declaration that is
 * asked, unless areas of the workspace that the layer names can be compared with.
 */
import type { Box, Decision, Note } from '../../contract/imports.ts'
import {
  candidateSystems,
  distanceM,
  isGeographic,
  isOwnSystem,
  systemLabel,
  type Transform,
  transformTo4326,
} from './projections.ts'
import { isInThailand } from './thailand.ts'

/** A shape of the source whose place is known: its middle in source coordinates, and where the workspace has that area. */
export interface Anchor {
  readonly x: number
  readonly y: number
  readonly lon: number
  readonly lat: number
}

export interface CrsQuestion {
  /** x, y of sample positions in the source's coordinates. */
  readonly positions: Float64Array
  /** Of each position, the box of the province that its row names, or null. */
  readonly provinces: ReadonlyArray<Box | null>
  readonly box: Box | null
  readonly declared: {
    readonly by: 'file' | 'format' | 'none'
    readonly authority: string | null
    readonly name: string | null
  }
  readonly anchors: readonly Anchor[]
}

export interface CrsFinding {
  readonly decision: Decision<string>
  /** Coordinates stand as latitude, longitude. */
  readonly swapped: boolean
}

/** The value of a decision for a system that the file declares and we have no code for. */
export const DECLARED_CRS = 'declared'
const MOSTLY = 0.9
const PARTLY = 0.5
const CLEARLY_NEARER = 0.5
const MIN_ANCHORS = 5
/** Two surveys of the same borders disagree by less than this on the whole; the datums differ by more. */
const SAME_PLACE_M = 250

interface Tried {
  readonly value: string
  readonly score: number
  readonly swappedScore: number
  readonly offsetM: number | null
}

/** Decides the coordinate system of a layer. */
export function decideCrs(question: CrsQuestion): CrsFinding {
  const { declared } = question
  const own = declared.authority !== null && isOwnSystem(declared.authority) ? declared.authority : null
  const systems = [...new Set([...(own ? [own] : []), ...candidateSystems])]
  const tried = trySystems(systems, question)
  const candidates = toCandidates(tried, question)
  const answer = (value: string | null, certainty: Decision<string>['certainty'], reason: Note): CrsFinding => ({
    decision: { value, certainty, reason, candidates },
    swapped: false,
  })
  if (question.positions.length === 0) {
    return answer(own ?? 'EPSG:4326', 'sure', note('crs.nothing-to-place', {}))
  }
  if (declared.by !== 'none' && !own) {
    const name = declared.authority ?? declared.name ?? DECLARED_CRS
    return answer(declared.authority ?? DECLARED_CRS, 'sure', note('crs.declared-other', { crs: name }))
  }
  const finding = own ? judgeDeclared(own, tried, declared.by) : judgeUndeclared(tried)
  const swapped = finding.swapped === true
  return { decision: { ...finding.decision, candidates }, swapped }
}

interface Judgement {
  readonly decision: Omit<Decision<string>, 'candidates'>
  readonly swapped?: boolean
}

function judgeDeclared(own: string, tried: readonly Tried[], by: 'file' | 'format' | 'none'): Judgement {
  const mine = tried.find((candidate) => candidate.value === own)!
  const crs = systemLabel(own)
  const nearest = nearestByAnchors(tried)
  if (mine.score >= PARTLY) {
    if (nearest && nearest.value !== own && mine.offsetM !== null && mine.offsetM > SAME_PLACE_M) {
      const values = { crs, other: systemLabel(nearest.value), distance: Math.round(mine.offsetM) }
      return judged(own, 'ask', note('crs.contradicted-by-areas', values, 'warn'))
    }
    return judged(own, 'sure', note(by === 'format' ? 'crs.by-format' : 'crs.declared', { crs }))
  }
  if (mine.swappedScore >= MOSTLY) {
    return { ...judged(own, 'likely', note('crs.swapped', { crs }, 'warn')), swapped: true }
  }
  const fitting = tried.filter((candidate) => candidate.score >= MOSTLY)
  // A wrong zone is a slip within the datum; degrees declared over metres say nothing about it.
  const sameDatum = isGeographic(own) ? [] : fitting.filter((candidate) => family(candidate.value) === family(own))
  const only = nearest ?? (sameDatum.length === 1 ? sameDatum[0] : fitting.length === 1 ? fitting[0] : undefined)
  if (only) {
    const values = { crs: systemLabel(only.value), declared: crs }
    return judged(only.value, 'likely', note('crs.declared-wrong', values, 'warn'))
  }
  if (fitting.length > 1) return judged(null, 'ask', note('crs.declared-outside', { crs }, 'warn'))
  return judged(own, 'sure', note('crs.outside-thailand', { crs }, 'warn'))
}

function judgeUndeclared(tried: readonly Tried[]): Judgement {
  const nearest = nearestByAnchors(tried)
  if (nearest) {
    const values = { crs: systemLabel(nearest.value), distance: Math.round(nearest.offsetM ?? 0) }
    return judged(nearest.value, 'likely', note('crs.matches-areas', values))
  }
  const fitting = tried.filter((candidate) => candidate.score >= MOSTLY)
  if (fitting.length === 1) {
    return judged(fitting[0]!.value, 'likely', note('crs.by-position', { crs: systemLabel(fitting[0]!.value) }))
  }
  if (fitting.length > 1) return judged(null, 'ask', note('crs.several-fit', { count: fitting.length }, 'warn'))
  const swapped = tried.find((candidate) => candidate.swappedScore >= MOSTLY)
  if (swapped) {
    return {
      ...judged(swapped.value, 'likely', note('crs.swapped', { crs: systemLabel(swapped.value) }, 'warn')),
      swapped: true,
    }
  }
  return judged(null, 'ask', note('crs.none-fits', {}, 'warn'))
}

function judged(value: string | null, certainty: Decision<string>['certainty'], reason: Note): Judgement {
  return { decision: { value, certainty, reason } }
}

function family(crs: string): string {
  return crs.startsWith('EPSG:240') || crs === 'EPSG:4240' ? 'indian1975' : 'wgs84'
}

/** The one system that puts named areas where the workspace has them, clearly better than the next. */
function nearestByAnchors(tried: readonly Tried[]): Tried | undefined {
  const known = tried.filter((candidate) => candidate.offsetM !== null).sort((a, b) => a.offsetM! - b.offsetM!)
  const [best, second] = known
  if (!best || best.offsetM! > SAME_PLACE_M) return undefined
  return !second || best.offsetM! < second.offsetM! * CLEARLY_NEARER ? best : undefined
}

/**
 * Tries each system. Where most rows name their province and some system puts them all there, lying in the right province is
 * what counts; else lying in Thailand.
 */
function trySystems(systems: readonly string[], question: CrsQuestion): Tried[] {
  const named = question.provinces.filter((box) => box !== null).length
  const byProvince = named >= Math.max(1, question.provinces.length / 2)
  const tried = byProvince ? systems.map((crs) => trySystem(crs, question, question.provinces)) : []
  const fits = tried.some(({ score, swappedScore }) => Math.max(score, swappedScore) >= MOSTLY)
  return fits ? tried : systems.map((crs) => trySystem(crs, question, []))
}

function trySystem(crs: string, { positions, anchors }: CrsQuestion, provinces: ReadonlyArray<Box | null>): Tried {
  const transform = transformTo4326(crs)
  const share = (place: Transform) => {
    let inside = 0
    for (let i = 0; i < positions.length; i += 2) {
      const [lon, lat] = place(positions[i]!, positions[i + 1]!)
      const box = provinces[i / 2]
      if (box ? isInBox(box, lon, lat) : isInThailand(lon, lat)) inside++
    }
    return Math.round((inside / Math.max(1, positions.length / 2)) * 1000) / 1000
  }
  return {
    value: crs,
    score: share(transform),
    swappedScore: isGeographic(crs) ? share((x, y) => transform(y, x)) : 0,
    offsetM: offsetOf(anchors, transform),
  }
}

function isInBox([minX, minY, maxX, maxY]: Box, x: number, y: number): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY
}

/** The systematic offset: median east and median north apart, so that differing borders cancel out. */
function offsetOf(anchors: readonly Anchor[], transform: Transform): number | null {
  if (anchors.length < MIN_ANCHORS) return null
  const east: number[] = []
  const north: number[] = []
  for (const { x, y, lon, lat } of anchors) {
    const [placedLon, placedLat] = transform(x, y)
    if (!Number.isFinite(placedLon) || !Number.isFinite(placedLat)) return null
    east.push(Math.sign(placedLon - lon) * distanceM([lon, lat], [placedLon, lat]))
    north.push(Math.sign(placedLat - lat) * distanceM([lon, lat], [lon, placedLat]))
  }
  return Math.hypot(median(east), median(north))
}

function median(values: number[]): number {
  values.sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)]!
}

function toCandidates(tried: readonly Tried[], { box }: CrsQuestion): Decision<string>['candidates'] {
  const fitting = tried.filter((candidate) => candidate.score > 0 || candidate.swappedScore > 0)
  return [...(fitting.length > 0 ? fitting : tried)]
    .sort((a, b) => b.score - a.score)
    .map(({ value, score }) => {
      const placed = box ? placeBox(box, transformTo4326(value)) : null
      return { value, label: systemLabel(value), score, ...(placed ? { box: placed } : {}) }
    })
}

/** Where a box lies in degrees: the box around its transformed corners and edge middles; null where that is nowhere. */
export function placeBox([minX, minY, maxX, maxY]: Box, transform: Transform): Box | null {
  const xs = [minX, (minX + maxX) / 2, maxX]
  const ys = [minY, (minY + maxY) / 2, maxY]
  const places = xs.flatMap((x) => ys.map((y) => transform(x, y)))
  if (!places.every(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat))) return null
  const lons = places.map(([lon]) => lon)
  const lats = places.map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function note(message: string, values: Note['values'], severity: Note['severity'] = 'info'): Note {
  return { message, values, severity }
}
