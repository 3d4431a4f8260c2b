/** What the columns of values are: their safe names, their types decided over all rows, how they add up. */
import type { SourceColumn } from '../../contract/imports.ts'
import { type ParsedNumber, parseNumber } from '../../contract/text/number.ts'
import { yearWithin } from '../../contract/text/year.ts'
import type { ColumnType } from '../../store/layers.ts'
import { isKeyHeading, statisticOfHeading, type ValueTarget, valueTargets } from './column-words.ts'

/** A column of an area table, as kept in its version's meta. */
export interface TableColumn {
  readonly name: string
  /** The heading as written. */
  readonly label: string
  readonly type: ColumnType
  /** How a wider area gets its value: adding up, by a mean (needs a weight), or not at all. */
  readonly statistic: 'sum' | 'mean' | 'none'
  readonly means: ValueTarget | null
  readonly unit: string
  /** Gregorian, where the heading names one (ประชากร › 2564). */
  readonly year: number | null
}

export interface ValueColumn {
  readonly source: SourceColumn
  readonly position: number
  readonly means: ValueTarget | null
}

export interface PickedColumns {
  readonly values: readonly ValueColumn[]
  /** Headings of columns that only say where, and are not stored. */
  readonly leftOut: readonly string[]
}

/** Columns to keep: everything but keys, and what stands beside keys (English names, positions). */
export function pickValueColumns(
  columns: readonly SourceColumn[],
  mapping: Readonly<Record<string, string>>,
): PickedColumns {
  const chosen = new Map(Object.entries(mapping).map(([target, source]) => [source, target]))
  const values: ValueColumn[] = []
  const leftOut: string[] = []
  for (const [position, source] of columns.entries()) {
    const target = chosen.get(source.name)
    const means = valueTargets.find((each) => each === target) ?? null
    if (means) values.push({ source, position, means })
    else if (target === undefined && !isKeyHeading(source.name)) values.push({ source, position, means: null })
    else if (target === undefined) leftOut.push(source.name)
  }
  return { values, leftOut }
}

export interface CellProblem {
  /** Index into the rows given. */
  readonly index: number
  readonly value: string
}

export interface DecidedColumn {
  readonly column: TableColumn
  readonly cells: ReadonlyArray<string | number | null>
  /** Cells of a number column that hold no number; they are left empty. */
  readonly problems: readonly CellProblem[]
}

/** A slip in twenty does not make a column of numbers a column of texts. */
const NUMBER_SHARE = 0.95

/** Decides a column over all its cells; null where nothing stands in it. */
export function decideColumn(
  given: ValueColumn,
  cells: ReadonlyArray<string | null>,
  name: string,
): DecidedColumn | null {
  const parsed = cells.map(parseNumber)
  const numbers = parsed.filter((cell) => cell.kind === 'value')
  const filled = parsed.filter((cell) => cell.kind !== 'null').length
  if (filled === 0) return null
  const heading = statisticOfHeading(given.source.name)
  const label = given.source.name
  const year = yearWithin(label)
  const isText = numbers.length < filled * NUMBER_SHARE || (heading === 'none' && given.means === null)
  if (isText) {
    const column: TableColumn = { name, label, type: 'TEXT', statistic: 'none', means: null, unit: '', year }
    return { column, cells, problems: [] }
  }
  const whole = numbers.every((cell) => Number.isSafeInteger(cell.value) && !cell.percent)
  const percent = numbers.some((cell) => cell.percent)
  const statistic = given.means ? 'sum' : percent ? 'mean' : (heading ?? (whole ? 'sum' : 'mean'))
  const unit = numbers.find((cell) => cell.unit !== '')?.unit ?? ''
  return {
    column: { name, label, type: whole ? 'INTEGER' : 'REAL', statistic, means: given.means, unit, year },
    cells: parsed.map((cell) => (cell.kind === 'value' ? cell.value : null)),
    problems: parsed.flatMap(problemOf),
  }
}

function problemOf(cell: ParsedNumber, index: number): CellProblem[] {
  return cell.kind === 'not-a-number' ? [{ index, value: cell.text }] : []
}

const taken = ['fid', 'geom', 'area_code', 'area_name', 'level', 'year', 'rowid', 'oid', '_rowid_']
const NAME_LENGTH = 60

/** Names that SQL, QGIS and people can use: known meanings by their word, others by their heading, unique whatever the case. */
export function safeNames(columns: readonly ValueColumn[]): string[] {
  const used = new Set<string>(taken)
  return columns.map(({ means, source }) => {
    const base = means ?? safeName(source.name)
    let name = base
    for (let count = 2; used.has(name.toLowerCase()); count++) name = `${base}_${count}`
    used.add(name.toLowerCase())
    return name
  })
}

function safeName(heading: string): string {
  const plain = heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, NAME_LENGTH)
  if (plain === '') return 'column'
  return /^\d/.test(plain) ? `c_${plain}` : plain
}
