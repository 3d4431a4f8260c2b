import './filter.css'
import { Filter as FilterIcon, X } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSurveys, useTally } from '../queries.ts'
import { useFilter } from '../state/filter.ts'
import { useInspector } from '../state/inspector.ts'
import { useThematic } from '../state/thematic.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { useCellText } from './cell-text.ts'

/** Whether the figures are of everybody or of some, and how many those are. */
export function FilterSummary() {
  const { t } = useI18n()
  const { filter, setFilter } = useFilter()
  const inspect = useInspector((state) => state.inspect)
  const { data: surveys } = useSurveys()
  const survey = useFilterSurvey()
  const { data: tally } = useTally(filter && survey ? { survey, filter } : null)
  const cellText = useCellText()
  if (!surveys || surveys.length === 0) return null
  return (
    <section className="section filter-line">
      <Button size="small" tone="quiet" icon={FilterIcon} wide onPress={() => inspect({ kind: 'filter' })}>
        <span className="filter-line-text">{t('filter.title')}</span>
        <span className="num">
          {filter
            ? t('filter.households-found', { count: tally ? cellText(tally.households) : '…' })
            : t('filter.everybody')}
        </span>
      </Button>
      {filter && <IconButton icon={X} size="small" label={t('filter.clear')} onPress={() => setFilter(null)} />}
    </section>
  )
}

/** The survey a filter is over: the one on the map if it is a survey, else the newest. */
export function useFilterSurvey(): string | null {
  const chosen = useThematic((state) => state.choice.survey)
  const { data: surveys } = useSurveys()
  return surveys?.find(({ id }) => id === chosen)?.id ?? surveys?.[0]?.id ?? null
}
