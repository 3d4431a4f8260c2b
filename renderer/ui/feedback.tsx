import './feedback.css'
import { ChevronRight, CircleAlert, Info, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from 'react-aria-components'
import { classNames } from './class-names.ts'

export interface EmptyStateProps {
  readonly icon?: LucideIcon
  readonly title: string
  readonly text?: string
  readonly action?: ReactNode
}

/** What stands where there is nothing yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="empty">
      {Icon && <Icon size={24} strokeWidth={1.5} aria-hidden />}
      <p className="empty-title">{title}</p>
      {text && <p>{text}</p>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}

/** Grey lines where text will be. */
export function Skeleton({ lines = 3 }: { readonly lines?: 1 | 2 | 3 | 4 | 5 | 6 }) {
  return (
    <div aria-hidden>
      {skeletonWidths.slice(0, lines).map((width) => (
        <span key={width} className="skeleton" style={{ width }} />
      ))}
    </div>
  )
}

const skeletonWidths = ['90%', '64%', '82%', '55%', '74%', '48%']

/** A sentence set apart: a hint, a warning or a refusal. */
export function NoticeLine({
  tone = 'info',
  children,
}: {
  readonly tone?: 'info' | 'warn' | 'stop'
  readonly children: ReactNode
}) {
  const Icon = tone === 'info' ? Info : CircleAlert
  return (
    <div className={classNames('notice-line', `notice-${tone}`)} role={tone === 'stop' ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      <div>{children}</div>
    </div>
  )
}

/** A short mark on something. */
export function Chip({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'accent' | 'warn'
  readonly children: ReactNode
}) {
  return <span className={classNames('chip', `chip-${tone}`)}>{children}</span>
}

export interface DisclosureProps {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly defaultExpanded?: boolean
  readonly onExpandedChange?: (isExpanded: boolean) => void
}

/** A part that folds. */
export function Disclosure({ title, children, defaultExpanded = false, onExpandedChange }: DisclosureProps) {
  return (
    <AriaDisclosure
      className="disclosure"
      defaultExpanded={defaultExpanded}
      {...(onExpandedChange ? { onExpandedChange } : {})}
    >
      <Heading level={3}>
        <Button slot="trigger" className="disclosure-button">
          <ChevronRight size={16} aria-hidden />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
