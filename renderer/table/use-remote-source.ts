import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ResourceName, RowPage } from '../../data/contract/api.ts'
import type { Filter } from '../../data/contract/filters.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useTargetName } from '../import/target-name.ts'
import { useWorkbook } from '../queries.ts'
import { levelOfCode } from '../state/selection.ts'
import type { CellValue, GridColumn, GridRow, GridSort, GridSource, RowPlace } from './source.ts'

const PAGE_ROWS = 200

export interface RemoteWish {
  /** As in `rowsRequest.table`; null asks for nothing. */
  readonly table: string | null
  readonly sort: GridSort | null
  readonly filter: Filter | null
  /** Rows in sight, first and last. */
  readonly window: readonly [first: number, last: number]
}

/** Rows of any table, a page at a time around what is in sight; pages seen stay until the content changes. */
export function useRemoteSource({ table, sort, filter, window: [first, last] }: RemoteWish): GridSource {
  const nameOfTarget = useTargetName()
  const wordOf = useWordOf(table)
  const pages = useMemo(() => pagesAround(first, last), [first, last])
  const results = useQueries({
    queries: (table === null ? [] : pages).map((page) => ({
      queryKey: [resourceOf(table ?? ''), 'rows', table, sort, filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.rows(
          {
            table: table ?? '',
            offset: page * PAGE_ROWS,
            limit: PAGE_ROWS,
            ...(sort ? { sort } : {}),
            ...(filter && takesFilter(table ?? '') ? { filter } : {}),
          },
          signal,
        ),
      placeholderData: keepPreviousData,
    })),
    combine: (answers) => ({
      pages: answers.map(({ data, isPlaceholderData }) => (isPlaceholderData ? undefined : data)),
      head: answers[0]?.data,
      isPending: answers[0]?.isPending ?? false,
      error: answers.find(({ error }) => error)?.error ?? null,
    }),
  })
  return useMemo(() => {
    const columns = columnsOf(results.head).map((column) =>
      column.label === column.name ? { ...column, label: nameOfTarget(column.name) } : column,
    )
    return {
      columns,
      total: results.head?.total ?? 0,
      rowAt: (index) => {
        const page = results.pages[pages.indexOf(Math.floor(index / PAGE_ROWS))]
        return page && table ? rowOf(page, index % PAGE_ROWS, { table, wordOf }) : undefined
      },
      indexOf: () => -1,
      isPending: results.isPending,
      error: results.error,
    }
  }, [results, pages, table, nameOfTarget, wordOf])
}

/** Categories, states and yes-or-no of plan items in words; every other value as it is. */
function useWordOf(table: string | null): RowContext['wordOf'] {
  const { tId, nameOf } = useI18n()
  const { data: workbook } = useWorkbook()
  return useCallback(
    (column, value) => {
      if (table !== 'plan_item' || value === null) return value
      if (column === 'status') return tId(`status-of-item.${value}`)
      if (column === 'placed' || column === 'dropped') return value === 1 ? '●' : ''
      if (column !== 'category') return value
      const category = workbook?.categories.find(({ id }) => id === value)
      return category ? nameOf(category) : value
    },
    [table, tId, nameOf, workbook?.categories],
  )
}

/** Only households know the one filter; other tables are shown whole. */
export function takesFilter(table: string): boolean {
  return table.startsWith('households:')
}

/** The first page is always held: it says how many rows and which columns there are, wherever one has scrolled to. */
function pagesAround(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS)
  const to = Math.floor(Math.max(0, last) / PAGE_ROWS)
  const inSight = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return inSight.includes(0) ? inSight : [0, ...inSight]
}

/** By what change a table's rows become old. */
function resourceOf(table: string): ResourceName {
  if (table.startsWith('households:')) return 'surveys'
  return table === 'plan_item' ? 'items' : 'datasets'
}

const labelColumns = /(^|_)(code|id|year|fiscal_year|moo|postcode|hash)$/i

/** Ids by which the program knows rows; nobody else does. */
const ownIds = new Set(['item_id', 'plan_id', 'sort_key', 'content_hash'])

function columnsOf(page: RowPage | undefined): readonly GridColumn[] {
  return (page?.columns ?? []).flatMap(({ name, label, type }, index) => {
    if (ownIds.has(name)) return []
    const longest = Math.max(
      label.length,
      ...(page?.rows.slice(0, 40) ?? []).map((row) => String(row[index] ?? '').length),
    )
    const width = Math.min(320, Math.max(72, 28 + longest * 7.5))
    return [{ name, label, type, width, ...(labelColumns.test(name) ? { isLabel: true } : {}) }]
  })
}

interface RowContext {
  readonly table: string
  readonly wordOf: (column: string, value: CellValue) => CellValue
}

function rowOf(page: RowPage, at: number, { table, wordOf }: RowContext): GridRow | undefined {
  const values = page.rows[at]
  if (!values) return undefined
  const cells = Object.fromEntries(page.columns.map(({ name }, index) => [name, values[index] ?? null]))
  const words = Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, wordOf(name, value)]))
  const point = page.points?.[at] ?? null
  return { key: `${table}/${page.fids[at]}`, cells: words, place: placeOf(cells, { table, point }) }
}

interface PlaceContext {
  readonly table: string
  /** The row's own point, where the table has one. */
  readonly point: readonly [lon: number, lat: number] | null
}

/** Where a row lies: its own point, else as far as its columns say. */
function placeOf(
  cells: Readonly<Record<string, string | number | null>>,
  { table, point }: PlaceContext,
): RowPlace | null {
  const number = (name: string) => (typeof cells[name] === 'number' ? (cells[name] as number) : null)
  const lon = number('lon') ?? number('longitude')
  const lat = number('lat') ?? number('latitude')
  const code = ['village_code', 'area_code', 'tambon_code', 'code'].map((name) => cells[name]).find(isAreaCode)
  const itemId = table === 'plan_item' ? cells.item_id : null
  const place: RowPlace = {
    ...(typeof itemId === 'string' ? { itemId } : {}),
    ...(code ? { area: { code, level: levelOfCode(code) }, isArea: table.startsWith('table:') } : {}),
    ...(point ? { point } : lon !== null && lat !== null ? { point: [lon, lat] as const } : {}),
  }
  return Object.keys(place).length > 0 ? place : null
}

function isAreaCode(value: string | number | null | undefined): value is string {
  return typeof value === 'string' && /^(\d{2}|\d{4}|\d{6}|\d{8})$/.test(value)
}
