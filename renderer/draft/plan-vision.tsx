import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useState } from 'react'
import type { PlanIssue } from '../../data/contract/plan-frame.ts'
import type { PlanInfo } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useSend } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { sendTogether } from './need-editor.tsx'
import { StoredText, useEditPlan } from './plan-fields.tsx'

/** What the plan is for, and the joint issues that its projects work on. */
export function PlanVision({ plan }: { readonly plan: PlanInfo }) {
  const { t, format } = useI18n()
  const command = useCommand()
  const send = useSend()
  const edit = useEditPlan(plan)
  const [added, setAdded] = useState('')
  const { issues } = plan
  const move = (from: number, by: -1 | 1) => {
    const order = [...issues]
    order.splice(from + by, 0, ...order.splice(from, 1))
    const changed = order.flatMap((issue, at): PlanIssue[] => (issue.order === at ? [] : [{ ...issue, order: at }]))
    sendTogether(
      changed.map((issue) => ({ type: 'setIssue', plan: plan.id, issue })),
      command.mutate,
    )
  }
  const add = () => {
    const title = added.trim()
    setAdded('')
    if (title !== '') command.mutate({ type: 'setIssue', plan: plan.id, issue: { title, order: issues.length } })
  }
  return (
    <div className="form">
      <StoredText
        label={t('plan.vision')}
        stored={String(plan.fields.vision ?? '')}
        lines={3}
        onStore={(vision) => edit('vision', vision || null)}
      />
      <div className="plan-list">
        <span className="field-label">{t('plan.issues')}</span>
        {issues.map((issue, at) => (
          <div key={issue.id} className="plan-line">
            <StoredText
              label={t('plan.issue-name', { number: format.count(at + 1) })}
              labelHidden
              stored={issue.title}
              isNeeded
              onStore={(title) => send({ type: 'setIssue', plan: plan.id, issue: { ...issue, title } })}
            />
            <span className="plan-moves">
              <IconButton
                icon={ArrowUp}
                size="small"
                label={t('plan.move-up', { title: issue.title })}
                isDisabled={at === 0}
                onPress={() => move(at, -1)}
              />
              <IconButton
                icon={ArrowDown}
                size="small"
                label={t('plan.move-down', { title: issue.title })}
                isDisabled={at === issues.length - 1}
                onPress={() => move(at, 1)}
              />
              <IconButton
                icon={X}
                size="small"
                label={t('plan.remove-issue', { title: issue.title })}
                onPress={() => command.mutate({ type: 'removeIssue', plan: plan.id, issue: issue.id })}
              />
            </span>
          </div>
        ))}
        <TextField
          label={t('plan.new-issue')}
          labelHidden
          placeholder={t('plan.new-issue')}
          value={added}
          onChange={setAdded}
          onCommit={add}
        />
      </div>
    </div>
  )
}
