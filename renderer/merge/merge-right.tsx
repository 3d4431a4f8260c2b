import './merge.css'
import { CheckCheck } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSelection } from '../state/selection.ts'
import { EmptyState } from '../ui/feedback.tsx'
import { choose, keyOfQuestion, useMergeFlow } from './merge-flow.ts'
import { OpenQuestions } from './open-questions.tsx'
import { QuestionCard } from './question-card.tsx'

/** What was written differently, beside the map: before taking, and after it what is still open. */
export function MergeRight() {
  const { t } = useI18n()
  const { phase, session, choices, outcome } = useMergeFlow()
  const selectItem = useSelection((state) => state.selectItem)
  const planId = useSelection((state) => state.planId)
  const plans = session?.review.plans.filter(({ questions }) => questions.length > 0) ?? []
  if (phase === 'done' && outcome && outcome.open > 0 && planId) {
    return (
      <aside className="frame-right frame-right-wide">
        <OpenQuestions planId={planId} />
      </aside>
    )
  }
  return (
    <aside className="frame-right frame-right-wide">
      {plans.length === 0 && phase !== 'looking' && (
        <EmptyState icon={CheckCheck} title={t('merge.nothing-asked')} text={t('merge.nothing-asked-text')} />
      )}
      {phase !== 'done' &&
        plans.map(({ planId: plan, title, questions, titles }) => (
          <section key={plan} className="questions">
            <h2 className="section-title questions-title">{t('merge.asked-of', { plan: title })}</h2>
            {questions.map((question) => {
              const key = keyOfQuestion(plan, question)
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
        ))}
    </aside>
  )
}
