import { SlidersHorizontal } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { classMethods } from '../../data/contract/api.ts'
import { classColors, ramps } from '../cartography/ramps.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicators } from '../queries.ts'
import { usePreferences } from '../state/preferences.ts'
import { useThematic } from '../state/thematic.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'
import { IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Select } from '../ui/select.tsx'
import { Slider } from '../ui/slider.tsx'
import { Switch } from '../ui/toggle.tsx'
import { useSurveyName } from './thematic-chips.tsx'

const OWN_BREAKS = 'own'
const NO_COMPARISON = 'none'

/** How values become classes: method, number, ramp, whose breaks, and change since another survey. */
export function ClassPopover({ thematic }: { readonly thematic: ThematicMap }) {
  const { t } = useI18n()
  return (
    <Popover
      label={t('explore.classes')}
      placement="bottom end"
      trigger={<IconButton icon={SlidersHorizontal} size="small" label={t('explore.classes')} />}
    >
      <ClassForm thematic={thematic} />
    </Popover>
  )
}

function ClassForm({ thematic }: { readonly thematic: ThematicMap }) {
  const { t, format } = useI18n()
  const { classify } = useThematic()
  const { classification, classificationKey: key } = thematic
  return (
    <div className="form form-popover">
      <Select
        label={t('explore.method')}
        value={classification.method}
        choices={classMethods.map((id) => ({ id, label: t(`method.${id}`) }))}
        onChange={(method) =>
          classify(key, { method, sameAs: null, breaks: method === 'manual' ? innerEdges(thematic) : [] })
        }
      />
      <Slider
        label={t('explore.class-count')}
        value={classification.classCount}
        textOf={([classCount = 0]) => format.count(classCount)}
        minValue={2}
        maxValue={9}
        step={1}
        onChange={([classCount]) =>
          classCount &&
          classify(key, { classCount, method: classification.method === 'manual' ? 'quantile' : classification.method })
        }
      />
      <div className="ramp-choices" role="radiogroup" aria-label={t('explore.ramp')}>
        {ramps.map((ramp) => (
          <ToggleButton
            key={ramp.id}
            className="ramp-button"
            aria-label={ramp.id}
            isSelected={classification.ramp === ramp.id}
            onChange={() => classify(key, { ramp: ramp.id })}
          >
            <span className="ramp-choice">
              {classColors(ramp.id, classification.classCount).map((color) => (
                <span key={color} style={{ background: color }} />
              ))}
            </span>
          </ToggleButton>
        ))}
      </div>
      <ValuesSwitch />
      <SameBreaks thematic={thematic} />
      <Comparison thematic={thematic} />
    </div>
  )
}

/** Whether each area's value stands on the map under its name. */
function ValuesSwitch() {
  const { t } = useI18n()
  const { showValues, setShowValues } = usePreferences()
  return (
    <Switch isSelected={showValues} onChange={setShowValues}>
      {t('explore.show-values')}
    </Switch>
  )
}

function innerEdges({ classes }: ThematicMap): readonly number[] {
  return classes ? classes.edges.slice(1, -1) : []
}

/** Breaks of another survey or another indicator on the same level, so that two maps can be read side by side. */
function SameBreaks({ thematic }: { readonly thematic: ThematicMap }) {
  const { t, nameOf } = useI18n()
  const { classifications, classify, choice } = useThematic()
  const { data: indicators } = useIndicators()
  const surveyName = useSurveyName()
  const { indicator, survey, classificationKey: key } = thematic
  const surveys = (indicator?.available ?? []).filter((id) => id !== survey)
  const others = Object.keys(classifications).filter((other) => other !== key && other.split('|')[1] === choice.level)
  const nameOfKey = (other: string) => {
    const found = indicators?.find(({ id }) => id === other.split('|')[0])
    return found ? nameOf(found) : other
  }
  return (
    <Select
      label={t('explore.same-breaks')}
      value={thematic.classification.sameAs ?? OWN_BREAKS}
      choices={[
        { id: OWN_BREAKS, label: t('explore.own-breaks') },
        ...surveys.map((id) => ({ id: `${key}@${id}`, label: surveyName(id) })),
        ...others.map((id) => ({ id, label: nameOfKey(id) })),
      ]}
      onChange={(id) => classify(key, { sameAs: id === OWN_BREAKS ? null : id })}
    />
  )
}

function Comparison({ thematic }: { readonly thematic: ThematicMap }) {
  const { t } = useI18n()
  const { choice, choose } = useThematic()
  const surveyName = useSurveyName()
  const others = (thematic.indicator?.available ?? []).filter((id) => id !== thematic.survey)
  if (others.length === 0) return null
  return (
    <Select
      label={t('explore.compare')}
      value={choice.compareWith ?? NO_COMPARISON}
      choices={[
        { id: NO_COMPARISON, label: t('explore.no-comparison') },
        ...others.map((id) => ({ id, label: surveyName(id) })),
      ]}
      onChange={(id) => choose({ compareWith: id === NO_COMPARISON ? null : id, survey: thematic.survey })}
    />
  )
}
