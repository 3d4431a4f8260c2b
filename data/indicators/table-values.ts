/**
 * The columns of area tables as indicators. Counts add up from tambon to amphoe and province; shares and means never do: they
 * need a numerator and a denominator, or a weight, or they have no value at a wider level.
 */
import type { Database } from 'better-sqlite3'
import { type AreaRegister, loadRegister, type RegisteredArea } from '../areas/register.ts'
import { Refusal } from '../contract/errors.ts'
import { type AreaLevel, areaLevels } from '../contract/imports.ts'
import type { TableColumn } from '../exchange/tables/value-columns.ts'
import type { AreaTableMeta } from '../exchange/tables/write-area-table.ts'
import { readVersion } from '../store/datasets.ts'
import { quoteName } from '../store/sql.ts'

/** One column's values for all areas of a level, in order of code. */
export interface TableValues {
  readonly column: TableColumn
  readonly level: AreaLevel
  /** Gregorian year of the rows taken; null where the table knows none. */
  readonly year: number | null
  readonly codes: readonly string[]
  readonly values: ReadonlyArray<number | null>
  /** What the value was divided by (denominator or weight), or null; beside a plain sum, the rows it is made of. */
  readonly denominators: ReadonlyArray<number | null>
  readonly numerators: ReadonlyArray<number | null>
  /** Areas below that have no row: the value is of the others only. 0 where the table has a row for the area itself. */
  readonly missing: readonly number[]
  /** Why there is nothing at this level: the column does not add up. */
  readonly notAdditive: boolean
}

export interface TableValuesOptions {
  /** Divides the column by this one, each summed first: a share or a value per head. */
  readonly denominator?: string | undefined
  /** Multiplies the quotient: 100 for percent, 1000 for per mille. */
  readonly per?: number | undefined
  /** Weighs a mean or density when it is brought up to a wider level (population, area). */
  readonly weight?: string | undefined
  /** Gregorian; the newest where absent. */
  readonly year?: number | undefined
  /** As `loadRegister` answers, to spare loading it again. */
  readonly register?: AreaRegister | undefined
}

/** The columns of an area table's version, with how each adds up. */
export function tableColumns(db: Database, versionId: number): readonly TableColumn[] {
  return metaOf(db, versionId).columns
}

/**
 * Values of a column per area of a level. `column`, `denominator` and `weight` are column names, or known meanings
 * (`population`, `houses`). An area with a row of its own has that row's value; others get it from the rows below. Throws
 * `table.no-column`.
 */
export function tableValues(
  db: Database,
  versionId: number,
  column: string,
  level: AreaLevel,
  options: TableValuesOptions = {},
): TableValues {
  const meta = metaOf(db, versionId)
  const main = findColumn(meta, column)
  const divisor = options.denominator ?? options.weight
  const other = divisor === undefined ? null : findColumn(meta, divisor)
  const year = options.year ?? meta.year
  const rows = readRows(db, { versionId, main, other, year })
  const register = options.register ?? loadRegister(db)
  const combine = combineBy(main, options)
  const cells = register.atLevel(level).map((area) => cellOf(area, rows, register, combine))
  return {
    column: main,
    level,
    year,
    codes: register.atLevel(level).map((area) => area.code),
    values: cells.map((cell) => cell.value),
    denominators: cells.map((cell) => cell.denominator),
    numerators: cells.map((cell) => cell.numerator),
    missing: cells.map((cell) => cell.missing),
    notAdditive: cells.every((cell) => cell.value === null) && cells.some((cell) => cell.rows > 0),
  }
}

interface Row {
  readonly value: number | null
  readonly other: number | null
}

interface Cell {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly missing: number
  readonly rows: number
}

type Combined = Pick<Cell, 'value' | 'numerator' | 'denominator'>
type Combine = (rows: readonly Row[], own: boolean) => Combined

const nothing: Combined = { value: null, numerator: null, denominator: null }

function combineBy(main: TableColumn, { denominator, weight, per = 1 }: TableValuesOptions): Combine {
  if (denominator !== undefined) return (rows) => quotient(rows.filter(hasBoth), (row) => row.value, per)
  return (rows, own) => {
    const filled = rows.filter((row) => row.value !== null)
    const [only] = filled
    if (!only) return nothing
    // One row that is the area's own needs no adding up, whatever it is.
    if (own) return { value: only.value, numerator: only.value, denominator: 1 }
    if (main.statistic === 'sum') {
      const sum = total(filled.map((row) => row.value ?? 0))
      return { value: sum, numerator: sum, denominator: filled.length }
    }
    if (main.statistic === 'none' || weight === undefined) return nothing
    return quotient(rows.filter(hasBoth), (row) => row.value * row.other, 1)
  }
}

function hasBoth(row: Row): row is { value: number; other: number } {
  return row.value !== null && row.other !== null
}

/** Sum of the parts over the sum of what they are parts of; 0 of 0 is no value. */
function quotient(
  rows: ReadonlyArray<{ value: number; other: number }>,
  part: (row: { value: number; other: number }) => number,
  per: number,
): Combined {
  const numerator = total(rows.map(part))
  const denominator = total(rows.map((row) => row.other))
  return denominator > 0 ? { value: (numerator / denominator) * per, numerator, denominator } : nothing
}

/** Neumaier's summation: the order of rows does not show in the last digits (A. Neumaier, ZAMM 54, 1974). */
function total(values: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

/** Rows by code, and below each code of each length the rows that lie under it. */
interface RowIndex {
  readonly byCode: ReadonlyMap<string, Row>
  readonly under: (code: string, level: AreaLevel) => readonly Row[]
}

function cellOf(area: RegisteredArea, rows: RowIndex, register: AreaRegister, combine: Combine): Cell {
  const own = rows.byCode.get(area.code)
  if (own) return { ...combine([own], true), missing: 0, rows: 1 }
  // The nearest level that has rows under this area: a sum of amphoe is not added to the sum of their tambons.
  const below = areaLevels.slice(areaLevels.indexOf(area.level) + 1)
  for (const level of below) {
    const parts = rows.under(area.code, level)
    if (parts.length === 0) continue
    const all = register.atLevel(level).length > 0 ? areasUnder(register, area.code, level) : parts.length
    return { ...combine(parts, false), missing: Math.max(0, all - parts.length), rows: parts.length }
  }
  return { ...nothing, missing: 0, rows: 0 }
}

function areasUnder(register: AreaRegister, code: string, level: AreaLevel): number {
  const children = register.childrenOf(code)
  if (children[0] === undefined || children[0].level === level) return children.length
  return children.reduce((sum, child) => sum + areasUnder(register, child.code, level), 0)
}

interface RowsQuestion {
  readonly versionId: number
  readonly main: TableColumn
  readonly other: TableColumn | null
  readonly year: number | null
}

function readRows(db: Database, { versionId, main, other, year }: RowsQuestion): RowIndex {
  const { table } = readVersion(db, versionId)
  const select = `SELECT area_code AS code, level, ${quoteName(main.name)} AS value, ${other ? quoteName(other.name) : 'NULL'} AS other
    FROM ${quoteName(table)} WHERE @year IS NULL OR year IS NULL OR year = @year ORDER BY area_code, year`
  const found = db
    .prepare<unknown[], { code: string; level: AreaLevel; value: unknown; other: unknown }>(select)
    .all({ year })
  const byCode = new Map<string, Row>()
  const byLevel = new Map<AreaLevel, { code: string; row: Row }[]>()
  for (const { code, level, value, other: second } of found) {
    const row = { value: numberOf(value), other: numberOf(second) }
    byCode.set(code, row)
    const list = byLevel.get(level)
    if (list) list.push({ code, row })
    else byLevel.set(level, [{ code, row }])
  }
  const groups = new Map<string, Map<string, Row[]>>()
  return {
    byCode,
    under: (code, level) => {
      const key = `${level}:${code.length}`
      let group = groups.get(key)
      if (!group) {
        group = new Map()
        for (const entry of byLevel.get(level) ?? []) {
          const parent = entry.code.slice(0, code.length)
          const list = group.get(parent)
          if (list) list.push(entry.row)
          else group.set(parent, [entry.row])
        }
        groups.set(key, group)
      }
      return group.get(code) ?? []
    },
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function metaOf(db: Database, versionId: number): AreaTableMeta {
  // Written by `writeAreaTable` and by nothing else.
  return readVersion(db, versionId).meta as unknown as AreaTableMeta
}

function findColumn(meta: AreaTableMeta, wanted: string): TableColumn {
  const column =
    meta.columns.find((each) => each.name === wanted) ??
    meta.columns.find((each) => each.means === wanted) ??
    meta.columns.find((each) => each.label === wanted)
  if (!column || column.type === 'TEXT') throw new Refusal('table.no-column', { column: wanted })
  return column
}
