import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, usePlan } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { NumberField, TextField } from '../ui/text-field.tsx'

const MOST_YEARS = 5

/** What each source pays in each fiscal year, in baht. */
export function BudgetTable({ item }: { readonly item: PlanItem }) {
  const { t, format } = useI18n()
  const [added, setAdded] = useState<readonly string[]>([])
  const years = useFiscalYears(item)
  const own = [...new Set(item.budgets.map(({ source }) => source))]
  const sources = [
    ...(own.length + added.length === 0 ? [''] : own),
    ...added.filter((source) => !own.includes(source)),
  ]
  const sum = (year: number) =>
    item.budgets.filter(({ fiscalYear }) => fiscalYear === year).reduce((total, line) => total + line.amountBaht, 0)
  return (
    <div>
      <span className="field-label">{t('draft.budget')}</span>
      <table className="budget-table">
        <thead>
          <tr>
            <th scope="col">{t('draft.source')}</th>
            {years.map((year) => (
              <th key={year} scope="col">
                {format.year(year)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <BudgetRow key={source} item={item} source={source} years={years} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('draft.sum')}</td>
            {years.map((year) => (
              <td key={year}>{format.count(sum(year))}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      <NewSource onAdd={(source) => setAdded([...added, source])} />
    </div>
  )
}

function BudgetRow(props: { readonly item: PlanItem; readonly source: string; readonly years: readonly number[] }) {
  const { item, source, years } = props
  const { t, format } = useI18n()
  const command = useCommand()
  return (
    <tr>
      <td className="budget-source">{source || t('draft.no-source')}</td>
      {years.map((fiscalYear) => (
        <td key={fiscalYear}>
          <NumberField
            label={`${source || t('draft.no-source')} ${format.year(fiscalYear)}`}
            labelHidden
            minValue={0}
            value={
              item.budgets.find((line) => line.source === source && line.fiscalYear === fiscalYear)?.amountBaht ?? null
            }
            onChange={(amount) =>
              command.mutate({
                type: 'setBudget',
                plan: item.planId,
                item: item.id,
                fiscalYear,
                source,
                amountBaht: amount === null ? null : Math.round(amount),
              })
            }
          />
        </td>
      ))}
    </tr>
  )
}

function NewSource({ onAdd }: { readonly onAdd: (source: string) => void }) {
  const { t } = useI18n()
  const [name, setName] = useState('')
  const add = () => {
    if (name.trim() === '') return
    onAdd(name.trim())
    setName('')
  }
  return (
    <div className="condition-line">
      <TextField
        label={t('draft.add-source')}
        labelHidden
        value={name}
        onChange={setName}
        placeholder={t('draft.add-source')}
      />
      <IconButton
        icon={Plus}
        size="small"
        label={t('draft.add-source')}
        onPress={add}
        isDisabled={name.trim() === ''}
      />
    </div>
  )
}

/** The plan's fiscal years, and any other in which the item has money. */
function useFiscalYears(item: PlanItem): readonly number[] {
  const { data: plan } = usePlan(item.planId)
  const first = Number(plan?.fields.firstFiscalYear ?? 0)
  const last = Number(plan?.fields.lastFiscalYear ?? 0)
  const span = first && last ? Array.from({ length: Math.min(MOST_YEARS, last - first + 1) }, (_, n) => first + n) : []
  const own = item.budgets.map(({ fiscalYear }) => fiscalYear)
  return [...new Set([...span, ...own])].sort((a, b) => a - b)
}
