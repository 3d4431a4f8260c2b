/**
 * The register turned round: from folded names to areas, parent by parent. Names repeat inside one province, so a name alone
 * never identifies a place; it does inside its parent.
 */
import type { AreaRegister, RegisteredArea } from '../../areas/register.ts'
import type { AreaLevel } from '../../contract/imports.ts'
import { codeLength } from '../text/area-code.ts'
import { areaNameKeys, foldAreaName } from '../text/fold.ts'

export interface NamedArea {
  readonly area: RegisteredArea
  /** Folded names that it answers to. */
  readonly keys: readonly string[]
}

export interface NameIndex {
  /** Areas of a level under a parent ('' for the whole workspace) that answer to a written name. */
  readonly find: (level: AreaLevel, parent: string, written: string) => readonly RegisteredArea[]
  /** All areas of a level under a parent, with their keys: where near candidates are looked for. */
  readonly under: (level: AreaLevel, parent: string) => readonly NamedArea[]
  /** True where a written name is one of the area's own. */
  readonly answersTo: (area: RegisteredArea, written: string) => boolean
}

export function buildNameIndex(register: AreaRegister): NameIndex {
  const keysOf = new Map<string, readonly string[]>()
  for (const area of register.areas) keysOf.set(area.code, keysOfArea(area, register))
  const groupMemo = new Map<string, Map<string, NamedArea[]>>()
  const findMemo = new Map<string, Map<string, RegisteredArea[]>>()

  const under = (level: AreaLevel, parent: string): readonly NamedArea[] => {
    const groupKey = `${level}:${parent.length}`
    let groups = groupMemo.get(groupKey)
    if (!groups) {
      const named = register.atLevel(level).map((area) => ({ area, keys: keysOf.get(area.code) ?? [] }))
      groups = Map.groupBy(named, ({ area }) => area.code.slice(0, parent.length))
      groupMemo.set(groupKey, groups)
    }
    return groups.get(parent) ?? []
  }

  const byName = (level: AreaLevel, parent: string): Map<string, RegisteredArea[]> => {
    const memoKey = `${level}:${parent}`
    const known = findMemo.get(memoKey)
    if (known) return known
    const names = new Map<string, RegisteredArea[]>()
    for (const { area, keys } of under(level, parent)) {
      for (const key of keys) {
        const list = names.get(key)
        if (list) list.push(area)
        else names.set(key, [area])
      }
    }
    findMemo.set(memoKey, names)
    return names
  }

  return {
    under,
    find: (level, parent, written) => {
      const names = byName(level, parent)
      for (const key of areaNameKeys(written, level)) {
        const found = names.get(key)
        if (found) return found
      }
      return []
    },
    answersTo: (area, written) => {
      const keys = keysOf.get(area.code) ?? []
      return areaNameKeys(written, area.level).some((key) => keys.includes(key))
    },
  }
}

/** Own names in Thai and English; the chief amphoe of a province (เมืองขอนแก่น) is also written เมือง alone. */
function keysOfArea(area: RegisteredArea, register: AreaRegister): readonly string[] {
  const keys = [...areaNameKeys(area.nameTh, area.level), ...areaNameKeys(area.nameEn, area.level)]
  const province = register.byCode.get(area.code.slice(0, codeLength('province')))
  if (area.level === 'amphoe' && province) {
    const provinceKey = foldAreaName(province.nameTh, 'province')
    if (keys.includes(`เมือง${provinceKey}`)) keys.push('เมือง', 'mueang', 'muang')
  }
  return [...new Set(keys)]
}
