/** What one cell looks like: the ground on which headers, types and totals are decided. */
import { parseNumber } from '../../contract/text/number.ts'
import { parseThaiYear } from '../../contract/text/year.ts'
import { foldThai } from '../text/fold.ts'

export type Cell = string | null
export type CellKind = 'blank' | 'number' | 'year' | 'text'

/** A year counts apart: as a heading it names a column, as data it is a number. */
export function kindOf(cell: Cell | undefined): CellKind {
  if (cell === null || cell === undefined || cell.trim() === '') return 'blank'
  if (/^\s*\d{4}\s*$/.test(cell) && parseThaiYear(cell).kind === 'year') return 'year'
  const number = parseNumber(cell)
  if (number.kind === 'null') return 'blank'
  return number.kind === 'value' ? 'number' : 'text'
}

/** Trimmed, Excel's `="400101"` opened; null where nothing is left. Line breaks inside stay: they part several entries. */
export function cleanCell(cell: Cell | undefined): Cell {
  if (cell === null || cell === undefined) return null
  const text = (cell.includes('\u0000') ? cell.replaceAll('\u0000', '') : cell).trim()
  const plain = text.startsWith('="') && text.endsWith('"') && text.length > 2 ? text.slice(2, -1) : text
  return plain === '' ? null : plain
}

const totals =
  /^(?:รวม|ยอดรวม|ผลรวม|รวม(?:ยอด|ทั้งสิ้น|ทั้งหมด|ทุกตำบล|ทุกอำเภอ|ทั้งจังหวัด|ทั้งอำเภอ|ทั้งตำบล)|รวม(?:จังหวัด|อำเภอ|ตำบล|ประเทศ).*|รวม\d+.*|(?:grand)?total|subtotal|sum)[:.]?$/u

/** Sees at once that most rows are none: this runs on every row of every table. */
const maybeTotal = /รวม|total|sum/iu

/** True where the row's first words say that it adds up other rows. */
export function isTotalRow(cells: readonly Cell[]): boolean {
  let looked = 0
  for (const cell of cells) {
    if (cell === null || /^[\d.,\s-]+$/.test(cell)) continue
    if (maybeTotal.test(cell) && totals.test(foldThai(cell))) return true
    if (++looked === 3) return false
  }
  return false
}
