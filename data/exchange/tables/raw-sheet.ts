/** A sheet as it was read, before anyone knows where its table begins. */
import type { Cell } from './cells.ts'
import type { Merge } from './find-header.ts'

export const sheetFormats = ['xlsx', 'xls', 'ods', 'html', 'json'] as const
export type SheetFormat = (typeof sheetFormats)[number]
export type TableFormat = SheetFormat | 'csv' | 'tsv'

export interface RawSheet {
  readonly name: string
  /** By row of the sheet; rows without any cell may be absent. */
  readonly rows: Array<Cell[] | undefined>
  readonly merges: readonly Merge[]
  /** Names of the columns, where the format has them (JSON); null: they stand in the rows. */
  readonly names: readonly string[] | null
  readonly hidden: boolean
}
