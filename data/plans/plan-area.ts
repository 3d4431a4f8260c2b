/** A plan's own area as shapes: of its area code, or of the tambons of its local authority. */
import type { AreaIndex } from '../areas/area-index.ts'
import { type AreaSet, meetsAreas, partsOfGeometry } from '../areas/meets-areas.ts'
import type { AreaLevel } from '../contract/imports.ts'
import type { PlanInfo } from '../contract/plans.ts'
import type { AuthorityTambon } from '../contract/workbook.ts'
import { decodeGeometry } from '../store/geometry.ts'

export interface PlanArea {
  /** What the area is called in a note. */
  readonly name: string
  /** Area codes that make it up. */
  readonly codes: readonly string[]
  /** Its shapes; null where the workspace has no outlines of it. */
  readonly shapes: AreaSet | null
}

export interface AreaSources {
  /** The outlines of a level; null where the workspace has none. */
  readonly index: (level: AreaLevel) => AreaIndex | null
  readonly authorityTambons: readonly AuthorityTambon[]
  readonly authorityName: (code: string) => string | null
  readonly areaName: (code: string) => string
}

const levelOfLength: Readonly<Record<number, AreaLevel>> = { 2: 'province', 4: 'amphoe', 6: 'tambon', 8: 'village' }

/**
 * Where a plan's items belong; null where the plan does not say. An authority's area is all the tambons it is linked with, those
 * it only covers in part too; an อบจ. without links, and every other plan, has the area of its code. A village without an outline
 * is taken for its tambon.
 */
export function areaOfPlan(plan: PlanInfo, sources: AreaSources): PlanArea | null {
  const { authorityCode, areaCode } = plan.fields
  const linked = sources.authorityTambons.filter((link) => link.authorityCode === authorityCode)
  if (authorityCode !== null && linked.length > 0) {
    const codes = linked.map(({ tambonCode }) => tambonCode)
    return { name: sources.authorityName(String(authorityCode)) ?? '', codes, shapes: shapesOf(codes, sources) }
  }
  if (areaCode === null) return null
  const codes = [String(areaCode)]
  return { name: sources.areaName(String(areaCode)), codes, shapes: shapesOf(codes, sources) }
}

function shapesOf(codes: readonly string[], { index }: AreaSources): AreaSet | null {
  const own = levelOfLength[codes[0]?.length ?? 0]
  const levels: readonly AreaLevel[] = own === 'village' ? ['village', 'tambon'] : ['tambon', ...(own ? [own] : [])]
  for (const level of levels) {
    const areas = index(level)
    const members = areas ? membersOf(areas, codes) : new Set<number>()
    if (areas && members.size > 0) return { index: areas, members }
  }
  return null
}

/** Areas with an outline that lie under one of the codes, or that one of the codes lies in. */
function membersOf(areas: AreaIndex, codes: readonly string[]): Set<number> {
  const members = new Set<number>()
  for (const [position, code] of areas.codes.entries()) {
    const hasOutline = areas.areaRings[position + 1]! > areas.areaRings[position]!
    if (hasOutline && codes.some((own) => related(own, code))) members.add(position)
  }
  return members
}

/** True where one of two areas lies in the other. */
export function related(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a)
}

/**
 * True where a place of an item has no position in common with the plan's area. Places with a shape are judged by it, each part on
 * its own, but for a larger area that is only pointed at (a tambon in a village's plan); places that only name an area by its code.
 */
export function isOutside(
  { codes, shapes }: Pick<PlanArea, 'codes' | 'shapes'>,
  { geom, areaCode }: { readonly geom: Uint8Array | null; readonly areaCode: string | null },
): boolean {
  const isRelated = areaCode !== null && codes.some((own) => related(own, areaCode))
  const geometry = geom && shapes ? decodeGeometry(geom) : null
  if (!geometry || !shapes) return areaCode !== null && !isRelated
  const isAround = isRelated && codes.every((own) => own.length > (areaCode?.length ?? 0))
  if (isAround) return false
  return partsOfGeometry(geometry).some((part) => !meetsAreas(shapes, part))
}
