import { useState } from 'react'
import { type PlanVersion, versionKinds } from '../../data/contract/plan-frame.ts'
import type { PlanInfo } from '../../data/contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../../data/contract/text/year.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { notify } from '../state/notices.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Gives the plan as it stands a name; the usual one is suggested until somebody writes another. */
export function NameVersionDialog({ plan, onClose }: { readonly plan: PlanInfo; readonly onClose: () => void }) {
  const { t } = useI18n()
  const command = useCommand()
  const [kind, setKind] = useState<PlanVersion['kind']>(plan.versions.length === 0 ? 'original' : 'review')
  const [count, setCount] = useState<number | null>(null)
  const [year, setYear] = useState<number | null>(new Date().getFullYear())
  const [typed, setTyped] = useState<string | null>(null)
  const number = count ?? plan.versions.filter((version) => version.kind === kind).length + 1
  const yearText = year === null ? '' : String(year + BUDDHIST_ERA_OFFSET)
  const kindName = t(`version-kind.${kind}`)
  const suggested =
    kind === 'original'
      ? `${kindName} ${yearText}`
      : t('history.version-suggestion', { kind: kindName, number, year: yearText })
  const title = (typed ?? suggested).trim()
  const isReady = title !== '' && !command.isPending
  const save = () => {
    if (!isReady) return
    const version = { title, kind, number: kind === 'original' ? null : number, year }
    const onSuccess = () => {
      notify('command.name-version', { version: title })
      onClose()
    }
    command.mutate({ type: 'nameVersion', plan: plan.id, ...version }, { onSuccess })
  }
  return (
    <Dialog
      title={t('history.name-version')}
      isOpen
      onClose={onClose}
      actions={
        <Button tone="primary" isDisabled={!isReady} onPress={save}>
          {t('common.save')}
        </Button>
      }
    >
      <div className="form">
        <div className="form-row">
          <Select
            label={t('history.version-kind')}
            value={kind}
            choices={versionKinds.map((id) => ({ id, label: t(`version-kind.${id}`) }))}
            onChange={setKind}
          />
          {kind !== 'original' && (
            <NumberField
              label={t('history.version-number')}
              value={number}
              minValue={0}
              maxValue={999}
              onChange={setCount}
            />
          )}
          <NumberField
            label={t('history.version-year')}
            value={year === null ? null : year + BUDDHIST_ERA_OFFSET}
            minValue={2500}
            maxValue={2700}
            isYear
            onChange={(next) => setYear(next === null ? null : next - BUDDHIST_ERA_OFFSET)}
          />
        </div>
        <TextField label={t('history.version-title')} value={typed ?? suggested} onChange={setTyped} onEnter={save} />
      </div>
    </Dialog>
  )
}
