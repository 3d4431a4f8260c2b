import './filter.css'
import { Circle, MapPin, Pentagon, Table2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas, useSurveys, useTally } from '../queries.ts'
import { useFilter } from '../state/filter.ts'
import { levelOfCode, useSelection } from '../state/selection.ts'
import { openRows } from '../state/table-view.ts'
import { useTool } from '../state/tool.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Skeleton } from '../ui/feedback.tsx'
import { Section } from '../ui/section.tsx'
import { useCellText } from './cell-text.ts'
import { ConditionGroup } from './condition-group.tsx'
import { useFilterSurvey } from './filter-summary.tsx'
import { asGroup, pruned } from './filter-tree.ts'
import { InspectorHead } from './inspector-head.tsx'

/** Which households: conditions, a place, a drawn shape; with how many they are, as it is built. */
export function FilterBuilder() {
  const { t } = useI18n()
  const { filter, setFilter } = useFilter()
  const survey = useFilterSurvey()
  const { data: surveys } = useSurveys()
  const columns = surveys?.find(({ id }) => id === survey)?.columns ?? []
  // What is being typed may be unfinished; only what says something becomes the window's filter.
  const [draft, setDraft] = useState(() => asGroup(filter?.where))
  // Cleared from elsewhere: what was being built here goes too.
  useEffect(() => {
    if (filter === null) setDraft((now) => (pruned(now) ? asGroup(undefined) : now))
  }, [filter])
  const change = (next: typeof draft) => {
    setDraft(next)
    const where = pruned(next)
    const { where: _, ...rest } = filter ?? {}
    setFilter({ ...rest, ...(where ? { where } : {}) })
  }
  return (
    <>
      <InspectorHead
        title={t('filter.title')}
        aside={
          <Button
            size="small"
            tone="quiet"
            onPress={() => {
              setDraft(asGroup(undefined))
              setFilter(null)
            }}
          >
            {t('filter.clear')}
          </Button>
        }
      />
      <Section title={t('filter.conditions')}>
        {surveys ? <ConditionGroup root={draft} path={[]} columns={columns} onChange={change} /> : <Skeleton />}
      </Section>
      <Where />
      <LiveCount survey={survey} />
    </>
  )
}

function Where() {
  const { t, nameOf } = useI18n()
  const { filter, setFilter } = useFilter()
  const selected = useSelection((state) => state.area)
  const setTool = useTool((state) => state.setTool)
  const code = filter?.areaCode ?? null
  const { data: areas } = useAreas(code ? levelOfCode(code) : null)
  const area = areas?.find((each) => each.code === code)
  const without = (name: 'areaCode' | 'shape') => {
    const { [name]: _, ...rest } = filter ?? {}
    setFilter(rest)
  }
  return (
    <Section title={t('filter.where')}>
      <div className="form">
        {code && (
          <div className="condition-line">
            <MapPin size={16} aria-hidden />
            <span className="item-line-title">{area ? nameOf(area) : code}</span>
            <IconButton icon={X} size="small" label={t('common.remove')} onPress={() => without('areaCode')} />
          </div>
        )}
        {filter?.shape && (
          <div className="condition-line">
            <Pentagon size={16} aria-hidden />
            <span className="item-line-title">{t('filter.in-shape')}</span>
            <IconButton icon={X} size="small" label={t('common.remove')} onPress={() => without('shape')} />
          </div>
        )}
        <div className="chips">
          <Button
            size="small"
            icon={MapPin}
            isDisabled={!selected}
            onPress={() => selected && setFilter({ ...filter, areaCode: selected.code })}
          >
            {t('filter.selected-place')}
          </Button>
          <Button size="small" icon={Pentagon} onPress={() => setTool({ kind: 'draw-filter', what: 'area' })}>
            {t('filter.draw-shape')}
          </Button>
          <Button size="small" icon={Circle} onPress={() => setTool({ kind: 'draw-filter', what: 'circle' })}>
            {t('filter.draw-circle')}
          </Button>
        </div>
      </div>
    </Section>
  )
}

function LiveCount({ survey }: { readonly survey: string | null }) {
  const { t } = useI18n()
  const filter = useFilter((state) => state.filter)
  const { data: found } = useTally(survey ? { survey, ...(filter ? { filter } : {}) } : null)
  const { data: all } = useTally(survey ? { survey } : null)
  const cellText = useCellText()
  return (
    <Section title={t('filter.result')}>
      <p className="live-count">{found ? cellText(found.households) : '…'}</p>
      <p className="hint num">{all && t('filter.of-all', { count: cellText(all.households) })}</p>
      <div className="chips">
        <Button
          size="small"
          icon={Table2}
          isDisabled={!survey}
          onPress={() => survey && openRows({ table: `households:${survey}` })}
        >
          {t('filter.show-rows')}
        </Button>
      </div>
    </Section>
  )
}
