/** What the grid shows, wherever it comes from: columns, how many rows there are, and the rows of a window once they are here. */
import type { Box } from '../../data/contract/imports.ts'
import type { SelectedArea } from '../state/selection.ts'

export type CellValue = string | number | null

export interface GridColumn {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'number' | 'answer'
  /** Decimals of numbers; absent: as many as the number has, at most three. */
  readonly decimals?: number
  /** Written with its sign: 11.8%. */
  readonly isPercent?: boolean
  /** Codes and years are digits that are no quantity: no separators. */
  readonly isLabel?: boolean
  readonly width: number
}

/** What a row is on the map. */
export interface RowPlace {
  readonly area?: SelectedArea
  /** The row is that area itself, and not something that lies in it. */
  readonly isArea?: boolean
  readonly itemId?: string
  readonly box?: Box
  readonly point?: readonly [lon: number, lat: number]
}

export interface GridRow {
  readonly key: string
  readonly cells: Readonly<Record<string, CellValue | SpecialCell>>
  readonly place: RowPlace | null
  /** Colour of the row's class in the choropleth. */
  readonly color?: string
}

/** A figure that is not there, said why. */
export type SpecialCell = { readonly special: 'no-data' | 'suppressed' }

export interface GridSort {
  readonly column: string
  readonly descending: boolean
}

export interface GridSource {
  readonly columns: readonly GridColumn[]
  readonly total: number
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => GridRow | undefined
  /** Where a place's row is, if it can be told without asking for every row. */
  readonly indexOf: (place: RowPlace) => number
  readonly isPending: boolean
  readonly error: unknown
}

export function isSpecial(cell: CellValue | SpecialCell | undefined): cell is SpecialCell {
  return typeof cell === 'object' && cell !== null
}

/** The next sort when a header is pressed: up, down, none. */
export function nextSort(sort: GridSort | null, column: string): GridSort | null {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? null : { column, descending: true }
}

/** Browsers scroll about 33 million pixels; longer tables come in parts of this many rows. */
export const PART_ROWS = 900_000
