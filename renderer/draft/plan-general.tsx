import { useState } from 'react'
import type { CommandInput } from '../../data/contract/commands.ts'
import { type PlanInfo, planLevels } from '../../data/contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../../data/contract/text/year.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas, useCommand, usePlaceSearch, usePlanNotes, useWorkbook } from '../queries.ts'
import { levelOfCode } from '../state/selection.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { ComboField } from '../ui/combo-field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Select } from '../ui/select.tsx'
import { sendTogether } from './need-editor.tsx'
import { noteSentence } from './note-sentence.ts'
import { StoredText, useEditPlan } from './plan-fields.tsx'
import { PlanStateSelect } from './plan-state.tsx'

const NOBODY = ''

/** Which plan it is: its name, whose, where, for which years, in what state. */
export function PlanGeneral({ plan }: { readonly plan: PlanInfo }) {
  const { t, format } = useI18n()
  const edit = useEditPlan(plan)
  const { fields, freeze } = plan
  return (
    <div className="form">
      <StoredText
        label={t('draft.title')}
        stored={fields.title}
        lines={2}
        isNeeded
        onStore={(title) => edit('title', title)}
      />
      <div className="form-row">
        <Select
          label={t('plan.level')}
          value={fields.level === null ? null : String(fields.level)}
          placeholder={t('common.nothing')}
          choices={planLevels.map((id) => ({ id, label: t(`plan-level.${id}`) }))}
          onChange={(level) => edit('level', level)}
        />
        <PlaceField plan={plan} />
      </div>
      <PlanNotesOf plan={plan} field="area" />
      <div className="form-row">
        <AuthorityField plan={plan} />
        <StoredText
          label={t('plan.entity')}
          stored={String(fields.entity ?? '')}
          onStore={(entity) => edit('entity', entity || null)}
        />
      </div>
      <div className="form-row">
        <YearField
          label={t('draft.first-year')}
          year={fields.firstFiscalYear}
          onChange={(year) => edit('firstFiscalYear', year)}
        />
        <YearField
          label={t('draft.last-year')}
          year={fields.lastFiscalYear}
          onChange={(year) => edit('lastFiscalYear', year)}
        />
        <PlanStateSelect plan={plan.id} state={String(fields.state ?? 'draft')} />
      </div>
      <PlanNotesOf plan={plan} field="years" />
      {freeze && <p className="field-hint">{t('plan.agreed-at', { date: format.dateTime(freeze.at) })}</p>}
    </div>
  )
}

/** What the rules say of the plan itself. */
export function PlanNotesOf({
  plan,
  field,
}: {
  readonly plan: PlanInfo
  readonly field: 'years' | 'area' | 'ceilings'
}) {
  const i18n = useI18n()
  const { data: noted } = usePlanNotes(plan.id)
  return noted?.notes
    .filter((note) => note.field === field)
    .map((note) => (
      <p key={noteSentence(note, i18n)} className="field-note" role="note">
        {noteSentence(note, i18n)}
      </p>
    ))
}

/** Found by a few words; the level follows where it was not said. */
function PlaceField({ plan }: { readonly plan: PlanInfo }) {
  const { t, nameOf } = useI18n()
  const command = useCommand()
  const edit = useEditPlan(plan)
  const areaTitle = useAreaTitle()
  const [words, setWords] = useState('')
  const { data: hits } = usePlaceSearch(words)
  const code = plan.fields.areaCode === null ? null : String(plan.fields.areaCode)
  const { data: areas } = useAreas(code ? levelOfCode(code) : null)
  const area = areas?.find((each) => each.code === code)
  const choose = (areaCode: string) => {
    const level = levelOfCode(areaCode)
    const commands: CommandInput[] = [{ type: 'editPlan', plan: plan.id, field: 'areaCode', value: areaCode }]
    if (plan.fields.level === null) commands.push({ type: 'editPlan', plan: plan.id, field: 'level', value: level })
    if (areaCode !== code) sendTogether(commands, command.mutate)
  }
  return (
    <ComboField
      label={t('draft.area')}
      placeholder={t('plan.area-search')}
      value={code === null ? '' : area ? areaTitle(levelOfCode(code), nameOf(area)) : code}
      choices={(hits ?? []).map(({ id, title, detail }) => ({ id, label: title, hint: detail }))}
      onType={setWords}
      onChoose={choose}
      onWords={(text) => {
        if (text === '') edit('areaCode', null)
      }}
    />
  )
}

/** The local authority whose plan it is; its name is proposed for the form. */
function AuthorityField({ plan }: { readonly plan: PlanInfo }) {
  const { t } = useI18n()
  const command = useCommand()
  const edit = useEditPlan(plan)
  const { data: workbook } = useWorkbook()
  const authorities = workbook?.authorities ?? []
  const code = plan.fields.authorityCode === null ? NOBODY : String(plan.fields.authorityCode)
  const choose = (chosen: string) => {
    const authority = authorities.find((each) => each.code === chosen)
    const commands: CommandInput[] = [{ type: 'editPlan', plan: plan.id, field: 'authorityCode', value: chosen }]
    const { nameTh } = authority ?? {}
    if (nameTh && !plan.fields.entity)
      commands.push({ type: 'editPlan', plan: plan.id, field: 'entity', value: nameTh })
    if (chosen !== code) sendTogether(commands, command.mutate)
  }
  return (
    <ComboField
      label={t('plan.authority')}
      placeholder={t('plan.no-authority')}
      value={authorities.find((each) => each.code === code)?.nameTh ?? code}
      choices={authorities.map((each) => ({ id: each.code, label: each.nameTh }))}
      onChoose={choose}
      onWords={(text) => {
        if (text === '') edit('authorityCode', null)
      }}
    />
  )
}

/** Years are typed as people say them, พ.ศ. */
function YearField(props: {
  readonly label: string
  readonly year: string | number | null
  readonly onChange: (year: number | null) => void
}) {
  const { label, year, onChange } = props
  return (
    <NumberField
      label={label}
      value={typeof year === 'number' ? year + BUDDHIST_ERA_OFFSET : null}
      isYear
      minValue={2500}
      maxValue={2700}
      onChange={(typed) => onChange(typed === null ? null : typed - BUDDHIST_ERA_OFFSET)}
    />
  )
}
