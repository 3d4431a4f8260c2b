import { useState } from 'react'
import { indicatorStatistics } from '../../data/contract/indicators.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useSurveys } from '../queries.ts'
import { useThematic } from '../state/thematic.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFilterSurvey } from './filter-summary.tsx'
import { definitionOf, emptyForm, needsSource, type OwnIndicatorForm, sharesEverybody } from './own-indicator.ts'

const EVERYBODY = ''
const answerOps = ['fail', 'pass'] as const
const numberOps = ['gt', 'ge', 'lt', 'le', 'eq', 'ne'] as const
const wordOps = ['eq', 'ne'] as const

/** An indicator of people's own: which households, what is counted of them, which way is good. */
export function OwnIndicatorDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useI18n()
  const [form, setForm] = useState(emptyForm)
  const change = (part: Partial<OwnIndicatorForm>) => setForm({ ...form, ...part })
  const command = useCommand()
  const choose = useThematic((state) => state.choose)
  const save = () => {
    const indicator = definitionOf(form, `own-${crypto.randomUUID()}`)
    if (!indicator) return
    command.mutate(
      { type: 'defineIndicator', indicator },
      {
        onSuccess: () => {
          choose({ indicator: indicator.id, survey: null, compareWith: null })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={t('own.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button tone="primary" isDisabled={!definitionOf(form, 'own')} onPress={save}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className="form">
        <TextField label={t('own.name')} value={form.name} onChange={(name) => change({ name })} autoFocus />
        <WhatFields form={form} change={change} />
        <WhoFields form={form} change={change} />
        <div className="form-row">
          <TextField
            label={t('own.unit')}
            value={form.unit}
            onChange={(unit) => change({ unit })}
            placeholder={form.statistic === 'share' ? '%' : ''}
          />
          <div className="field fixed">
            <span className="field-label">{t('own.good')}</span>
            <SegmentedControl
              label={t('own.good')}
              value={form.goodDirection}
              segments={(['down', 'up', 'none'] as const).map((id) => ({ id, label: t(`own.good-${id}`) }))}
              onChange={(goodDirection) => change({ goodDirection })}
            />
          </div>
        </div>
        <TextField label={t('own.note')} value={form.note} onChange={(note) => change({ note })} multiline rows={2} />
      </div>
    </Dialog>
  )
}

interface PartProps {
  readonly form: OwnIndicatorForm
  readonly change: (part: Partial<OwnIndicatorForm>) => void
}

function WhatFields({ form, change }: PartProps) {
  const { t } = useI18n()
  const columns = useColumns().filter(({ kind }) => kind === 'number')
  return (
    <div className="form-row">
      <Select
        label={t('own.statistic')}
        value={form.statistic}
        choices={indicatorStatistics.map((id) => ({ id, label: t(`statistic.${id}`) }))}
        onChange={(statistic) => change({ statistic })}
      />
      {needsSource(form.statistic) && (
        <Select
          label={t('own.of')}
          value={form.source}
          choices={columns.map(({ name, label }) => ({ id: name, label: label || name }))}
          onChange={(source) => change({ source })}
        />
      )}
    </div>
  )
}

function WhoFields({ form, change }: PartProps) {
  const { t } = useI18n()
  const columns = useColumns()
  const kind = columns.find(({ name }) => name === form.column)?.kind
  const ops = kind === 'answer' ? answerOps : kind === 'number' ? numberOps : wordOps
  return (
    <>
      <Select
        label={t('own.households')}
        value={form.column ?? EVERYBODY}
        choices={[
          { id: EVERYBODY, label: t('own.everybody') },
          ...columns.map(({ name, label }) => ({ id: name, label: label || name })),
        ]}
        onChange={(column) => {
          const next = columns.find(({ name }) => name === column)?.kind
          change({ column: column || null, op: next === 'answer' ? 'fail' : next === 'number' ? 'gt' : 'eq' })
        }}
      />
      {sharesEverybody(form) && <NoticeLine>{t('own.share-of-all')}</NoticeLine>}
      {form.column && (
        <div className="form-row">
          <Select
            label={t('filter.comparison')}
            value={form.op}
            choices={ops.map((id) => ({ id, label: t(`op.${id}`) }))}
            onChange={(op) => change({ op })}
          />
          {kind !== 'answer' && (
            <TextField label={t('filter.value')} value={form.value} onChange={(value) => change({ value })} />
          )}
        </div>
      )}
      {form.statistic === 'share' && form.column && (
        <Select
          label={t('own.denominator')}
          value={form.denominator}
          choices={(['applicable', 'households'] as const).map((id) => ({ id, label: t(`own.denominator-${id}`) }))}
          onChange={(denominator) => change({ denominator })}
        />
      )}
    </>
  )
}

function useColumns() {
  const survey = useFilterSurvey()
  const { data: surveys } = useSurveys()
  return surveys?.find(({ id }) => id === survey)?.columns ?? []
}
