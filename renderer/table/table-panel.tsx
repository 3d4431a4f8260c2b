import './table.css'
import { type PointerEvent, useCallback, useState } from 'react'
import type { AreaLevel } from '../../data/contract/imports.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { problemOf } from '../import/flow.ts'
import { useSelection } from '../state/selection.ts'
import { useTableView } from '../state/table-view.ts'
import { useThematic } from '../state/thematic.ts'
import { EmptyState, NoticeLine } from '../ui/feedback.tsx'
import { Grid } from './grid.tsx'
import { useRowFilter } from './row-filter.ts'
import { goToRow, selectRow } from './row-on-map.ts'
import { type GridSource, nextSort, PART_ROWS } from './source.ts'
import { TableBar } from './table-bar.tsx'
import { laidOut, useTable } from './table-state.ts'
import { useAreaSource } from './use-area-source.ts'
import { takesFilter, useRemoteSource } from './use-remote-source.ts'

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
  if (source.error) return <NoticeLine tone="stop">{problemSentence(problemOf(source.error), language)}</NoticeLine>
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
