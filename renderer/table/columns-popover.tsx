import { Columns3 } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { SortableList } from '../ui/sortable-list.tsx'
import { Checkbox } from '../ui/toggle.tsx'
import type { GridColumn } from './source.ts'
import { laidOut, useTable } from './table-state.ts'

/** Which columns are shown, and in which order. */
export function ColumnsPopover({
  table,
  columns,
}: {
  readonly table: string
  readonly columns: readonly GridColumn[]
}) {
  const { t } = useI18n()
  const layout = useTable((state) => state.layouts[table])
  const layOut = useTable((state) => state.layOut)
  const hidden = layout?.hidden ?? []
  const toggle = (name: string, isShown: boolean) =>
    layOut(table, { hidden: isShown ? hidden.filter((each) => each !== name) : [...hidden, name] })
  return (
    <Popover
      label={t('table.columns')}
      placement="top end"
      trigger={
        <Button icon={Columns3} size="small" tone="quiet">
          {t('table.columns')}
        </Button>
      }
    >
      <div className="table-columns">
        <SortableList
          label={t('table.columns')}
          gripLabel={t('table.columns.move')}
          onReorder={(order) => layOut(table, { order })}
          rows={laidOut(columns, layout, 'with-hidden').map(({ name, label }) => ({
            id: name,
            name: label,
            content: (
              <Checkbox isSelected={!hidden.includes(name)} onChange={(isShown) => toggle(name, isShown)}>
                {label}
              </Checkbox>
            ),
          }))}
        />
        <Button size="small" onPress={() => layOut(table, null)}>
          {t('table.columns.reset')}
        </Button>
      </div>
    </Popover>
  )
}
