/**
 * The areas of a workspace as a register: codes, names and hierarchy of every level, without shapes. What rows are joined to
 * and what names are read back against.
 */
import type { Database } from 'better-sqlite3'
import { type AreaLevel, areaLevels } from '../contract/imports.ts'
import { currentVersion } from '../store/datasets.ts'
import { quoteName } from '../store/sql.ts'

export interface RegisteredArea {
  readonly code: string
  readonly level: AreaLevel
  readonly nameTh: string
  readonly nameEn: string
  readonly parentCode: string
}

export interface AreaRegister {
  /** All areas, in order of code within each level; levels from province to village. */
  readonly areas: readonly RegisteredArea[]
  readonly byCode: ReadonlyMap<string, RegisteredArea>
  /** The areas of one level in order of code: an area's position here is its index in the level's values. */
  readonly atLevel: (level: AreaLevel) => readonly RegisteredArea[]
  /** An area's children one level down, in order of code; empty where that level is not in the workspace. */
  readonly childrenOf: (code: string) => readonly RegisteredArea[]
  /** The area and its ancestors, province first, as far as the workspace has them. */
  readonly pathOf: (code: string) => readonly RegisteredArea[]
  /** ต.นาคำ อ.อุบลรัตน์ จ.ขอนแก่น */
  readonly labelOf: (code: string) => string
  readonly hasLevel: (level: AreaLevel) => boolean
}

/** The register of the current boundaries and villages of a workspace; empty where none were imported. */
export function loadRegister(db: Database): AreaRegister {
  const areas: RegisteredArea[] = []
  for (const level of areaLevels) {
    const version = currentVersion(db, `areas:${level}`)
    if (!version) continue
    const rows = db
      .prepare<[], { code: string; name_th: string | null; name_en: string | null; parent_code: string | null }>(
        `SELECT code, name_th, name_en, parent_code FROM ${quoteName(version.table)} ORDER BY code`,
      )
      .all()
    for (const row of rows) {
      areas.push({
        code: row.code,
        level,
        nameTh: row.name_th ?? '',
        nameEn: row.name_en ?? '',
        parentCode: row.parent_code ?? row.code.slice(0, -2),
      })
    }
  }
  return buildRegister(areas)
}

/** A register of areas from anywhere; the first of two areas with one code stays. */
export function buildRegister(given: readonly RegisteredArea[]): AreaRegister {
  const byCode = new Map<string, RegisteredArea>()
  for (const area of given) if (!byCode.has(area.code)) byCode.set(area.code, area)
  const rank = (area: RegisteredArea): number => areaLevels.indexOf(area.level)
  const areas = [...byCode.values()].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
  const levels = new Map(areaLevels.map((level) => [level, areas.filter((area) => area.level === level)]))
  const children = Map.groupBy(areas, (area) => area.parentCode)
  const atLevel = (level: AreaLevel): readonly RegisteredArea[] => levels.get(level) ?? []
  const pathOf = (code: string): RegisteredArea[] => {
    const path: RegisteredArea[] = []
    for (let area = byCode.get(code); area && path.length < areaLevels.length; area = byCode.get(area.parentCode)) {
      path.unshift(area)
    }
    return path
  }
  return {
    areas,
    byCode,
    atLevel,
    childrenOf: (code) => children.get(code) ?? [],
    pathOf,
    labelOf: (code) => pathOf(code).reverse().map(labelPart).join(' '),
    hasLevel: (level) => atLevel(level).length > 0,
  }
}

/** Bangkok (province 10) has khet and khwaeng, and its own name already says what it is. */
function labelPart(area: RegisteredArea): string {
  const bangkok = area.code.startsWith('10')
  switch (area.level) {
    case 'province':
      return bangkok ? area.nameTh : `จ.${area.nameTh}`
    case 'amphoe':
      return `${bangkok ? 'เขต' : 'อ.'}${area.nameTh.replace(/^เขต/, '')}`
    case 'tambon':
      return `${bangkok ? 'แขวง' : 'ต.'}${area.nameTh.replace(/^แขวง/, '')}`
    case 'village':
      return `${area.nameTh.startsWith('บ้าน') ? '' : 'บ้าน'}${area.nameTh} หมู่ ${Number(area.code.slice(-2))}`
  }
}
