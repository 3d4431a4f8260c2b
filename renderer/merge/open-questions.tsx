import './merge.css'
import type { Question } from '../../data/contract/questions.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useItem, usePlan, useQuestions } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { QuestionCard } from './question-card.tsx'

interface OpenQuestionsProps {
  readonly planId: string
  readonly itemId?: string
  /** The plan's title, where those of several plans stand together. */
  readonly plan?: string | undefined
  /** Leaves out what is asked about items. */
  readonly ofPlanAlone?: boolean
}

/** What is not settled in a plan, or about one item of it. A choice is a step of the history and can be undone. */
export function OpenQuestions({ planId, itemId, plan, ofPlanAlone = false }: OpenQuestionsProps) {
  const { t, format } = useI18n()
  const { data: all } = useQuestions(planId)
  const isShown = (item: string | null) => (ofPlanAlone ? item === null : itemId === undefined || item === itemId)
  const questions = all?.filter(({ item }) => isShown(item)) ?? []
  if (questions.length === 0) return null
  const count = format.count(questions.length)
  return (
    <section className="questions">
      <h2 className="section-title questions-title">
        {plan === undefined ? t('merge.open', { count }) : t('merge.open-in', { count, plan })}
      </h2>
      {questions.map((question) => (
        <OpenQuestion
          key={`${question.item} ${question.field}`}
          planId={planId}
          question={question}
          isOfOne={itemId !== undefined}
        />
      ))}
    </section>
  )
}

function OpenQuestion(props: { readonly planId: string; readonly question: Question; readonly isOfOne: boolean }) {
  const { planId, question, isOfOne } = props
  const { item, field } = question
  const { data: found } = useItem(item)
  const { data: plan } = usePlan(planId)
  const command = useCommand()
  const selectItem = useSelection((state) => state.selectItem)
  return (
    <QuestionCard
      question={question}
      title={(item === null ? plan?.fields.title : found?.fields.title) ?? ''}
      choice={null}
      onChoose={(choice) => choice && command.mutate({ type: 'settle', plan: planId, item, field, choice })}
      onOpenItem={item === null || isOfOne ? undefined : () => selectItem(item)}
    />
  )
}
