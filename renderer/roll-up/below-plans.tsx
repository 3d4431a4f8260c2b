import type { PlanBelow } from '../../data/contract/roll-up.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { classNames } from '../ui/class-names.ts'
import { waitingIn } from './waiting.ts'

interface BelowPlansProps {
  readonly plans: readonly PlanBelow[]
  /** Null: all of them. */
  readonly selected: string | null
  readonly onSelect: (planId: string | null) => void
}

/** The plans below, with how many of their items still wait. */
export function BelowPlans({ plans, selected, onSelect }: BelowPlansProps) {
  const { t, format } = useI18n()
  const all = plans.reduce((sum, { counts }) => sum + waitingIn(counts), 0)
  const line = (id: string | null, title: string, count: number) => (
    <button
      key={id ?? ''}
      type="button"
      className={classNames('rollup-plan', selected === id && 'rollup-plan-here')}
      aria-pressed={selected === id}
      onClick={() => onSelect(id)}
    >
      <span className="rollup-plan-title">{title}</span>
      {count > 0 && <span className="rollup-waiting num">{format.count(count)}</span>}
    </button>
  )
  return (
    <nav className="rollup-plans" aria-label={t('rollup.plans')}>
      {line(null, t('rollup.all-plans', { count: format.count(plans.length) }), all)}
      {plans.map(({ planId, title, counts }) => line(planId, title, waitingIn(counts)))}
    </nav>
  )
}
