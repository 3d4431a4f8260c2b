import './floating.css'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { EmptyState } from './feedback.tsx'
import type { ChoiceGroup } from './select.tsx'
import { SearchField } from './text-field.tsx'

export interface SearchableListProps<Id extends string> {
  readonly label: string
  readonly groups: ReadonlyArray<ChoiceGroup<Id>>
  readonly selected: Id | null
  readonly onSelect: (id: Id) => void
  readonly emptyText: string
}

/** A long list in groups that a few words narrow. */
export function SearchableList<Id extends string>(props: SearchableListProps<Id>) {
  const { label, groups, selected, onSelect, emptyText } = props
  const { t } = useI18n()
  const [words, setWords] = useState('')
  const found = groups
    .map((group) => ({ ...group, choices: group.choices.filter((choice) => matches(choice.label, words)) }))
    .filter((group) => group.choices.length > 0)
  return (
    <>
      <SearchField label={t('common.search')} value={words} onChange={setWords} autoFocus />
      {found.length === 0 && <EmptyState title={emptyText} />}
      <ListBox
        aria-label={label}
        className="list picker-list"
        selectionMode="single"
        selectedKeys={selected ? [selected] : []}
        onSelectionChange={(keys) => {
          // Choosing what is chosen already takes it back; here that means to keep it.
          const [key = selected] = [...keys]
          if (key !== null) onSelect(String(key) as Id)
        }}
      >
        {found.map((group) => (
          <ListBoxSection key={group.title} id={`group/${group.title}`}>
            <Header className="list-heading">{group.title}</Header>
            {group.choices.map((choice) => (
              <ListBoxItem key={choice.id} id={choice.id} textValue={choice.label} className="list-item">
                <span className="list-item-text">{choice.label}</span>
                {choice.hint && <span className="list-item-hint">{choice.hint}</span>}
                {choice.id === selected && <Check size={16} className="list-item-tick" aria-hidden />}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </>
  )
}

function matches(label: string, words: string): boolean {
  const folded = label.toLocaleLowerCase()
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => folded.includes(word))
}
