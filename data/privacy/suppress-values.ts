/**
 * Area values as the room may see them. Levels are judged from the province down: where a parent is hidden, at least one child
 * is hidden too, or the parent could be had by adding its children up.
 */
import type { AreaValues, Cell } from '../contract/api.ts'
import { type AreaLevel, areaLevels } from '../contract/imports.ts'
import type { IndicatorDefinition } from '../contract/indicators.ts'
import { type DisclosureCell, suppress } from './suppress.ts'

const codeLength: Readonly<Record<AreaLevel, number>> = { province: 2, amphoe: 4, tambon: 6, village: 8 }

export interface SuppressionInput {
  /** How many the figure of an area counts, and of how many. */
  readonly countsOf: (numerator: number, count: number) => Pick<DisclosureCell, 'count' | 'of'>
  /** The same indicator at a level, all areas of it. */
  readonly valuesAt: (level: AreaLevel) => AreaValues
  readonly level: AreaLevel
  readonly threshold: number
}

/** The level's values with small cells, and what would give them away, hidden. */
export function suppressValues({ countsOf, valuesAt, level, threshold }: SuppressionInput): AreaValues {
  let hiddenAbove = new Set<string>()
  let values = valuesAt('province')
  for (const at of areaLevels.slice(0, areaLevels.indexOf(level) + 1)) {
    values = valuesAt(at)
    const hidden = hideAtLevel(values, { countsOf, threshold, hiddenAbove, level: at })
    hiddenAbove = new Set(values.codes.filter((_, index) => hidden[index]))
  }
  return hide(values, (code) => hiddenAbove.has(code), totalIsSmall(values, countsOf, threshold))
}

interface LevelInput {
  readonly countsOf: SuppressionInput['countsOf']
  readonly threshold: number
  readonly hiddenAbove: ReadonlySet<string>
  readonly level: AreaLevel
}

function hideAtLevel(values: AreaValues, { countsOf, threshold, hiddenAbove, level }: LevelInput): boolean[] {
  const cells = values.codes.map((code, index) => ({
    ...countsOf(values.numerators[index] ?? 0, values.counts[index] ?? 0),
    group: parentOf(code, level),
  }))
  const hidden = suppress(cells, threshold)
  for (const parent of hiddenAbove) {
    const children = cells.keys().filter((index) => cells[index]!.group === parent && cells[index]!.of > 0)
    const list = [...children]
    if (list.some((index) => hidden[index])) continue
    const smallest = list.sort((a, b) => cells[a]!.count - cells[b]!.count)[0]
    if (smallest !== undefined) hidden[smallest] = true
  }
  return hidden
}

/** Provinces add up to the total that stands beside them. */
function parentOf(code: string, level: AreaLevel): string {
  return level === 'province' ? '' : code.slice(0, codeLength[level] - 2)
}

/** Where the numerator counts people or households it is the cell; a sum of baht is a cell of those it was taken from. */
export function surveyCounts({
  statistic,
  unit,
}: Pick<IndicatorDefinition, 'statistic' | 'unit'>): SuppressionInput['countsOf'] {
  const counted = statistic === 'count' || statistic === 'share' || unit === 'unit.people' || unit === 'unit.households'
  return (numerator, count) => (counted ? { count: numerator, of: Math.max(count, numerator) } : { count, of: count })
}

/** A table's column that adds up may count people, and is judged as if it did; a rate or a density is of nobody in particular. */
export function tableCounts({ statistic }: Pick<IndicatorDefinition, 'statistic'>): SuppressionInput['countsOf'] {
  return (numerator) => (statistic === 'sum' ? { count: numerator, of: numerator } : { count: 0, of: 0 })
}

function totalIsSmall(values: AreaValues, countsOf: SuppressionInput['countsOf'], threshold: number): boolean {
  const numerator = values.numerators.reduce<number>((sum, each) => sum + (each ?? 0), 0)
  const count = values.counts.reduce<number>((sum, each) => sum + (each ?? 0), 0)
  return suppress([{ ...countsOf(numerator, count), group: null }], threshold)[0] ?? false
}

/** The values without what is hidden; whatever an area had there, counts included, is gone. */
function hide(values: AreaValues, isHidden: (code: string) => boolean, totalHidden: boolean): AreaValues {
  const hidden = values.codes.map(isHidden)
  const without = <T>(list: readonly (T | null)[]) => list.map((item, index) => (hidden[index] ? null : item))
  const total: Cell = totalHidden ? { state: 'suppressed' } : values.total
  return {
    ...values,
    values: without(values.values),
    counts: without(values.counts),
    numerators: without(values.numerators),
    states: values.states.map((state, index) => (hidden[index] && state === 'value' ? 'suppressed' : state)),
    total,
  }
}
