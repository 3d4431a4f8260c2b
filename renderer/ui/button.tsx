import './button.css'
import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps, ToggleButton } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly children: React.ReactNode
  readonly icon?: LucideIcon
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'small'
  readonly wide?: boolean
}

/** A button with words; `primary` for the one thing to do next. */
export function Button({ children, icon: Icon, tone = 'plain', size = 'normal', wide, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classNames('button', `button-${tone}`, `button-${size}`, wide && 'button-wide')}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly icon: LucideIcon
  /** What it does; the tooltip and the accessible name. */
  readonly label: string
  readonly size?: 'normal' | 'small'
  readonly placement?: 'top' | 'bottom' | 'left' | 'right'
}

/** A button that is only an icon; its name shows as a tooltip. */
export function IconButton({ icon: Icon, label, size = 'normal', placement = 'bottom', ...props }: IconButtonProps) {
  return (
    <Tooltip text={label} placement={placement}>
      <AriaButton {...props} aria-label={label} className={classNames('icon-button', `icon-button-${size}`)}>
        <Icon size={size === 'small' ? 16 : 18} strokeWidth={1.75} aria-hidden />
      </AriaButton>
    </Tooltip>
  )
}

export interface IconToggleProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly isSelected: boolean
  readonly onChange: (selected: boolean) => void
  readonly size?: 'normal' | 'small'
  readonly placement?: 'top' | 'bottom' | 'left' | 'right'
  readonly isDisabled?: boolean
}

/** An icon that stays pressed. */
export function IconToggle({ icon: Icon, label, size = 'normal', placement = 'bottom', ...props }: IconToggleProps) {
  return (
    <Tooltip text={label} placement={placement}>
      <ToggleButton {...props} aria-label={label} className={classNames('icon-button', `icon-button-${size}`)}>
        <Icon size={size === 'small' ? 16 : 18} strokeWidth={1.75} aria-hidden />
      </ToggleButton>
    </Tooltip>
  )
}
