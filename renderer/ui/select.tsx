import './field.css'
import './floating.css'
import { Check, ChevronDown } from 'lucide-react'
import {
  Select as AriaSelect,
  Button,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  SelectValue,
} from 'react-aria-components'
import { classNames } from './class-names.ts'

export interface Choice<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly hint?: string
}

export interface ChoiceGroup<Id extends string = string> {
  readonly title: string
  readonly choices: ReadonlyArray<Choice<Id>>
}

export interface SelectProps<Id extends string> {
  /** Shown above unless `labelHidden`; always the accessible name. */
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: Id | null
  readonly onChange: (id: Id) => void
  readonly choices?: ReadonlyArray<Choice<Id>>
  readonly groups?: ReadonlyArray<ChoiceGroup<Id>>
  readonly placeholder?: string
  readonly look?: 'field' | 'chip' | 'quiet'
  readonly isDisabled?: boolean
}

/** One of several; as a field, or as a chip in a line of chips. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, labelHidden, value, onChange, choices, groups, placeholder, look = 'field', isDisabled } = props
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
      placeholder={placeholder ?? ''}
      isDisabled={isDisabled ?? false}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className="field-label">{label}</Label>}
      <Button className={classNames('select-button', `select-${look}`)}>
        <SelectValue className="select-value">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown size={look === 'field' ? 16 : 14} aria-hidden />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="list">
          {groups?.map((group) => (
            <ListBoxSection key={group.title} id={group.title}>
              <Header className="list-heading">{group.title}</Header>
              {group.choices.map((choice) => (
                <ChoiceItem key={choice.id} choice={choice} />
              ))}
            </ListBoxSection>
          ))}
          {choices?.map((choice) => (
            <ChoiceItem key={choice.id} choice={choice} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

function ChoiceItem({ choice }: { readonly choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className="list-item">
      {({ isSelected }) => (
        <>
          <span className="list-item-text">{choice.label}</span>
          {choice.hint && <span className="list-item-hint">{choice.hint}</span>}
          {isSelected && <Check size={16} className="list-item-tick" aria-hidden />}
        </>
      )}
    </ListBoxItem>
  )
}
