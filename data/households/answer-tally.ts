/** How many households (and of what) stand inside a shape or an area: for the desk only, as it counts as finely as one draws. */
import { area as areaOf } from '@turf/area'
import type { AreaRegister } from '../areas/register.ts'
import type { Cell, Tally, TallyRequest } from '../contract/api.ts'
import type { Filter, Shape } from '../contract/filters.ts'
import { type Bits, countBits, hasBit, rowsOf } from './bits.ts'
import type { Survey, SurveyCache } from './cache.ts'
import type { Column } from './columns.ts'
import { filterRows } from './filter.ts'
import { rowsInShape, tallyShape } from './tally.ts'

const SQUARE_METRES_PER_RAI = 1600
const VILLAGES_LISTED = 200

/** Counts by shape, area and filter together. Throws `survey.unknown` and `request.invalid` for an unknown column. */
export function answerTally(
  { surveys, register }: { surveys: SurveyCache; register: AreaRegister },
  { survey: wanted, shape, areaCode, filter, columns }: TallyRequest,
): Tally {
  const survey = surveys.survey(wanted ?? surveys.surveyIds()[0] ?? '')
  const narrowed: Filter = { ...filter, ...(areaCode ? { areaCode } : {}) }
  const rows = filterRows(survey, narrowed)
  const counted = shape ? countInShape(survey, shape, rows, columns) : countRows(survey, rows, columns)
  const listed = shape ? rowsInShape(survey, shape, rows) : rows ? rowsOf(rows) : null
  return {
    ...counted,
    villages: listed ? villagesOf(survey, listed, register) : [],
    areaRai: shape ? shapeAreaRai(shape) : null,
  }
}

type Counted = Pick<Tally, 'households' | 'columns'>

function countInShape(survey: Survey, shape: Shape, filter: Bits | null, columns: readonly string[]): Counted {
  const tally = tallyShape({ survey, shape, columns, filter })
  return {
    households: cell(tally.households, tally.households),
    columns: Object.fromEntries(
      columns.map((name) => [name, cell(tally.columns[name]?.sum ?? 0, tally.columns[name]?.n ?? 0)]),
    ),
  }
}

function countRows(survey: Survey, filter: Bits | null, columns: readonly string[]): Counted {
  const households = filter ? countBits(filter) : survey.count
  const found = columns.flatMap((name) => {
    const column = survey.column(name)
    return column ? [[name, sumColumn(column, filter, survey.count)] as const] : []
  })
  return { households: cell(households, households), columns: Object.fromEntries(found) }
}

function sumColumn(column: Column, filter: Bits | null, count: number): Cell {
  let sum = 0
  let n = 0
  for (let row = 0; row < count; row++) {
    if (filter && !hasBit(filter, row)) continue
    if (column.kind === 'answer' && hasBit(column.answered, row)) {
      n++
      if (hasBit(column.pass, row)) sum++
    }
    if (column.kind === 'number' && (!column.present || hasBit(column.present, row))) {
      n++
      sum += column.values[row]!
    }
  }
  return cell(sum, n)
}

function cell(value: number, n: number): Cell {
  return { state: 'value', value, n }
}

function villagesOf(survey: Survey, rows: Uint32Array, register: AreaRegister): Tally['villages'] {
  const { codes, starts } = survey.runs('village')
  const counts = new Map<number, number>()
  for (const row of rows) {
    const run = runOf(starts, row)
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return [...counts]
    .filter(([run]) => codes[run]?.length === 8)
    .sort((a, b) => b[1] - a[1])
    .slice(0, VILLAGES_LISTED)
    .map(([run, households]) => ({ code: codes[run]!, label: register.labelOf(codes[run]!), households }))
}

function runOf(starts: Uint32Array, row: number): number {
  let low = 0
  let high = starts.length - 1
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= row) low = middle
    else high = middle
  }
  return low
}

function shapeAreaRai(shape: Shape): number | null {
  switch (shape.kind) {
    case 'polygon':
      return areaOf({ type: 'MultiPolygon', coordinates: shape.polygons }) / SQUARE_METRES_PER_RAI
    case 'circle':
      return (Math.PI * shape.radiusM ** 2) / SQUARE_METRES_PER_RAI
    case 'corridor':
      return null
  }
}
