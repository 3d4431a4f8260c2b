import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'

export interface ListedChoice<Id extends string> {
  readonly id: Id
  readonly title: ReactNode
  readonly text?: ReactNode
  /** A short word at the right: how well it fits, how far off it is. */
  readonly aside?: ReactNode
  readonly isDisabled?: boolean
}

export interface ChoiceListProps<Id extends string> {
  readonly label: string
  readonly value: Id | null
  readonly onChange: (id: Id) => void
  readonly choices: ReadonlyArray<ListedChoice<Id>>
  readonly columns?: 1 | 3
}

/** One of a few, each with its evidence in sight. */
export function ChoiceList<Id extends string>({ label, value, onChange, choices, columns = 1 }: ChoiceListProps<Id>) {
  return (
    <RadioGroup className="choices" value={value} onChange={(id) => onChange(id as Id)}>
      <Label className="visually-hidden">{label}</Label>
      <div className={columns === 3 ? 'choices-grid' : 'choices-stack'}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} isDisabled={choice.isDisabled ?? false} className="choice">
            <span className="choice-dot" aria-hidden />
            <span className="choice-words">
              <span className="choice-title">{choice.title}</span>
              {choice.text && <span className="choice-text">{choice.text}</span>}
            </span>
            {choice.aside && <span className="choice-aside num">{choice.aside}</span>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
