import './segmented-control.css'
import type { LucideIcon } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { classNames } from './class-names.ts'

export interface Segment<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly icon?: LucideIcon
}

export interface SegmentedControlProps<Id extends string> {
  readonly label: string
  readonly segments: ReadonlyArray<Segment<Id>>
  readonly value: Id
  readonly onChange: (id: Id) => void
  readonly size?: 'normal' | 'large'
}

/** One of a few, all in sight. */
export function SegmentedControl<Id extends string>(props: SegmentedControlProps<Id>) {
  const { label, segments, value, onChange, size = 'normal' } = props
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={classNames('segments', `segments-${size}`)}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [key] = [...keys]
        if (key !== undefined) onChange(key as Id)
      }}
    >
      {segments.map(({ id, label: text, icon: Icon }) => (
        <ToggleButton key={id} id={id} className="segment">
          {Icon && <Icon size={16} aria-hidden />}
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
