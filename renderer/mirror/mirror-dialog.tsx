import './mirror.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mirror } from '../../data/contract/mirror.ts'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSurveys } from '../queries.ts'
import { closeRollUp } from '../roll-up/roll-up-flow.ts'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState, Skeleton } from '../ui/feedback.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { Select } from '../ui/select.tsx'
import { type By, groupRows } from './group-rows.ts'
import { MirrorCautions } from './mirror-cautions.tsx'
import { MirrorTable } from './mirror-table.tsx'
import { useGroupTitle } from './use-group-title.ts'

/** What a plan was agreed on beside what a survey found since: goal, actual and gap, per project, tambon and issue. */
export function MirrorDialog({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: surveys } = useSurveys()
  const [survey, setSurvey] = useState<string | null>(null)
  const [by, setBy] = useState<By>('item')
  const [accepted, setAccepted] = useState<readonly string[]>([])
  const { data: mirror } = useQuery({
    // It follows the workbook (own indicators, what became of areas), and the plan as it is when this is opened.
    queryKey: ['workbook', 'mirror', plan.id, survey, accepted],
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.mirror(plan.id, { survey, accept: accepted }, signal),
  })
  const titleOf = useGroupTitle()
  return (
    <Dialog title={t('mirror.title', { plan: plan.title })} isOpen onClose={closeRollUp} size="wide">
      {!mirror && <Skeleton lines={6} />}
      {mirror && mirror.agreedAt === null && (
        <EmptyState title={t('mirror.not-agreed')} text={t('mirror.not-agreed-text')} />
      )}
      {mirror && mirror.agreedAt !== null && (
        <div className="mirror">
          <div className="mirror-bar">
            <Select
              look="chip"
              label={t('mirror.survey')}
              labelHidden
              value={mirror.survey?.id ?? null}
              choices={(surveys ?? []).map(({ id, title }) => ({ id, label: title }))}
              onChange={setSurvey}
            />
            <SegmentedControl
              label={t('mirror.by')}
              value={by}
              onChange={setBy}
              segments={(['item', 'tambon', 'issue'] as const).map((id) => ({ id, label: t(`mirror.by-${id}`) }))}
            />
            <span className="hint num">
              {t('mirror.agreed', { when: format.date(mirror.agreedAt), by: mirror.agreedBy })}
            </span>
          </div>
          <MirrorCautions mirror={mirror} onAccept={(id) => setAccepted([...accepted, id])} />
          <Summary rows={mirror.rows} />
          {mirror.rows.length === 0 ? (
            <EmptyState title={t('mirror.no-goals')} text={t('mirror.no-goals-text')} />
          ) : (
            <div className="mirror-scroll">
              {groupRows(mirror.rows, by).map((group) => (
                <MirrorTable key={group.key} title={titleOf(group)} group={group} mirror={mirror} />
              ))}
            </div>
          )}
        </div>
      )}
    </Dialog>
  )
}

const told = ['met', 'under-way', 'worse', 'measured', 'no-data', 'not-comparable'] as const

function Summary({ rows }: { readonly rows: Mirror['rows'] }) {
  const { t, format } = useI18n()
  return (
    <p className="mirror-summary num">
      {told.flatMap((state) => {
        const count = rows.filter((row) => row.state === state).length
        return count === 0
          ? []
          : [
              <span key={state} className={`mirror-${state}`}>
                {t(`mirror.count-${state}`, { count: format.count(count) })}
              </span>,
            ]
      })}
    </p>
  )
}
