import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { classNames } from '../ui/class-names.ts'

export interface PrintRootProps {
  /** Shown on the screen too: the page is nothing but this. */
  readonly isAlone?: boolean
  readonly children: ReactNode
}

/** What goes to paper, beside the window and not inside it: none of the window's boxes can clip or break it. */
export function PrintRoot({ isAlone = false, children }: PrintRootProps) {
  return createPortal(
    <div className={classNames('print-root', isAlone && 'print-root-alone')}>{children}</div>,
    document.body,
  )
}
