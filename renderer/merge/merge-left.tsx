import './merge.css'
import { ChevronRight, X } from 'lucide-react'
import { useState } from 'react'
import type { ItemReview, MergeReview, PlanReview } from '../../data/contract/merges.ts'
import { api } from '../api.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useJob } from '../import/use-job.ts'
import { useItem, usePlans } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Chip, NoticeLine, Skeleton } from '../ui/feedback.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { closeMerge, leaveOut, takeReceived, useMergeFlow } from './merge-flow.ts'
import { useCellWords } from './use-cell-words.ts'

/** Plans that came: from whom, what they would change, and taking them. */
export function MergeLeft() {
  const { t, format, language } = useI18n()
  const { phase, session, problem, outcome } = useMergeFlow()
  const { data: plans } = usePlans()
  const taken = new Set(outcome?.plans.map(({ planId }) => planId))
  const open = plans?.reduce((sum, { id, questionCount }) => sum + (taken.has(id) ? questionCount : 0), 0) ?? 0
  return (
    <aside className="frame-left frame-left-wide merge">
      <div className="merge-head">
        <h2>{t('merge.title')}</h2>
        {phase !== 'done' && <p className="hint">{t('merge.intro')}</p>}
      </div>
      <div className="merge-body">
        {phase === 'looking' && <Skeleton lines={6} />}
        {problem && <NoticeLine tone="stop">{problemSentence(problem, language)}</NoticeLine>}
        {session && <Packs review={session.review} />}
        {phase === 'done' && <p className="hint">{t('merge.as-it-came')}</p>}
        {session?.review.plans.map((plan) => (
          <PlanPart key={plan.planId} plan={plan} isTaken={phase === 'done'} />
        ))}
        {open > 0 && <NoticeLine tone="warn">{t('merge.left-open', { count: format.count(open) })}</NoticeLine>}
      </div>
      <MergeFoot />
    </aside>
  )
}

function MergeFoot() {
  const { t, format } = useI18n()
  const { phase, session, choices, jobId } = useMergeFlow()
  const job = useJob(jobId)
  const questions = session?.review.plans.reduce((sum, plan) => sum + plan.questions.length, 0) ?? 0
  const isAnythingWhole = session?.review.plans.length !== 0 && session !== null
  if (phase === 'running') {
    return (
      <div className="merge-foot">
        <ProgressBar label={t('merge.running')} share={job && job.total > 0 ? job.done / job.total : null} />
        {jobId && (
          <Button size="small" onPress={() => void api.cancelJob(jobId)}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className="merge-foot">
      {questions > 0 && phase === 'review' && (
        <p className="hint num">
          {t('merge.chosen', { chosen: format.count(choices.size), count: format.count(questions) })}
        </p>
      )}
      <div className="merge-actions">
        <Button onPress={closeMerge}>{t(phase === 'done' ? 'merge.close' : 'merge.leave')}</Button>
        {phase === 'review' && (
          <Button tone="primary" isDisabled={!isAnythingWhole} onPress={() => void takeReceived()}>
            {t('merge.take')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Packs({ review }: { readonly review: MergeReview }) {
  const { t, format, language } = useI18n()
  const canLeaveOut = useMergeFlow(({ phase }) => phase === 'review') && review.packs.length > 1
  return (
    <ul className="merge-packs">
      {review.packs.map(({ name, from, isOwn, madeAt, title, problem }, index) => (
        // A person may drop one file twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is theirs and does not change
        <li key={index} className="merge-pack">
          <div className="merge-pack-head">
            <span className="merge-pack-title">{title || name}</span>
            {canLeaveOut && (
              <IconButton icon={X} size="small" label={t('merge.leave-out')} onPress={() => leaveOut(index)} />
            )}
          </div>
          {problem ? (
            <span className="merge-refused">{problemSentence(problem, language)}</span>
          ) : (
            <span className="merge-from num">
              {isOwn ? t('merge.from-here') : t('merge.from', { name: from?.name ?? '', keyId: from?.keyId ?? '' })}
              {madeAt && ` · ${format.dateTime(madeAt)}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

const kinds = ['new', 'changed', 'restored', 'dropped'] as const

/** What was asked, and what the money would be, held until people chose: taken, the cards at the right and the plan say it. */
function PlanPart({ plan, isTaken }: { readonly plan: PlanReview; readonly isTaken: boolean }) {
  const { t, format } = useI18n()
  const words = useCellWords()
  const { title, isNew, changes, items, questions, fields, budgetBefore, budgetAfter } = plan
  return (
    <section className="merge-plan">
      <p className="merge-plan-title">
        {title} {isNew && <Chip tone="accent">{t('merge.new-plan')}</Chip>}
      </p>
      {changes === 0 ? (
        <p className="hint">{t('merge.known')}</p>
      ) : (
        <p className="merge-counts num">
          {kinds.flatMap((kind) => {
            const count = items.filter((item) => item.kind === kind).length
            return count > 0 ? [<span key={kind}>{t(`merge.count-${kind}`, { count: format.count(count) })}</span>] : []
          })}
          {!isTaken && questions.length > 0 && (
            <span className="merge-asked">{t('merge.count-asked', { count: format.count(questions.length) })}</span>
          )}
        </p>
      )}
      {!isTaken && !isNew && budgetBefore !== budgetAfter && (
        <p className="hint num">
          {t('merge.budget', { before: format.baht(budgetBefore), after: format.baht(budgetAfter) })}
        </p>
      )}
      {!isNew && fields.length > 0 && (
        <p className="hint">{fields.map(({ field }) => words.nameOf(field)).join(' · ')}</p>
      )}
      {items.length > 0 && <Items items={items} />}
    </section>
  )
}

const SHOWN_FIRST = 6

function Items({ items }: { readonly items: readonly ItemReview[] }) {
  const { t, format } = useI18n()
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? items : items.slice(0, SHOWN_FIRST)
  return (
    <ul className="merge-items">
      {shown.map((item) => (
        <ItemLine key={item.id} item={item} />
      ))}
      {shown.length < items.length && (
        <li>
          <Button size="small" tone="quiet" onPress={() => setShowsAll(true)}>
            {t('merge.show-all', { count: format.count(items.length) })}
          </Button>
        </li>
      )}
    </ul>
  )
}

/** One item; opened, each field before and after. */
function ItemLine({ item }: { readonly item: ItemReview }) {
  const { t, format } = useI18n()
  const words = useCellWords()
  const [isOpen, setOpen] = useState(false)
  const selectItem = useSelection((state) => state.selectItem)
  const { data: here } = useItem(item.kind === 'new' ? null : item.id)
  const canOpen = item.fields.length > 0
  return (
    <li className={`merge-item merge-item-${item.kind}`}>
      <button
        type="button"
        className="merge-item-line"
        aria-expanded={canOpen ? isOpen : undefined}
        onClick={() => {
          setOpen(!isOpen)
          if (here) selectItem(item.id)
        }}
      >
        <ChevronRight size={14} aria-hidden className={canOpen ? 'merge-chevron' : 'merge-chevron-none'} />
        <span className="merge-kind">{t(`merge.kind-${item.kind}`)}</span>
        <span className="merge-item-title">{item.title}</span>
        <span className="tree-amount">{format.bahtShort(item.budgetBaht)}</span>
      </button>
      {item.why && <p className="hint merge-why">{item.why}</p>}
      {isOpen && canOpen && (
        <dl className="merge-fields">
          {item.fields.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{words.nameOf(field)}</dt>
              <dd>
                <del>{words.valueOf(field, before)}</del>
                <ins>{words.valueOf(field, after)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}
