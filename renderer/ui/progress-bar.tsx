import './feedback.css'
import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import { classNames } from './class-names.ts'

export interface ProgressBarProps {
  readonly label: string
  /** 0–1; null while it cannot be told. */
  readonly share: number | null
}

/** How far long work has come. */
export function ProgressBar({ label, share }: ProgressBarProps) {
  return (
    <AriaProgressBar
      aria-label={label}
      value={(share ?? 0) * 100}
      isIndeterminate={share === null}
      className={classNames('progress', share === null && 'progress-unknown')}
    >
      {({ percentage }) => <span className="progress-fill" style={{ width: `${share === null ? 30 : percentage}%` }} />}
    </AriaProgressBar>
  )
}
