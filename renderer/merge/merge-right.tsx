import './merge.css'
import { CheckCheck, FileX2 } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useContestedPlans, usePlans } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { EmptyState } from '../ui/feedback.tsx'
import { choose, useMergeFlow } from './merge-flow.ts'
import { OpenQuestions } from './open-questions.tsx'
import { QuestionCard } from './question-card.tsx'
import { keyOfQuestion } from './question-key.ts'
import { rightView } from './right-view.ts'

/** What was written differently, beside the map: before taking, and after it what is still open in any of the plans. */
export function MergeRight() {
  const flow = useMergeFlow()
  const { data: plans, isFetching } = usePlans()
  const { data: contested = [] } = useContestedPlans()
  const known = [...(plans ?? []), ...contested.map((plan) => ({ ...plan, questionCount: 1 }))]
  const view = rightView(flow, (planId) => known.find(({ id }) => id === planId)?.questionCount ?? 0)
  return (
    <aside className="frame-right frame-right-wide">
      {view.kind === 'asked' && <AskedQuestions />}
      {view.kind === 'open' &&
        view.planIds.map((planId) => (
          <OpenQuestions
            key={planId}
            planId={planId}
            plan={view.planIds.length > 1 ? known.find(({ id }) => id === planId)?.title : undefined}
          />
        ))}
      {!isFetching && <Nothing kind={view.kind} />}
    </aside>
  )
}

/** Why there is nothing to choose, where that is so. */
function Nothing({ kind }: { readonly kind: ReturnType<typeof rightView>['kind'] }) {
  const { t } = useI18n()
  switch (kind) {
    case 'none-whole':
      return <EmptyState icon={FileX2} title={t('merge.none-whole')} text={t('merge.none-whole-text')} />
    case 'nothing-asked':
      return <EmptyState icon={CheckCheck} title={t('merge.nothing-asked')} text={t('merge.nothing-asked-text')} />
    case 'settled':
      return <EmptyState icon={CheckCheck} title={t('merge.nothing-open')} />
    case 'looking':
    case 'asked':
    case 'open':
      return null
  }
}

function AskedQuestions() {
  const { t } = useI18n()
  const { session, choices } = useMergeFlow()
  const selectItem = useSelection((state) => state.selectItem)
  const plans = session?.review.plans.filter(({ questions }) => questions.length > 0) ?? []
  return plans.map(({ planId, title, questions, titles }) => (
    <section key={planId} className="questions">
      <h2 className="section-title questions-title">{t('merge.asked-of', { plan: title })}</h2>
      {questions.map((question) => {
        const key = keyOfQuestion(planId, question)
        return (
          <QuestionCard
            key={key}
            question={question}
            title={question.item === null ? title : (titles[question.item] ?? '')}
            choice={choices.get(key) ?? null}
            onChoose={(choice) => choose(key, choice)}
            onOpenItem={question.item === null ? undefined : () => selectItem(question.item)}
          />
        )
      })}
    </section>
  ))
}
