import './floating.css'
import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'

export interface TooltipProps {
  readonly text: string
  readonly placement?: 'top' | 'bottom' | 'left' | 'right'
  /** The one focusable element that it explains. */
  readonly children: ReactElement
}

/** A few words on what a control does, after a short rest of the pointer or at once on focus. */
export function Tooltip({ text, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className="tooltip" placement={placement} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
