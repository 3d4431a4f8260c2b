import { LocateFixed } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { classNames } from '../ui/class-names.ts'
import { GridCellText } from './grid-cell.tsx'
import type { GridColumn, GridRow } from './source.ts'

export const ROW_PX = 32

export interface GridRowLineProps {
  /** Undefined while it is on its way. */
  readonly row: GridRow | undefined
  readonly index: number
  readonly columns: readonly GridColumn[]
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly onSelect: () => void
  readonly onZoom: () => void
}

/** One row. The active one takes the focus; Enter and a double click go to it on the map. */
export function GridRowLine({ row, index, columns, isSelected, isActive, onSelect, onZoom }: GridRowLineProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={isSelected || undefined}
      tabIndex={isActive ? 0 : -1}
      className={classNames('grid-row', isSelected && 'grid-row-selected')}
      onClick={onSelect}
      // A double click goes to the map and marks no word.
      onMouseDown={(event) => event.detail > 1 && event.preventDefault()}
      onDoubleClick={onZoom}
      onKeyDown={(event) => event.key === 'Enter' && onZoom()}
    >
      {columns.map((column) => (
        <td key={column.name} className={column.type === 'number' && !column.isLabel ? 'grid-number' : undefined}>
          {column.name === 'value' && row?.color && <span className="grid-swatch" style={{ background: row.color }} />}
          {row ? <GridCellText cell={row.cells[column.name]} column={column} /> : <span className="grid-waiting" />}
        </td>
      ))}
      <td className="grid-zoom-cell">{row?.place && <ZoomButton onZoom={onZoom} />}</td>
    </tr>
  )
}

function ZoomButton({ onZoom }: { readonly onZoom: () => void }) {
  const { t } = useI18n()
  return (
    <button
      type="button"
      tabIndex={-1}
      className="grid-zoom"
      title={t('table.zoom')}
      aria-label={t('table.zoom')}
      onClick={onZoom}
    >
      <LocateFixed size={16} aria-hidden />
    </button>
  )
}
