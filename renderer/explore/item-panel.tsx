import { Pencil } from 'lucide-react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { plainCategory } from '../cartography/items.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useItem, usePlan, useWorkbook } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { useWindow } from '../state/window.ts'
import { Button } from '../ui/button.tsx'
import { Chip, Skeleton } from '../ui/feedback.tsx'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { Section } from '../ui/section.tsx'
import { InspectorHead } from './inspector-head.tsx'

const shownFields = ['objective', 'target', 'kpi', 'ownerUnit'] as const

/** One project as it is planned; drafting it is one click away. */
export function ItemPanel({ itemId }: { readonly itemId: string }) {
  const { t } = useI18n()
  const { data: item } = useItem(itemId)
  const selectItem = useSelection((state) => state.selectItem)
  return (
    <>
      <InspectorHead title={t('draft.item')} onClose={() => selectItem(null)} />
      {item ? <ItemFacts item={item} /> : <Skeleton />}
    </>
  )
}

function ItemFacts({ item }: { readonly item: PlanItem }) {
  const { t, nameOf, format } = useI18n()
  const { data: workbook } = useWorkbook()
  const { data: plan } = usePlan(item.planId)
  const setMode = useWindow((state) => state.setMode)
  const { fields, budgets } = item
  const category = (workbook?.categories ?? defaultCategories).find(({ id }) => id === fields.category)
  const { shape, color } = category ?? plainCategory
  return (
    <>
      <section className="section">
        <p className="hint">{plan?.fields.title}</p>
        <h3 className="item-title">{fields.title}</h3>
        <div className="chips">
          <span className="map-legend-entry">
            <ItemSymbol shape={shape} color={color} />
            {category ? nameOf(category) : t('map.no-category')}
          </span>
          {fields.status && <Chip>{t(`status-of-item.${fields.status as 'idea'}`)}</Chip>}
        </div>
      </section>
      <Section title={t('draft.budget')} aside={<b className="num">{format.baht(item.budgetBaht)}</b>}>
        {budgets.map(({ fiscalYear, source, amountBaht }) => (
          <p key={`${fiscalYear}/${source}`} className="item-line">
            <span className="item-line-title">{`${format.year(fiscalYear)} · ${source || t('draft.no-source')}`}</span>
            <span className="item-line-amount">{format.count(amountBaht)}</span>
          </p>
        ))}
      </Section>
      <section className="section form">
        {shownFields
          .filter((field) => fields[field])
          .map((field) => (
            <div key={field}>
              <p className="field-label">{t(`field.${field}`)}</p>
              <p>{fields[field]}</p>
            </div>
          ))}
        <Button icon={Pencil} onPress={() => setMode('draft')}>
          {t('place.edit-item')}
        </Button>
      </section>
    </>
  )
}
