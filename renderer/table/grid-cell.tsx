import type { I18n } from '../i18n/use-i18n.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { type CellValue, type GridColumn, isSpecial, type SpecialCell } from './source.ts'

/** One cell's words: numbers with separators, answers in words, what is missing said so. */
export function GridCellText({
  cell,
  column,
}: {
  readonly cell: CellValue | SpecialCell | undefined
  readonly column: GridColumn
}) {
  const i18n = useI18n()
  if (cell === undefined || cell === null) return <span className="grid-nothing">{i18n.t('common.nothing')}</span>
  if (isSpecial(cell)) {
    const text = cell.special === 'no-data' ? i18n.t('common.no-data') : i18n.t('table.suppressed')
    return <span className="grid-nothing">{text}</span>
  }
  return textOfCell(cell, column, i18n)
}

/** A value as the column writes it. */
export function textOfCell(value: string | number, column: GridColumn, { t, format }: I18n): string {
  if (column.type === 'answer') {
    if (value === 1) return t('answer.pass')
    if (value === 0) return t('answer.fail')
    return value === 2 ? t('answer.not-applicable') : String(value)
  }
  if (typeof value === 'string') return column.isLabel ? format.digits(value) : value
  if (column.isLabel) return format.digits(String(value))
  if (column.isPercent) return format.percent(value, column.decimals)
  return column.decimals === undefined ? format.number(value, 3) : format.fixed(value, column.decimals)
}
