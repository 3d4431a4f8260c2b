import './field.css'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, Switch as AriaSwitch } from 'react-aria-components'

export interface ToggleProps {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (selected: boolean) => void
  readonly isIndeterminate?: boolean
  readonly isDisabled?: boolean
}

/** A yes or no among others. */
export function Checkbox({ children, isIndeterminate = false, ...props }: ToggleProps) {
  return (
    <AriaCheckbox {...props} isIndeterminate={isIndeterminate} className="check">
      {({ isSelected }) => (
        <>
          <span className="check-box">
            {isIndeterminate ? <Minus size={12} strokeWidth={3} /> : isSelected && <Check size={12} strokeWidth={3} />}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}

/** Something that is on or off at once. */
export function Switch({ children, isSelected, onChange, isDisabled = false }: ToggleProps) {
  return (
    <AriaSwitch isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className="check">
      <span className="switch-track">
        <span className="switch-knob" style={{ display: 'block' }} />
      </span>
      {children}
    </AriaSwitch>
  )
}
