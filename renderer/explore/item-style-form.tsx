import type { ItemStyle } from '../cartography/layer-style.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { Switch } from '../ui/toggle.tsx'
import type { StyleFormProps } from './layer-inspector.tsx'

/** Items: coloured by category or status, sized by money, named or not. */
export function ItemStyleForm({ style, setStyle }: StyleFormProps<ItemStyle>) {
  const { t } = useI18n()
  return (
    <div className="form">
      <SegmentedControl
        label={t('explore.color-by')}
        value={style.colorBy}
        segments={[
          { id: 'category', label: t('item.category') },
          { id: 'status', label: t('item.status') },
        ]}
        onChange={(colorBy) => setStyle({ ...style, colorBy })}
      />
      <Switch isSelected={style.sizeByBudget} onChange={(sizeByBudget) => setStyle({ ...style, sizeByBudget })}>
        {t('explore.size-by-budget')}
      </Switch>
      <Switch isSelected={style.labels} onChange={(labels) => setStyle({ ...style, labels })}>
        {t('explore.show-names')}
      </Switch>
    </div>
  )
}
