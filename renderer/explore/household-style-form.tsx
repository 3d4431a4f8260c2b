import type { SurveyInfo } from '../../data/contract/api.ts'
import type { HouseholdStyle } from '../cartography/layer-style.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSurveys } from '../queries.ts'
import { SegmentedControl } from '../ui/segmented-control.tsx'
import { Select } from '../ui/select.tsx'
import type { StyleFormProps } from './layer-inspector.tsx'

const NO_COLUMN = ''
type Column = SurveyInfo['columns'][number]

/** Households: which are marked over the rest, by one answer or one column. */
export function HouseholdStyleForm({ style, layerId, setStyle }: StyleFormProps<HouseholdStyle>) {
  const { t } = useI18n()
  const { data: surveys } = useSurveys()
  const columns = surveys?.find(({ id }) => `households:${id}` === layerId)?.columns ?? []
  const { highlight } = style
  const isAnswer = columns.find(({ name }) => name === highlight?.column)?.kind === 'answer'
  const mark = (name: string) => {
    const column = columns.find((each) => each.name === name)
    setStyle({ ...style, highlight: column ? { column: name, op: firstOp(column) } : null })
  }
  return (
    <div className="form">
      <Select
        label={t('style.highlight')}
        value={highlight?.column ?? NO_COLUMN}
        choices={[
          { id: NO_COLUMN, label: t('style.no-highlight') },
          ...columns
            .filter(({ kind }) => kind !== 'text')
            .map(({ name, label }) => ({ id: name, label: label || name })),
        ]}
        onChange={mark}
      />
      {highlight && isAnswer && (
        <SegmentedControl
          label={t('style.highlight.answer')}
          value={highlight.op === 'pass' ? 'pass' : 'fail'}
          segments={[
            { id: 'fail', label: t('style.highlight.fail') },
            { id: 'pass', label: t('style.highlight.pass') },
          ]}
          onChange={(op) => setStyle({ ...style, highlight: { ...highlight, op } })}
        />
      )}
      {highlight && !isAnswer && (
        <p className="hint">{t(highlight.op === 'some' ? 'style.highlight.some' : 'style.highlight.present')}</p>
      )}
      <p className="hint">{t('explore.households-style')}</p>
    </div>
  )
}

function firstOp({ kind }: Column): NonNullable<HouseholdStyle['highlight']>['op'] {
  switch (kind) {
    case 'answer':
      return 'fail'
    case 'number':
      return 'some'
    default:
      return 'present'
  }
}
