/**
 * Where a table begins. Official sheets carry titles above, several header rows, merged cells, a row that numbers the
 * columns. The header is the row whose words stand over columns of another kind (numbers under words, years over money), with
 * the rows that belong to it above and below.
 */
import { type Cell, cleanCell, kindOf } from './cells.ts'

export interface Merge {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

export interface Header {
  /** Rows taken as header, 0-based; empty where the table has none. */
  readonly rows: readonly number[]
  /** First row of data, 0-based. */
  readonly dataStart: number
  /** Words over each column, top to bottom, joined; '' where there are none. */
  readonly names: readonly string[]
  /** Texts above the header: titles, years, units. */
  readonly preamble: readonly string[]
}

export interface HeaderQuestion {
  readonly rows: ReadonlyArray<readonly Cell[] | undefined>
  readonly merges: readonly Merge[]
  /** 0-based, where a person named it. */
  readonly chosen: number | null
}

const LOOK_FOR_HEADER = 60
const LOOK_AT_BODY = 60
const HEADER_ROWS = 4

/** Finds the header of a sheet, or of a sample of a file's first rows. */
export function findHeader({ rows, merges, chosen }: HeaderQuestion): Header {
  const sheet = prepare(rows, merges)
  const main = chosen ?? bestRow(sheet)
  if (main === null) return { rows: [], dataStart: firstFilled(sheet), names: blankNames(sheet), preamble: [] }
  const first = chosen === null ? extendUp(sheet, main) : main
  const last = extendDown(sheet, main, chosen !== null)
  const numbering = isNumbering(sheet, last + 1) ? last + 1 : last
  const named: number[] = []
  for (let row = first; row <= last; row++) if (filledIn(sheet, row) > 0) named.push(row)
  return {
    rows: numbering > last ? [...named, numbering] : named,
    dataStart: numbering + 1,
    names: joinNames(sheet, named),
    preamble: textsAbove(rows, first),
  }
}

interface Sheet {
  /** Header candidates with merged cells filled in. */
  readonly cells: Cell[][]
  readonly kinds: ReturnType<typeof kindOf>[][]
  /** Columns with anything in them. */
  readonly columns: readonly number[]
  readonly merges: readonly Merge[]
  readonly rowCount: number
}

function prepare(rows: HeaderQuestion['rows'], merges: readonly Merge[]): Sheet {
  const rowCount = Math.min(rows.length, LOOK_FOR_HEADER + LOOK_AT_BODY)
  const cells = Array.from({ length: rowCount }, (_, row) => Array.from(rows[row] ?? [], cleanCell))
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0)
  const used = new Set<number>()
  for (const row of cells) for (const [column, cell] of row.entries()) if (cell !== null) used.add(column)
  for (const merge of merges) {
    if (merge.firstRow >= rowCount || isTitle(merge, used.size)) continue
    const text = cells[merge.firstRow]?.[merge.firstColumn] ?? null
    if (text === null || kindOf(text) === 'number') continue
    for (let row = merge.firstRow; row <= Math.min(merge.lastRow, rowCount - 1); row++) {
      for (let column = merge.firstColumn; column <= Math.min(merge.lastColumn, width - 1); column++) {
        cells[row]![column] = text
      }
    }
  }
  const columns = [...used].sort((a, b) => a - b)
  return { cells, kinds: cells.map((row) => Array.from(row, kindOf)), columns, merges, rowCount }
}

/** A cell merged over most of the table's width is a title. */
function isTitle(merge: Merge, width: number): boolean {
  return merge.firstRow === merge.lastRow && merge.lastColumn - merge.firstColumn + 1 >= Math.max(3, width * 0.7)
}

function filledIn(sheet: Sheet, row: number): number {
  return sheet.columns.filter((column) => (sheet.cells[row]?.[column] ?? null) !== null).length
}

function bestRow(sheet: Sheet): number | null {
  let best: { row: number; score: number } | null = null
  for (let row = 0; row < Math.min(sheet.rowCount, LOOK_FOR_HEADER); row++) {
    const score = scoreAsHeader(sheet, row)
    if (score !== null && (!best || score > best.score + 1e-9)) best = { row, score }
  }
  return best?.row ?? null
}

/** How well a row names what is under it; null where it cannot be a header: too many numbers in it. */
function scoreAsHeader(sheet: Sheet, row: number): number | null {
  const filled = filledIn(sheet, row)
  const numbers = sheet.columns.filter((column) => sheet.kinds[row]?.[column] === 'number').length
  if (filled === 0 || numbers > filled * 0.34) return null
  let contrast = 0
  for (const column of sheet.columns) {
    const kind = sheet.kinds[row]?.[column] ?? 'blank'
    if (kind === 'blank' || !isNumeric(sheet, column, row + 1)) continue
    contrast += kind === 'number' ? -1 : 1
  }
  const distinct = new Set(sheet.columns.map((column) => sheet.cells[row]?.[column] ?? '')).size
  const width = sheet.columns.length
  // Years alone name no table; two tables under each other share the first one's header.
  const words = sheet.columns.some((column) => sheet.kinds[row]?.[column] === 'text') ? 1 : 0.5
  return (filled / width) * 2 * words + contrast / width + distinct / width - row * 0.001
}

/** True where most of what stands under a row in this column is numbers. */
function isNumeric(sheet: Sheet, column: number, from: number): boolean {
  let numbers = 0
  let others = 0
  for (let row = from; row < Math.min(sheet.rowCount, from + LOOK_AT_BODY); row++) {
    const kind = sheet.kinds[row]?.[column] ?? 'blank'
    if (kind === 'number') numbers++
    else if (kind === 'text') others++
  }
  return numbers > 0 && numbers >= others * 2
}

/** Group names (งบประมาณ over its years) and second names stand right above; titles do not belong to the header. */
function extendUp(sheet: Sheet, main: number): number {
  let first = main
  while (first > 0 && main - first < HEADER_ROWS - 1 && belongsAbove(sheet, first - 1, main)) first--
  return first
}

function belongsAbove(sheet: Sheet, row: number, main: number): boolean {
  const filled = sheet.columns.filter((column) => (sheet.cells[row]?.[column] ?? null) !== null)
  if (filled.length === 0 || filled.some((column) => sheet.kinds[row]?.[column] === 'number')) return false
  const fillsGap = filled.some((column) => (sheet.cells[main]?.[column] ?? null) === null)
  const spansGroup = sheet.merges.some(
    (merge) => merge.firstRow === row && merge.lastColumn > merge.firstColumn && !isTitle(merge, sheet.columns.length),
  )
  const reachesDown = sheet.merges.some((merge) => merge.firstRow === row && merge.lastRow > row)
  const startsInside = filled[0] !== sheet.columns[0] && filled.length < sheet.columns.length
  const full = filled.length >= sheet.columns.length * 0.6
  return full || spansGroup || reachesDown || ((startsInside || fillsGap) && (filled.length > 1 || startsInside))
}

/** Years, units and second lines stand right below, over columns of numbers. */
function extendDown(sheet: Sheet, main: number, isChosen: boolean): number {
  let last = main
  for (const merge of sheet.merges) {
    const inHeader = merge.firstRow <= main && merge.lastRow > main && merge.lastRow - merge.firstRow < HEADER_ROWS
    if (inHeader && !isTitle(merge, sheet.columns.length)) last = Math.max(last, merge.lastRow)
  }
  if (isChosen) return main
  while (last - main < HEADER_ROWS - 1 && belongsBelow(sheet, last + 1, last)) last++
  return last
}

function belongsBelow(sheet: Sheet, row: number, above: number): boolean {
  const filled = sheet.columns.filter((column) => (sheet.kinds[row]?.[column] ?? 'blank') !== 'blank')
  if (filled.length === 0 || row + 1 >= sheet.rowCount) return false
  if (filled.some((column) => sheet.kinds[row]?.[column] === 'number')) return false
  const overNumbers = filled.filter((column) => isNumeric(sheet, column, row + 1))
  if (overNumbers.length === 0) return false
  const names = (column: number): boolean => {
    const cell = sheet.cells[row]?.[column] ?? ''
    const open = (sheet.cells[above]?.[column] ?? null) === null
    return open || sheet.kinds[row]?.[column] === 'year' || /^[(（].*[)）]$/u.test(cell)
  }
  return overNumbers.some(names) && (filled.length > 1 || filled[0] !== sheet.columns[0])
}

/** A row "(1) (2) (3)" under the header only numbers the columns. */
function isNumbering(sheet: Sheet, row: number): boolean {
  const cells = sheet.columns.map((column) => sheet.cells[row]?.[column] ?? null).filter((cell) => cell !== null)
  if (cells.length < 3) return false
  const numbers = cells.map((cell) => Number(/^[([]?(\d{1,2})[)\]]?$/.exec(cell)?.[1] ?? Number.NaN))
  const counts = numbers.every((number, index) => number === numbers[0]! + index) && numbers[0] === 1
  return counts && (cells.some((cell) => /[([]/.test(cell)) || cells.length >= sheet.columns.length * 0.8)
}

function joinNames(sheet: Sheet, rows: readonly number[]): string[] {
  const width = sheet.cells.reduce((most, row) => Math.max(most, row.length), 0)
  const parts = rows.map((row) => spreadGroups(sheet, row, rows))
  return Array.from({ length: width }, (_, column) => {
    let name = ''
    let before = ''
    for (const row of parts) {
      const part = (row[column] ?? '').replace(/\s+/gu, ' ').trim()
      if (part === '' || part === before) continue
      // A unit or a second line in brackets belongs to the word above it.
      if (name !== '') name += /^[(（]/u.test(part) ? ` ${part}` : ` › ${part}`
      else name = part
      before = part
    }
    return name
  })
}

/** Text files lose the merging of cells: a group's name then stands over its first column only, and is carried on. */
function spreadGroups(sheet: Sheet, row: number, rows: readonly number[]): Cell[] {
  const cells = [...(sheet.cells[row] ?? [])]
  const below = rows.filter((other) => other > row)
  const hasMerges = sheet.merges.some((merge) => merge.firstRow === row && merge.lastColumn > merge.firstColumn)
  if (below.length === 0 || hasMerges) return cells
  const namedBelow = (column: number): boolean => below.some((other) => (sheet.cells[other]?.[column] ?? null) !== null)
  const namedAbove = (column: number): boolean =>
    rows.some((other) => other < row && (sheet.cells[other]?.[column] ?? null) !== null)
  for (const [at, column] of sheet.columns.entries()) {
    const left = sheet.columns[at - 1]
    if (left === undefined || (cells[column] ?? null) !== null || (cells[left] ?? null) === null) continue
    if (namedBelow(column) && namedBelow(left) && !namedAbove(column)) cells[column] = cells[left] ?? null
  }
  return cells
}

function firstFilled(sheet: Sheet): number {
  const row = sheet.cells.findIndex((cells) => cells.some((cell) => cell !== null))
  return Math.max(0, row)
}

function blankNames(sheet: Sheet): string[] {
  return Array.from({ length: sheet.cells.reduce((most, row) => Math.max(most, row.length), 0) }, () => '')
}

function textsAbove(rows: HeaderQuestion['rows'], first: number): string[] {
  return rows
    .slice(0, first)
    .flatMap((row) => (row ?? []).map(cleanCell).filter((cell) => cell !== null))
    .slice(0, 20)
}
