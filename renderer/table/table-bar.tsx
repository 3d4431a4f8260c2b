import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { exportFile } from '../state/export-file.ts'
import { useTableView } from '../state/table-view.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import { useWindow } from '../state/window.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Select } from '../ui/select.tsx'
import { ColumnsPopover } from './columns-popover.tsx'
import { FilterChips } from './filter-chips.tsx'
import { changeRowFilter, useRowFilter } from './row-filter.ts'
import { type GridSource, PART_ROWS } from './source.ts'
import { takesFilter } from './use-remote-source.ts'
import { useTableChoices } from './use-table-choices.ts'

export interface TableBarProps {
  readonly table: string
  readonly source: GridSource
  readonly part: number
  readonly onPart: (part: number) => void
}

/** Which table, how many rows, what they are filtered by, and what can be done with them. */
export function TableBar({ table, source, part, onPart }: TableBarProps) {
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
  const { values, indicator } = useThematicMap()
  const indicatorName = useIndicatorName()
  const filter = useRowFilter()
  const choices = useTableChoices().flatMap((group) => group.choices)
  const title = choices.find(({ id }) => id === table)?.label ?? table
  const save = (format: 'xlsx' | 'csv') => {
    if (values && table === `areas:${values.level}`) {
      const name = indicator ? indicatorName(indicator.id, indicator) : title
      return exportFile({ what: 'values', format, values }, name)
    }
    const filtered = filter && takesFilter(table) ? { filter } : {}
    return exportFile({ what: table, format, ...filtered }, title)
  }
  return (
    <Menu
      label={t('table.export')}
      trigger={
        <Button icon={Download} size="small" tone="quiet">
          {t('table.export')}
        </Button>
      }
      entries={[
        { id: 'xlsx', label: t('table.export.xlsx'), onAction: () => void save('xlsx') },
        { id: 'csv', label: t('table.export.csv'), onAction: () => void save('csv') },
      ]}
    />
  )
}
