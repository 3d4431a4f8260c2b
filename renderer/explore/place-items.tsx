import { Button as AriaButton } from 'react-aria-components'
import type { PlaceProfile } from '../../data/contract/api.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { plainCategory } from '../cartography/items.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkbook } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { ItemSymbol } from '../ui/item-symbol.tsx'
import { Section } from '../ui/section.tsx'

/** What is planned in the place, the largest first, and what it sums to. */
export function PlaceItems({ profile }: { readonly profile: PlaceProfile }) {
  const { t, format } = useI18n()
  const { data: workbook } = useWorkbook()
  const categories = workbook?.categories ?? defaultCategories
  const summary = t('place.items-summary', {
    count: format.count(profile.itemCount),
    budget: format.baht(profile.itemBudgetBaht),
  })
  const open = useSelection((state) => state.selectItem)
  return (
    <Section
      title={t('place.items', { level: t(`level.${profile.level}`) })}
      aside={profile.itemCount > 0 && <b className="num">{summary}</b>}
    >
      {profile.items.length === 0 && <p className="hint">{t('place.no-items')}</p>}
      {profile.items.map((item) => {
        const { shape, color } = categories.find(({ id }) => id === item.category) ?? plainCategory
        return (
          <AriaButton key={item.id} className="item-line" onPress={() => open(item.id)}>
            <ItemSymbol shape={shape} color={color} />
            <span className="item-line-title ellipsis">{item.title}</span>
            <span className="item-line-amount">{format.bahtShort(item.budgetBaht)}</span>
          </AriaButton>
        )
      })}
    </Section>
  )
}
