/** Change between two surveys: the later value minus the earlier one, area by area. */
import type { AreaValues, Cell } from '../contract/api.ts'

/**
 * `later` − `earlier` for the areas of `later`. An area has a change only where both surveys have a value; where either is
 * suppressed the change is too, since it would give the other away. Counts and numerators are the later survey's.
 */
export function changeBetween(later: AreaValues, earlier: AreaValues): AreaValues {
  const before = new Map(earlier.codes.map((code, index) => [code, index]))
  const states = later.codes.map((code, i) => {
    const j = before.get(code)
    const then = j === undefined ? 'no-data' : earlier.states[j]!
    if (later.states[i] === 'suppressed' || then === 'suppressed') return 'suppressed'
    return later.states[i] === 'value' && then === 'value' ? 'value' : 'no-data'
  })
  const shown = <T>(list: readonly T[]): (T | null)[] =>
    list.map((item, i) => (states[i] === 'suppressed' ? null : item))
  return {
    ...later,
    compareWith: earlier.survey,
    values: later.codes.map((code, i) =>
      states[i] === 'value' ? later.values[i]! - earlier.values[before.get(code)!]! : null,
    ),
    counts: shown(later.counts),
    numerators: shown(later.numerators),
    states,
    total: changeOfCells(later.total, earlier.total),
  }
}

function changeOfCells(later: Cell, earlier: Cell): Cell {
  if (later.state === 'suppressed' || earlier.state === 'suppressed') return { state: 'suppressed' }
  if (later.state !== 'value' || earlier.state !== 'value') return { state: 'no-data' }
  return { state: 'value', value: later.value - earlier.value, n: later.n }
}
