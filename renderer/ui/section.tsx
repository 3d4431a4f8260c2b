import './section.css'
import type { ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  /** On the title's line, at its right. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One part of a side panel, parted from the next by a hairline. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section-head">
        <h2 className="section-title">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
