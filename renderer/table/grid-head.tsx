import { ArrowDown, ArrowUp } from 'lucide-react'
import type { PointerEvent } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { classNames } from '../ui/class-names.ts'
import type { GridColumn, GridSort } from './source.ts'

export interface GridHeadProps {
  readonly columns: readonly GridColumn[]
  readonly sort: GridSort | null
  readonly onSort: (column: string) => void
  readonly onResize: (column: string, widthPx: number) => void
}

/** Names of the columns; pressing one sorts, dragging its edge sets its width. */
export function GridHead({ columns, sort, onSort, onResize }: GridHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <HeadCell
            key={column.name}
            column={column}
            sort={sort?.column === column.name ? sort : null}
            onSort={onSort}
            onResize={onResize}
          />
        ))}
        <td />
      </tr>
    </thead>
  )
}

interface HeadCellProps extends Omit<GridHeadProps, 'columns'> {
  readonly column: GridColumn
}

function HeadCell({ column, sort, onSort, onResize }: HeadCellProps) {
  const { t } = useI18n()
  const isNumber = column.type === 'number' && !column.isLabel
  const Arrow = sort?.descending ? ArrowDown : ArrowUp
  return (
    <th scope="col" aria-sort={orderOf(sort)}>
      <button
        type="button"
        className={classNames('grid-head-button', isNumber && 'grid-head-number')}
        title={t('table.sort', { column: column.label })}
        onClick={() => onSort(column.name)}
      >
        <span className="ellipsis">{column.label}</span>
        {sort && <Arrow size={13} strokeWidth={2.25} aria-hidden />}
      </button>
      <ResizeEdge
        label={t('table.columns.resize', { column: column.label })}
        width={column.width}
        onResize={(widthPx) => onResize(column.name, widthPx)}
      />
    </th>
  )
}

function orderOf(sort: GridSort | null): 'none' | 'ascending' | 'descending' {
  if (!sort) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

const LEAST_WIDTH_PX = 48

interface ResizeEdgeProps {
  readonly label: string
  readonly width: number
  readonly onResize: (widthPx: number) => void
}

function ResizeEdge({ label, width, onResize }: ResizeEdgeProps) {
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    const edge = event.currentTarget
    const from = event.clientX
    edge.setPointerCapture(event.pointerId)
    const move = ({ clientX }: globalThis.PointerEvent) => onResize(Math.max(LEAST_WIDTH_PX, width + clientX - from))
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  }
  return <span className="grid-edge" title={label} onPointerDown={drag} />
}
