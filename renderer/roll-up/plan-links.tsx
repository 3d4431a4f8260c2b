import { ClipboardCheck, Goal, Layers, Sigma } from 'lucide-react'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { useAnswers, useBelow } from './queries.ts'
import { openRollUp } from './roll-up-flow.ts'
import { waitingIn } from './waiting.ts'

/** From a plan to the plans below it, to what plans above answer, and to where its money comes from. */
export function PlanLinks({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: below } = useBelow(plan.id)
  const { data: answers } = useAnswers(plan.id)
  const waiting = below?.reduce((sum, { counts }) => sum + waitingIn(counts), 0) ?? 0
  const answered = answers?.filter(({ state }) => state !== 'open').length ?? 0
  const isAbove = (below?.length ?? 0) > 0
  const isAgreed = plan.state !== 'draft' && plan.state !== 'under-review'
  if (!isAbove && answered === 0 && !isAgreed) return null
  return (
    <div className="chips">
      {isAbove && (
        <Button size="small" icon={Layers} onPress={() => openRollUp('below', plan.id)}>
          {t('rollup.open-below', { count: format.count(waiting) })}
        </Button>
      )}
      {isAbove && (
        <Button size="small" tone="quiet" icon={Sigma} onPress={() => openRollUp('trace', plan.id)}>
          {t('rollup.open-trace')}
        </Button>
      )}
      {isAgreed && (
        <Button size="small" tone="quiet" icon={Goal} onPress={() => openRollUp('mirror', plan.id)}>
          {t('mirror.open')}
        </Button>
      )}
      {answered > 0 && (
        <Button size="small" tone="quiet" icon={ClipboardCheck} onPress={() => openRollUp('answers', plan.id)}>
          {t('rollup.open-answers', { count: format.count(answered) })}
        </Button>
      )}
    </div>
  )
}
