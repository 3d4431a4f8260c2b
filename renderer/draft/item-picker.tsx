import { useMemo, useState } from 'react'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { SearchField } from '../ui/text-field.tsx'
import { Checkbox } from '../ui/toggle.tsx'

export interface ItemPickerProps {
  readonly items: readonly PlanItem[]
  readonly picked: ReadonlySet<string>
  readonly onPick: (picked: ReadonlySet<string>) => void
}

/** Items to tick, narrowed by words of their titles. */
export function ItemPicker({ items, picked, onPick }: ItemPickerProps) {
  const { t, format } = useI18n()
  const [words, setWords] = useState('')
  const found = useMemo(() => {
    const wanted = words.toLocaleLowerCase().split(/\s+/)
    return items.filter(({ fields }) => wanted.every((word) => fields.title.toLocaleLowerCase().includes(word)))
  }, [items, words])
  const toggle = (id: string, isPicked: boolean) => {
    const next = new Set(picked)
    if (isPicked) next.add(id)
    else next.delete(id)
    onPick(next)
  }
  return (
    <div>
      <SearchField label={t('scenario.find-items')} value={words} onChange={setWords} />
      <ul className="item-picker">
        {found.map(({ id, fields, budgetBaht }) => (
          <li key={id}>
            <Checkbox isSelected={picked.has(id)} onChange={(isPicked) => toggle(id, isPicked)}>
              <span className="item-picker-title">{fields.title}</span>
              <span className="num">{format.bahtShort(budgetBaht)}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </div>
  )
}
