import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, usePlan, usePlanWords } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { ComboField } from '../ui/combo-field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { fiscalYearsOf } from './plan-years.ts'

/** Room for a year, and for tens of millions of baht: what does not fit beside each other is scrolled to. */
const YEAR_PX = 48
const AMOUNT_PX = 92

/** What each source pays in each fiscal year, in baht: a line a year, so that millions fit beside each other. */
export function BudgetTable({ item }: { readonly item: PlanItem }) {
  const { t, format } = useI18n()
  const [added, setAdded] = useState<readonly string[]>([])
  const [showsOrdinance, setShowsOrdinance] = useState(item.ordinances.length > 0)
  const { data: plan } = usePlan(item.planId)
  const years = fiscalYearsOf(plan, [...item.budgets, ...item.ordinances])
  const own = [...new Set(item.budgets.map(({ source }) => source))]
  const sources = [
    ...(own.length + added.length === 0 ? [''] : own),
    ...added.filter((source) => !own.includes(source)),
  ]
  const sum = (year: number | null) => sumOf(item.budgets.filter((line) => year === null || line.fiscalYear === year))
  const columns = sources.length + (sources.length > 1 ? 1 : 0) + (showsOrdinance ? 1 : 0)
  return (
    <div>
      <span className="field-label">{t('draft.budget')}</span>
      <div className="budget-scroll">
        <table className="budget-table" style={{ minWidth: YEAR_PX + columns * AMOUNT_PX }}>
          <thead>
            <tr>
              <th scope="col">{t('form.year')}</th>
              {sources.map((source) => (
                <th key={source} scope="col" className="budget-source">
                  {source || t('form.no-source')}
                </th>
              ))}
              {sources.length > 1 && <th scope="col">{t('draft.sum')}</th>}
              {showsOrdinance && <th scope="col">{t('form.ordinance')}</th>}
            </tr>
          </thead>
          <tbody>
            {years.map((year) => (
              <tr key={year}>
                <th scope="row">{format.year(year)}</th>
                {sources.map((source) => (
                  <td key={source}>
                    <BudgetField item={item} source={source} fiscalYear={year} />
                  </td>
                ))}
                {sources.length > 1 && <td className="budget-sum">{format.count(sum(year))}</td>}
                {showsOrdinance && (
                  <td>
                    <OrdinanceField item={item} fiscalYear={year} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('draft.sum')}</th>
              {sources.map((source) => (
                <td key={source}>{format.count(sumOf(item.budgets.filter((line) => line.source === source)))}</td>
              ))}
              {sources.length > 1 && <td>{format.count(sum(null))}</td>}
              {showsOrdinance && <td>{format.count(sumOf(item.ordinances))}</td>}
            </tr>
          </tfoot>
        </table>
      </div>
      <NewSource item={item} shown={sources} onAdd={(source) => setAdded([...added, source])} />
      {!showsOrdinance && (
        <Button size="small" tone="quiet" icon={Plus} onPress={() => setShowsOrdinance(true)}>
          {t('form.show-ordinance')}
        </Button>
      )}
    </div>
  )
}

function sumOf(lines: ReadonlyArray<{ readonly amountBaht: number }>): number {
  return lines.reduce((total, line) => total + line.amountBaht, 0)
}

interface BudgetFieldProps {
  readonly item: PlanItem
  readonly source: string
  readonly fiscalYear: number
}

function BudgetField({ item, source, fiscalYear }: BudgetFieldProps) {
  const { t, format } = useI18n()
  const command = useCommand()
  const line = item.budgets.find((each) => each.source === source && each.fiscalYear === fiscalYear)
  return (
    <NumberField
      label={`${source || t('draft.no-source')} ${format.year(fiscalYear)}`}
      labelHidden
      minValue={0}
      isWhole
      value={line?.amountBaht ?? null}
      onChange={(amount) =>
        command.mutate({
          ...{ type: 'setBudget', plan: item.planId, item: item.id, fiscalYear, source },
          amountBaht: amount,
        })
      }
    />
  )
}

function OrdinanceField({ item, fiscalYear }: Omit<BudgetFieldProps, 'source'>) {
  const { t, format } = useI18n()
  const command = useCommand()
  const line = item.ordinances.find((each) => each.fiscalYear === fiscalYear)
  return (
    <NumberField
      label={`${t('form.ordinance')} ${format.year(fiscalYear)}`}
      labelHidden
      minValue={0}
      isWhole
      value={line?.amountBaht ?? null}
      onChange={(amount) =>
        command.mutate({
          ...{ type: 'setOrdinance', plan: item.planId, item: item.id, fiscalYear },
          amountBaht: amount,
        })
      }
    />
  )
}

interface NewSourceProps {
  readonly item: PlanItem
  readonly shown: readonly string[]
  readonly onAdd: (source: string) => void
}

/** A column for another source: one that the plan knows already, or a new one. */
function NewSource({ item, shown, onAdd }: NewSourceProps) {
  const { t } = useI18n()
  const { data: words } = usePlanWords(item.planId)
  const known = (words?.sources ?? []).filter((source) => !shown.includes(source))
  return (
    <ComboField
      label={t('draft.add-source')}
      labelHidden
      placeholder={t('draft.add-source')}
      value=""
      choices={known.map((source) => ({ id: source, label: source }))}
      onChoose={onAdd}
      onWords={(source) => {
        if (source !== '' && !shown.includes(source)) onAdd(source)
      }}
    />
  )
}
