/** Codes for boundary files that only have names: those of the same names in the workspace, where that is not in doubt. */
import type { AreaLevel } from '../contract/imports.ts'
import { areaNameKeys } from '../exchange/text/fold.ts'
import type { RowNames } from './import-area-rows.ts'
import type { AreaRegister, RegisteredArea } from './register.ts'

/** Finds the code of an area by its name, inside the named amphoe and province where given; null unless exactly one fits. */
export function codeFinder(register: AreaRegister, level: AreaLevel): (names: RowNames) => string | null {
  const byName = new Map<string, RegisteredArea[]>()
  for (const area of register.atLevel(level)) {
    for (const name of new Set([area.nameTh, area.nameEn].flatMap((text) => areaNameKeys(text, level)))) {
      byName.set(name, [...(byName.get(name) ?? []), area])
    }
  }
  const isIn = (area: RegisteredArea, upper: AreaLevel, name: string) => {
    if (name === '') return true
    const parent = register.pathOf(area.code).find((step) => step.level === upper)
    if (!parent || upper === level) return true
    const keys = new Set([parent.nameTh, parent.nameEn].flatMap((text) => areaNameKeys(text, upper)))
    return areaNameKeys(name, upper).some((key) => keys.has(key))
  }
  return ({ own, amphoe, province }) => {
    const named = new Set(areaNameKeys(own, level).flatMap((key) => byName.get(key) ?? []))
    const fitting = [...named].filter((area) => isIn(area, 'amphoe', amphoe) && isIn(area, 'province', province))
    return fitting.length === 1 ? fitting[0]!.code : null
  }
}
