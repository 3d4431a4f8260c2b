import { useState } from 'react'
import type { ComparedMoney } from '../../../data/contract/comparison.ts'
import { defaultCategories } from '../../../data/contract/workbook.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { useWorkbook } from '../../queries.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'

const cuts = ['year', 'source', 'category'] as const
type Cut = (typeof cuts)[number]

/** Money of both sides by year, by source or by category, with the difference and the sum. */
export function MoneyTable({ money }: { readonly money: readonly ComparedMoney[] }) {
  const { t } = useI18n()
  const [cut, setCut] = useState<Cut>('year')
  const nameOf = useCutNames()
  if (money.length === 0) return <p className="hint">{t('compare.no-money')}</p>
  const groups = [...Map.groupBy(money, (line) => nameOf(line, cut))]
  return (
    <>
      <SegmentedControl
        label={t('compare.money-by')}
        segments={cuts.map((id) => ({ id, label: t(`compare.by-${id}`) }))}
        value={cut}
        onChange={setCut}
      />
      <table className="compare-table">
        <thead>
          <tr>
            <th scope="col">{t(`compare.by-${cut}`)}</th>
            <th scope="col">{t('compare.left')}</th>
            <th scope="col">{t('compare.right')}</th>
            <th scope="col">{t('compare.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(([name, lines]) => (
            <MoneyRow key={name} name={name} lines={lines} />
          ))}
        </tbody>
        <tfoot>
          <MoneyRow name={t('compare.all')} lines={money} />
        </tfoot>
      </table>
    </>
  )
}

function MoneyRow({ name, lines }: { readonly name: string; readonly lines: readonly ComparedMoney[] }) {
  const { format } = useI18n()
  const left = lines.reduce((sum, { leftBaht }) => sum + leftBaht, 0)
  const right = lines.reduce((sum, { rightBaht }) => sum + rightBaht, 0)
  const difference = right - left
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{format.count(left)}</td>
      <td className="num">{format.count(right)}</td>
      <td className="num">{(difference > 0 ? '+' : '') + format.count(difference)}</td>
    </tr>
  )
}

function useCutNames(): (line: ComparedMoney, cut: Cut) => string {
  const { t, format, nameOf } = useI18n()
  const { data: workbook } = useWorkbook()
  const categories = workbook?.categories ?? defaultCategories
  return ({ fiscalYear, source, category }, cut) => {
    if (cut === 'year') return format.year(fiscalYear)
    if (cut === 'source') return source || t('draft.no-source')
    const known = categories.find(({ id }) => id === category)
    return known ? nameOf(known) : (category ?? t('scenario.unnamed'))
  }
}
