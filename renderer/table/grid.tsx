import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { GridHead } from './grid-head.tsx'
import { GridRowLine, ROW_PX } from './grid-row.tsx'
import type { GridColumn, GridRow, GridSort, GridSource, RowPlace } from './source.ts'

export interface GridProps {
  readonly label: string
  readonly source: GridSource
  readonly columns: readonly GridColumn[]
  readonly sort: GridSort | null
  readonly onSort: (column: string) => void
  readonly onResize: (column: string, widthPx: number) => void
  /** The first of the rows that are scrolled through; more than the browser can scroll come in parts. */
  readonly offset: number
  readonly count: number
  readonly selected: RowPlace | null
  readonly onWindow: (first: number, last: number) => void
  readonly onSelect: (row: GridRow) => void
  readonly onZoom: (row: GridRow) => void
}

const OVERSCAN_ROWS = 8
const ZOOM_COLUMN_PX = 40

/** A table that only holds the rows in sight. The arrow keys move through rows, Enter goes to the row on the map. */
export function Grid(props: GridProps) {
  const { label, source, columns, offset, count, onWindow, onSelect, onZoom } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
    paddingStart: ROW_PX,
    scrollPaddingStart: ROW_PX,
  })
  const items = rows.getVirtualItems()
  const [first = 0, last = 0] = [items[0]?.index, items.at(-1)?.index]
  useEffect(() => onWindow(offset + first, offset + last), [onWindow, offset, first, last])
  const reveal = (index: number) => {
    setActive(index)
    rows.scrollToIndex(index)
  }
  useSelectedInSight(props, reveal)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextRow(event.key, active, count)
    if (next === null) return
    event.preventDefault()
    reveal(next)
    const row = source.rowAt(offset + next)
    if (row) onSelect(row)
    focusRow(scroller.current, offset + next)
  }
  const width = columns.reduce((sum, column) => sum + column.width, ZOOM_COLUMN_PX)
  return (
    <div ref={scroller} className="grid">
      <table
        aria-label={label}
        aria-rowcount={source.total + 1}
        style={{ width, height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.name} style={{ width: column.width }} />
          ))}
          <col />
        </colgroup>
        <GridHead columns={columns} sort={props.sort} onSort={props.onSort} onResize={props.onResize} />
        <tbody>
          <Spacer height={(items[0]?.start ?? ROW_PX) - ROW_PX} />
          {items.map(({ index }) => {
            const row = source.rowAt(offset + index)
            return (
              <GridRowLine
                key={row?.key ?? `waiting/${index}`}
                row={row}
                index={offset + index}
                columns={columns}
                isSelected={isSelected(row, props.selected)}
                isActive={index === active}
                onSelect={() => {
                  setActive(index)
                  if (row) onSelect(row)
                }}
                onZoom={() => row && onZoom(row)}
              />
            )
          })}
          <Spacer height={rows.getTotalSize() - (items.at(-1)?.end ?? rows.getTotalSize())} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows above or below what is held. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}

/** Brings the row of a place that was selected on the map into sight, once per selection. */
function useSelectedInSight({ source, selected, offset }: GridProps, reveal: (index: number) => void): void {
  const shown = useRef<string | null>(null)
  const key = selected?.area?.code ?? null
  useEffect(() => {
    if (!selected || shown.current === key) return
    const index = source.indexOf(selected)
    if (index < 0) return
    shown.current = key
    reveal(index - offset)
  }, [key, selected, source, offset, reveal])
}

/** After the row has been drawn: the focus goes with the selection, so that screen readers read it. */
function focusRow(scroller: HTMLElement | null, index: number): void {
  requestAnimationFrame(() => {
    scroller?.querySelector<HTMLElement>(`tr[aria-rowindex="${index + 2}"]`)?.focus({ preventScroll: true })
  })
}

function isSelected(row: GridRow | undefined, selected: RowPlace | null): boolean {
  if (!row?.place || !selected) return false
  if (selected.itemId) return row.place.itemId === selected.itemId
  return row.place.isArea === true && row.place.area?.code === selected.area?.code
}

const PAGE_ROWS = 10

function nextRow(key: string, at: number, count: number): number | null {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'PageDown':
      return Math.min(last, at + PAGE_ROWS)
    case 'PageUp':
      return Math.max(0, at - PAGE_ROWS)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
