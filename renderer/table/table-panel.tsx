import './table.css'
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react'
import { type PointerEvent, useCallback, useState } from 'react'
import { sentenceOf } from '../../data/contract/errors.ts'
import type { Filter } from '../../data/contract/filters.ts'
import type { AreaLevel } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { problemOf } from '../import/flow.ts'
import { useFilter } from '../state/filter.ts'
import { useSelection } from '../state/selection.ts'
import { useTableView } from '../state/table-view.ts'
import { useThematic } from '../state/thematic.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import { useWindow } from '../state/window.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState, NoticeLine } from '../ui/feedback.tsx'
import { Menu } from '../ui/menu.tsx'
import { Select } from '../ui/select.tsx'
import { ColumnsPopover } from './columns-popover.tsx'
import { exportFile } from './export-file.ts'
import { FilterChips } from './filter-chips.tsx'
import { filterParts } from './filter-parts.ts'
import { Grid } from './grid.tsx'
import { goToRow, selectRow } from './row-on-map.ts'
import { type GridSource, nextSort } from './source.ts'
import { laidOut, useTable } from './table-state.ts'
import { useAreaSource } from './use-area-source.ts'
import { takesFilter, useRemoteSource } from './use-remote-source.ts'
import { useTableChoices } from './use-table-choices.ts'

/** Browsers scroll about 33 million pixels; longer tables come in parts of this many rows. */
const PART_ROWS = 900_000

/** The table under the map: areas with the values on show, households, figures, layers or projects. */
export function TablePanel() {
  const { t } = useI18n()
  const level = useThematic((state) => state.choice.level)
  const wanted = useTableView((state) => state.table)
  const table = wanted === 'values' ? `areas:${level}` : wanted
  const [window, setWindow] = useState<readonly [number, number]>([0, 0])
  const [part, setPart] = useState(0)
  const onWindow = useCallback((first: number, last: number) => setWindow([first, last]), [])
  const source = useSource(table, window)
  const heightPx = useTable((state) => state.heightPx)
  return (
    <section className="table-panel" style={{ height: heightPx }} aria-label={t('table.title')}>
      <HeightEdge />
      <TableBar key={table} table={table} source={source} part={part} onPart={setPart} />
      <TableBody key={`${table}/${part}`} table={table} source={source} part={part} onWindow={onWindow} />
    </section>
  )
}

function useSource(table: string, window: readonly [number, number]): GridSource {
  const sort = useTable((state) => state.sorts[table] ?? null)
  const filter = useRowFilter()
  const areaLevel = table.startsWith('areas:') ? (table.slice('areas:'.length) as AreaLevel) : null
  const areas = useAreaSource(areaLevel, sort)
  const remote = useRemoteSource({ table: areaLevel ? null : table, sort, filter, window })
  return areaLevel ? areas : remote
}

interface TableBarProps {
  readonly table: string
  readonly source: GridSource
  readonly part: number
  readonly onPart: (part: number) => void
}

function TableBar({ table, source, part, onPart }: TableBarProps) {
  const { t, format } = useI18n()
  const show = useTableView((state) => state.show)
  const title = useTableView((state) => state.title)
  const filter = useRowFilter()
  return (
    <div className="table-bar">
      <Select
        label={t('table.which')}
        labelHidden
        look="quiet"
        value={table}
        onChange={(id) => {
          onPart(0)
          show({ table: id })
        }}
        groups={useTableChoices()}
      />
      <span className="table-count num">{t('table.rows', { count: format.count(source.total) })}</span>
      {title && <span className="table-title ellipsis">{title}</span>}
      {filter && takesFilter(table) && (
        <FilterChips
          filter={filter}
          survey={table.slice(table.indexOf(':') + 1)}
          onChange={(next) => changeRowFilter(next)}
        />
      )}
      {source.total > PART_ROWS && <Parts total={source.total} part={part} onPart={onPart} />}
      <span className="table-spring" />
      <ColumnsPopover table={table} columns={source.columns} />
      <ExportMenu table={table} />
      <IconButton icon={X} label={t('common.close')} onPress={() => useWindow.getState().setTableOpen(false)} />
    </div>
  )
}

function Parts({
  total,
  part,
  onPart,
}: {
  readonly total: number
  readonly part: number
  readonly onPart: (part: number) => void
}) {
  const { t, format } = useI18n()
  const from = part * PART_ROWS
  const to = Math.min(total, from + PART_ROWS)
  return (
    <span className="table-parts num">
      <IconButton
        icon={ChevronLeft}
        size="small"
        label={t('table.part.previous')}
        isDisabled={part === 0}
        onPress={() => onPart(part - 1)}
      />
      {t('table.part', { from: format.count(from + 1), to: format.count(to) })}
      <IconButton
        icon={ChevronRight}
        size="small"
        label={t('table.part.next')}
        isDisabled={to >= total}
        onPress={() => onPart(part + 1)}
      />
    </span>
  )
}

function ExportMenu({ table }: { readonly table: string }) {
  const { t } = useI18n()
  const { values } = useThematicMap()
  const isThematic = values !== null && table === `areas:${values.level}`
  const save = (format: 'xlsx' | 'csv') =>
    void exportFile(
      isThematic ? { what: 'values', format, values } : { what: table, format },
      `${table.replace(/[:/]/g, '-')}.${format}`,
    )
  return (
    <Menu
      label={t('table.export')}
      trigger={
        <Button icon={Download} size="small" tone="quiet">
          {t('table.export')}
        </Button>
      }
      entries={[
        { id: 'xlsx', label: t('table.export.xlsx'), onAction: () => save('xlsx') },
        { id: 'csv', label: t('table.export.csv'), onAction: () => save('csv') },
      ]}
    />
  )
}

interface TableBodyProps {
  readonly table: string
  readonly source: GridSource
  readonly part: number
  readonly onWindow: (first: number, last: number) => void
}

function TableBody({ table, source, part, onWindow }: TableBodyProps) {
  const { t, language } = useI18n()
  const layout = useTable((state) => state.layouts[table])
  const sort = useTable((state) => state.sorts[table] ?? null)
  const layOut = useTable((state) => state.layOut)
  const area = useSelection((state) => state.area)
  const itemId = useSelection((state) => state.itemId)
  const filter = useRowFilter()
  const offset = part * PART_ROWS
  if (source.error) return <NoticeLine tone="stop">{sentenceOf(problemOf(source.error), language)}</NoticeLine>
  if (source.total === 0 && !source.isPending) {
    return <EmptyState title={t(filter && takesFilter(table) ? 'table.empty.filtered' : 'table.empty')} />
  }
  return (
    <Grid
      label={t('table.title')}
      source={source}
      columns={laidOut(source.columns, layout)}
      sort={sort}
      onSort={(column) => useTable.getState().sort(table, nextSort(sort, column))}
      onResize={(column, widthPx) => layOut(table, { widths: { ...layout?.widths, [column]: widthPx } })}
      offset={offset}
      count={Math.max(0, Math.min(PART_ROWS, source.total - offset))}
      selected={table === 'plan_item' ? (itemId ? { itemId } : null) : area ? { area } : null}
      onWindow={onWindow}
      onSelect={selectRow}
      onZoom={goToRow}
    />
  )
}

/** The filter of the figure that was opened, else the window's one filter. */
function useRowFilter(): Filter | null {
  const own = useTableView((state) => state.filter)
  const shared = useFilter((state) => state.filter)
  return own ?? shared
}

/** Changes whichever filter the rows are under. */
function changeRowFilter(filter: Filter): void {
  const { filter: own, table, title, show } = useTableView.getState()
  if (own) show({ table, title, filter: filterParts(filter).length > 0 ? filter : null })
  else useFilter.getState().setFilter(filter)
}

/** The upper edge: dragging it makes the table higher or lower. */
function HeightEdge() {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget
    const { heightPx, setHeight } = useTable.getState()
    const from = event.clientY
    edge.setPointerCapture(event.pointerId)
    const move = ({ clientY }: globalThis.PointerEvent) => setHeight(heightPx + from - clientY)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  }
  return <div className="table-edge" onPointerDown={drag} />
}
