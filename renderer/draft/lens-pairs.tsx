import { Button as AriaButton } from 'react-aria-components'
import type { LensAnswer, LensItem, LensRequest } from '../../data/contract/lens.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { openLensRows } from './lens-rows.ts'

const SHOWN = 30

/** Items that reach the same households, two by two. */
export function LensPairs({ answer, request }: { readonly answer: LensAnswer; readonly request: LensRequest }) {
  const { t, format } = useI18n()
  if (answer.pairs.length === 0) return null
  return (
    <Section title={t('lens.pairs')}>
      {answer.pairs.slice(0, SHOWN).map(({ items: [a, b], households }) => (
        <div key={`${a.id} ${b.id}`} className="lens-pair">
          <ItemLine item={a} />
          <ItemLine item={b} />
          <Button
            size="small"
            tone="quiet"
            onPress={() => void openLensRows(request, { kind: 'pair', items: [a.id, b.id] }, `${a.title} + ${b.title}`)}
          >
            {t('lens.pair-rows', { count: format.count(households) })}
          </Button>
        </div>
      ))}
    </Section>
  )
}

/** An item by its title; a click opens it. */
export function ItemLine({ item }: { readonly item: LensItem }) {
  const selectItem = useSelection((state) => state.selectItem)
  return (
    <AriaButton className="link lens-item" onPress={() => selectItem(item.id)}>
      {item.title}
    </AriaButton>
  )
}
