import { useState } from 'react'
import type { PlanInfo } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useBudgets, useCommand, usePlanWords } from '../queries.ts'
import { ComboField } from '../ui/combo-field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { PlanNotesOf } from './plan-general.tsx'
import { fiscalYearsOf } from './plan-years.ts'

const ALL_SOURCES = ''

/** How much money there is, by year and source; empty where there is no limit. */
export function PlanCeilings({ plan }: { readonly plan: PlanInfo }) {
  const { t, format } = useI18n()
  const { data: budgets } = useBudgets(plan.id)
  const { data: words } = usePlanWords(plan.id)
  const [added, setAdded] = useState<readonly string[]>([])
  const years = fiscalYearsOf(plan, plan.ceilings)
  const sources = [...new Set([ALL_SOURCES, ...plan.ceilings.map(({ source }) => source), ...added])]
  const addable = (words?.sources ?? []).filter((source) => !sources.includes(source))
  const name = (source: string) => source || t('plan.ceiling-all')
  if (years.length === 0) return <p className="hint">{t('plan.ceiling-no-years')}</p>
  return (
    <div className="form ceilings">
      <p className="hint">{t('plan.ceiling-hint')}</p>
      <div className="budget-scroll">
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
              <tr key={source}>
                <th scope="row">{name(source)}</th>
                {years.map((fiscalYear) => (
                  <td key={fiscalYear}>
                    <CeilingField plan={plan} source={source} fiscalYear={fiscalYear} name={name(source)} />
                    {source === ALL_SOURCES && (
                      <span className="ceiling-used">
                        {t('plan.ceiling-used', {
                          amount: format.bahtShort(
                            budgets?.byFiscalYear.find((each) => each.fiscalYear === fiscalYear)?.amountBaht ?? 0,
                          ),
                        })}
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PlanNotesOf plan={plan} field="ceilings" />
      <ComboField
        label={t('draft.add-source')}
        labelHidden
        placeholder={t('draft.add-source')}
        value=""
        choices={addable.map((id) => ({ id, label: id }))}
        onChoose={(source) => setAdded([...added, source])}
        onWords={(source) => {
          if (source !== '') setAdded([...added, source])
        }}
      />
    </div>
  )
}

interface CeilingFieldProps {
  readonly plan: PlanInfo
  readonly source: string
  readonly fiscalYear: number
  readonly name: string
}

function CeilingField({ plan, source, fiscalYear, name }: CeilingFieldProps) {
  const { t, format } = useI18n()
  const command = useCommand()
  const ceiling = plan.ceilings.find((each) => each.source === source && each.fiscalYear === fiscalYear)
  return (
    <NumberField
      label={t('plan.ceiling-of', { source: name, year: format.year(fiscalYear) })}
      labelHidden
      minValue={0}
      isWhole
      value={ceiling?.amountBaht ?? null}
      onChange={(amount) =>
        command.mutate({
          ...{ type: 'setCeiling', plan: plan.id, fiscalYear, source },
          amountBaht: amount,
        })
      }
    />
  )
}
