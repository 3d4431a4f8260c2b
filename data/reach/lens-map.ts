/** The classes by which a lens colours areas. */
import { LENS_NO_DATA, LENS_OUTSIDE, type LensAreas, type LensKind, type LensMap } from '../contract/lens.ts'
import { classify } from '../indicators/classes.ts'

/** Classes beside the one of 0. */
const MOST_CLASSES = 4

/** The values of a lens and their classes. `areaCodes` are the plan's; none: everywhere. */
export function lensMap(lens: LensKind, areas: LensAreas, areaCodes: readonly string[]): LensMap {
  const values = valuesOf(lens, areas)
  const positive = values.map((value) => (value === null || value <= 0 ? null : value))
  const classes =
    lens === 'coverage' ? null : classify(positive, { method: 'natural', classCount: classCountOf(positive) })
  const classOf = values.map((value, index) => {
    if (value === null) return isWithin(areas.codes[index]!, areaCodes) ? LENS_NO_DATA : LENS_OUTSIDE
    if (value <= 0) return 0
    return classes ? 1 + (classes.classOf[index] ?? 0) : Math.min(2, value)
  })
  const count = classes ? 1 + classes.classCounts.length : 3
  return {
    values,
    classOf,
    classCounts: Array.from({ length: count }, (_, index) => classOf.filter((each) => each === index).length),
    edges: classes?.edges ?? [],
    noData: classOf.filter((each) => each === LENS_NO_DATA).length,
  }
}

function valuesOf(lens: LensKind, { items, gap, more, budgetBaht, need }: LensAreas): ReadonlyArray<number | null> {
  switch (lens) {
    case 'coverage':
      return items
    case 'gap':
      return gap
    case 'overlap':
      return more
    case 'fairness':
      // Where nobody is in need there is nobody to share among.
      return budgetBaht.map((baht, index) => (baht === null || !need[index] ? null : baht / need[index]))
  }
}

function classCountOf(values: ReadonlyArray<number | null>): number {
  return Math.max(2, Math.min(MOST_CLASSES, new Set(values.filter((value) => value !== null)).size))
}

function isWithin(code: string, areaCodes: readonly string[]): boolean {
  return areaCodes.length === 0 || areaCodes.some((area) => code.startsWith(area))
}
