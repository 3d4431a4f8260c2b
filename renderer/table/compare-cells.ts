import { type CellValue, isSpecial, type SpecialCell } from './source.ts'

/** เ and แ sort after their consonant, as in a Thai dictionary; digits inside names by their value. */
const thai = new Intl.Collator('th', { numeric: true })

/** Order of two cells; what has no figure stands last whichever way is sorted. */
export function compareCells(
  a: CellValue | SpecialCell | undefined,
  b: CellValue | SpecialCell | undefined,
  descending: boolean,
): number {
  const [left, right] = [figureOf(a), figureOf(b)]
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  const order =
    typeof left === 'number' && typeof right === 'number' ? left - right : thai.compare(String(left), String(right))
  return descending ? -order : order
}

function figureOf(cell: CellValue | SpecialCell | undefined): CellValue {
  return cell === undefined || isSpecial(cell) || cell === '' ? null : cell
}
