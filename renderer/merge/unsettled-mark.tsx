import { useI18n } from '../i18n/use-i18n.ts'
import { useUnsettledItems } from '../state/use-unsettled-items.ts'
import { ItemSymbol } from '../ui/item-symbol.tsx'

/** The map's ring beside the name of an item about which something is not settled; nothing beside any other. */
export function UnsettledMark({ itemId }: { readonly itemId: string }) {
  const { t } = useI18n()
  if (!useUnsettledItems().includes(itemId)) return null
  return (
    <span className="unsettled-mark" role="img" aria-label={t('map.unsettled')} title={t('map.unsettled')}>
      <ItemSymbol shape="ring" color="var(--warn)" />
    </span>
  )
}
