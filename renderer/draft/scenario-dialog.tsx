import './scenario.css'
import { useState } from 'react'
import type { PlanItem, PlanSummary } from '../../data/contract/plans.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { usePlanState } from '../plan-queries.ts'
import { useCommand, usePlans, useWorkbook } from '../queries.ts'
import { notify } from '../state/notices.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ItemPicker } from './item-picker.tsx'
import { type BranchKind, branchesOf, branchKinds } from './scenario-branch.ts'
import { selectNewPlan } from './select-new-plan.ts'

const branchNames = {
  whole: 'scenario.whole',
  category: 'scenario.by-category',
  strategy: 'scenario.by-strategy',
  issue: 'scenario.by-issue',
  items: 'scenario.by-items',
} as const

/** Copies a plan, or a branch of it, under a title of its own. */
export function ScenarioDialog({ plan, onClose }: { readonly plan: PlanSummary; readonly onClose: () => void }) {
  const { t, format } = useI18n()
  const command = useCommand()
  const [typed, setTyped] = useState<string | null>(null)
  const suggested = useSuggestedTitle(plan)
  const branch = useBranch(plan)
  const title = (typed ?? suggested).trim()
  const isReady = title !== '' && branch.items.length > 0 && !command.isPending
  const create = () => {
    if (!isReady) return
    const items = branch.kind === 'whole' ? {} : { items: branch.items.map(({ id }) => id) }
    command.mutate(
      { type: 'copyPlan', from: plan.id, title, branch: branch.name, ...items },
      {
        onSuccess: ({ documentId, label }) => {
          void selectNewPlan(documentId)
          notify(label.message, label.values)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={t('scenario.dialog')}
      isOpen
      onClose={onClose}
      actions={
        <Button tone="primary" isDisabled={!isReady} onPress={create}>
          {t('scenario.create')}
        </Button>
      }
    >
      <div className="form">
        <p className="hint">{t('scenario.explain')}</p>
        <TextField
          label={t('scenario.title')}
          value={typed ?? suggested}
          onChange={setTyped}
          onEnter={create}
          autoFocus
        />
        <Select
          label={t('scenario.branch')}
          value={branch.kind}
          choices={branchKinds.map((id) => ({ id, label: t(branchNames[id]) }))}
          onChange={branch.setKind}
        />
        {branch.choices && (
          <Select label={t('scenario.which')} value={branch.key} choices={branch.choices} onChange={branch.setKey} />
        )}
        {branch.kind === 'items' && <ItemPicker items={branch.all} picked={branch.picked} onPick={branch.setPicked} />}
        <p className="num">
          {t('scenario.count', {
            count: format.count(branch.items.length),
            budget: format.baht(branch.budgetBaht),
          })}
        </p>
      </div>
    </Dialog>
  )
}

function useSuggestedTitle(plan: PlanSummary): string {
  const { t } = useI18n()
  const { data: plans } = usePlans()
  const number = (plans ?? []).filter(({ scenarioOf }) => scenarioOf === plan.id).length + 1
  return t('scenario.suggested-title', { plan: plan.title, number })
}

/** Which branch is chosen, what it holds, and what it is called in the copy. */
function useBranch(plan: PlanSummary) {
  const { t, format, nameOf } = useI18n()
  const { data: state } = usePlanState({ plan: plan.id })
  const { data: workbook } = useWorkbook()
  const [kind, setKind] = useState<BranchKind>('whole')
  const [chosen, setKey] = useState<string | null>(null)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const categories = workbook?.categories ?? defaultCategories
  const all = (state?.items ?? []).filter(({ dropped }) => dropped === null)
  const groups = kind === 'whole' || kind === 'items' ? null : branchesOf(all, kind)
  const group = groups?.find(({ key }) => key === chosen) ?? groups?.[0] ?? null
  const nameOfKey = (key: string) => {
    if (key === '') return t('scenario.unnamed')
    const category = kind === 'category' ? categories.find(({ id }) => id === key) : undefined
    return category ? nameOf(category) : key
  }
  const items: readonly PlanItem[] =
    kind === 'whole' ? all : kind === 'items' ? all.filter(({ id }) => picked.has(id)) : (group?.items ?? [])
  const budgetBaht = items.reduce((sum, item) => (state?.uncounted.includes(item.id) ? sum : sum + item.budgetBaht), 0)
  const branchName =
    kind === 'whole'
      ? ''
      : kind === 'items'
        ? t('scenario.branch-items', { count: format.count(items.length) })
        : nameOfKey(group?.key ?? '')
  return {
    ...{ kind, setKind, key: group?.key ?? null, setKey, picked, setPicked, all, items, budgetBaht, name: branchName },
    choices:
      groups?.map(({ key, items: own }) => ({ id: key, label: nameOfKey(key), hint: format.count(own.length) })) ??
      null,
  }
}
