import { useState } from 'react'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas, useCommand } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { NumberField, TextField } from '../ui/text-field.tsx'

const BUDDHIST_OFFSET_YEARS = 543
const NO_AREA = ''

/** The plan's own fields. Years are typed as people say them, พ.ศ. */
export function PlanDialog({ plan, onClose }: { readonly plan: PlanSummary; readonly onClose: () => void }) {
  const { t, nameOf } = useI18n()
  const command = useCommand()
  const { data: tambons } = useAreas('tambon')
  const { data: amphoe } = useAreas('amphoe')
  const { data: provinces } = useAreas('province')
  const selectPlan = useSelection((state) => state.selectPlan)
  const [title, setTitle] = useState(plan.title)
  const [areaCode, setAreaCode] = useState(plan.areaCode)
  const [first, setFirst] = useState(plan.firstFiscalYear)
  const [last, setLast] = useState(plan.lastFiscalYear)
  const save = () => {
    const edits: CommandInput[] = []
    const edit = (field: 'title' | 'areaCode' | 'firstFiscalYear' | 'lastFiscalYear', value: string | number | null) =>
      edits.push({ type: 'editPlan', plan: plan.id, field, value })
    if (title.trim() !== '' && title !== plan.title) edit('title', title.trim())
    if (areaCode !== plan.areaCode) edit('areaCode', areaCode)
    if (first !== plan.firstFiscalYear) edit('firstFiscalYear', first)
    if (last !== plan.lastFiscalYear) edit('lastFiscalYear', last)
    for (const each of edits) command.mutate(each)
    onClose()
  }
  const drop = () => {
    command.mutate({ type: 'dropPlan', plan: plan.id })
    selectPlan(null)
    onClose()
  }
  return (
    <Dialog
      title={t('draft.edit-plan')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button tone="danger" onPress={drop}>
            {t('draft.drop-plan')}
          </Button>
          <Button tone="primary" onPress={save}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className="form">
        <TextField label={t('draft.title')} value={title} onChange={setTitle} multiline rows={2} />
        <Select
          label={t('draft.area')}
          value={areaCode ?? NO_AREA}
          choices={[
            { id: NO_AREA, label: t('draft.no-area') },
            ...[...(provinces ?? []), ...(amphoe ?? []), ...(tambons ?? [])].map((area) => ({
              id: area.code,
              label: nameOf(area),
              hint: area.code,
            })),
          ]}
          onChange={(code) => setAreaCode(code || null)}
        />
        <div className="form-row">
          <YearField label={t('draft.first-year')} year={first} onChange={setFirst} />
          <YearField label={t('draft.last-year')} year={last} onChange={setLast} />
        </div>
      </div>
    </Dialog>
  )
}

function YearField(props: {
  readonly label: string
  readonly year: number | null
  readonly onChange: (year: number | null) => void
}) {
  const { label, year, onChange } = props
  return (
    <NumberField
      label={label}
      value={year === null ? null : year + BUDDHIST_OFFSET_YEARS}
      formatOptions={{ useGrouping: false }}
      minValue={2500}
      maxValue={2700}
      onChange={(typed) => onChange(typed === null ? null : typed - BUDDHIST_OFFSET_YEARS)}
    />
  )
}
