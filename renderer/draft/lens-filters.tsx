import type { LensAnswer, LensChoice } from '../../data/contract/lens.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicators } from '../queries.ts'
import { type LensLevel, useLensView } from '../state/lens.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { Select } from '../ui/select.tsx'

const ANY = 'any'
/** Words of a plan may be any; they are told from "all" by what stands before them. */
const OF = 'of '

/** Which places are listed, which items are looked at, and for which need. */
export function LensFilters({ answer }: { readonly answer: LensAnswer }) {
  const { t, format } = useI18n()
  const { level, issue, fiscalYear, organisation, look } = useLensView()
  const { issues, fiscalYears, organisations } = answer.choices
  const all = { id: ANY, label: t('lens.any') }
  return (
    <div className="form lens-filters">
      <div className="form-row">
        <Select<LensLevel>
          label={t('lens.level')}
          value={level}
          choices={[
            { id: 'tambon', label: t('level.tambon') },
            { id: 'village', label: t('level.village') },
          ]}
          onChange={(next) => look({ level: next })}
        />
        <Select
          label={t('lens.year')}
          value={fiscalYear === null ? ANY : String(fiscalYear)}
          choices={[all, ...fiscalYears.map((year) => ({ id: String(year), label: format.year(year) }))]}
          onChange={(year) => look({ fiscalYear: year === ANY ? null : Number(year) })}
        />
      </div>
      {issues.length > 0 && (
        <WordsSelect
          label={t('lens.issue')}
          value={issue}
          choices={issues}
          onChange={(next) => look({ issue: next })}
        />
      )}
      {organisations.length > 0 && (
        <WordsSelect
          label={t('lens.organisation')}
          value={organisation}
          choices={organisations}
          onChange={(next) => look({ organisation: next })}
        />
      )}
      {(answer.lens === 'gap' || answer.lens === 'fairness') && <NeedSelect answer={answer} />}
    </div>
  )
}

interface WordsSelectProps {
  readonly label: string
  readonly value: string | null
  readonly choices: readonly LensChoice[]
  readonly onChange: (words: string | null) => void
}

function WordsSelect({ label, value, choices, onChange }: WordsSelectProps) {
  const { t, format } = useI18n()
  return (
    <Select
      label={label}
      value={value === null ? ANY : OF + value}
      choices={[
        { id: ANY, label: t('lens.any') },
        ...choices.map((choice) => ({ id: OF + choice.label, label: choice.label, hint: format.count(choice.items) })),
      ]}
      onChange={(id) => onChange(id === ANY ? null : id.slice(OF.length))}
    />
  )
}

function NeedSelect({ answer }: { readonly answer: LensAnswer }) {
  const { t } = useI18n()
  const { data: indicators } = useIndicators()
  const indicatorName = useIndicatorName()
  const look = useLensView((state) => state.look)
  const choices = answer.choices.needs.flatMap((id) => {
    const indicator = indicators?.find((each) => each.id === id)
    return indicator ? [{ id, label: indicatorName(id, indicator) }] : []
  })
  return <Select label={t('lens.need')} value={answer.need} choices={choices} onChange={(need) => look({ need })} />
}
