import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** What goes to paper, beside the window and not inside it: none of the window's boxes can clip or break it. */
export function PrintRoot({ children }: { readonly children: ReactNode }) {
  return createPortal(<div className="print-root">{children}</div>, document.body)
}
