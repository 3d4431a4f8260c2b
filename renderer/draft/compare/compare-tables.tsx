import { useState } from 'react'
import type { Comparison } from '../../../data/contract/comparison.ts'
import type { Box } from '../../../data/contract/imports.ts'
import { differingItems } from '../../history/difference-list.tsx'
import { useI18n } from '../../i18n/use-i18n.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { GoalsTable } from './goals-table.tsx'
import { ItemsTable, PlanTable } from './items-table.tsx'
import { MoneyTable } from './money-table.tsx'

const tables = ['items', 'money', 'goals', 'plan'] as const
type Table = (typeof tables)[number]

/** What differs, in tables: items field by field, money, targets, and the plans themselves. */
export function CompareTables(props: { readonly comparison: Comparison; readonly onShow: (box: Box) => void }) {
  const { comparison, onShow } = props
  const { t, format } = useI18n()
  const [table, setTable] = useState<Table>('items')
  const items = differingItems(comparison)
  const counts: Partial<Record<Table, number>> = { items: items.length, plan: comparison.plan.length }
  const labelOf = (id: Table) => {
    const count = counts[id]
    return count === undefined ? t(`compare.${id}`) : `${t(`compare.${id}`)} ${format.count(count)}`
  }
  return (
    <div className="compare-tables">
      <SegmentedControl
        label={t('compare.tables')}
        segments={tables.map((id) => ({ id, label: labelOf(id) }))}
        value={table}
        onChange={setTable}
      />
      <div className="compare-table-scroll">
        {table === 'items' && <ItemsTable items={items} onShow={onShow} />}
        {table === 'money' && <MoneyTable money={comparison.money} />}
        {table === 'goals' && <GoalsTable goals={comparison.goals} />}
        {table === 'plan' && <PlanTable changes={comparison.plan} />}
      </div>
    </div>
  )
}
