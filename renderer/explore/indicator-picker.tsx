import { ChevronDown, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button as AriaButton, Popover as AriaPopover, Dialog, DialogTrigger } from 'react-aria-components'
import type { IndicatorInfo } from '../../data/contract/api.ts'
import type { I18n } from '../i18n/use-i18n.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useIndicators } from '../queries.ts'
import { useThematic } from '../state/thematic.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { Button } from '../ui/button.tsx'
import { SearchableList } from '../ui/searchable-list.tsx'
import type { ChoiceGroup } from '../ui/select.tsx'
import { OwnIndicatorDialog } from './own-indicator-dialog.tsx'

/** Chooses the indicator from all that this workspace can answer, by set and dimension, or makes a new one. */
export function IndicatorPicker() {
  const i18n = useI18n()
  const { t } = i18n
  const indicatorName = useIndicatorName()
  const { data: indicators } = useIndicators()
  const { choice, choose } = useThematic()
  const command = useCommand()
  const [isMaking, setMaking] = useState(false)
  const groups = useMemo(() => groupIndicators(indicators ?? [], i18n), [indicators, i18n])
  const chosen = indicators?.find(({ id }) => id === choice.indicator)
  return (
    <>
      <DialogTrigger>
        <AriaButton className="indicator-button" aria-label={t('explore.choose-indicator')}>
          <span>{chosen ? indicatorName(chosen.id, chosen) : t('explore.choose-indicator')}</span>
          <ChevronDown size={16} aria-hidden />
        </AriaButton>
        <AriaPopover className="popover" placement="bottom start" offset={4}>
          <Dialog className="popover-body" aria-label={t('explore.choose-indicator')}>
            {({ close }) => (
              <div className="picker">
                <SearchableList
                  label={t('explore.indicator')}
                  groups={groups}
                  selected={choice.indicator}
                  emptyText={t('explore.no-indicator-found')}
                  onSelect={(indicator) => {
                    choose({ indicator, ...surveyFor(indicators ?? [], indicator, choice.survey) })
                    close()
                  }}
                />
                <div className="picker-foot">
                  <Button
                    icon={Plus}
                    size="small"
                    tone="quiet"
                    onPress={() => {
                      close()
                      setMaking(true)
                    }}
                  >
                    {t('explore.own-indicator')}
                  </Button>
                  {chosen?.set === 'own' && (
                    <Button
                      icon={Trash2}
                      size="small"
                      tone="danger"
                      onPress={() => {
                        close()
                        command.mutate({ type: 'removeIndicator', indicator: chosen.id })
                      }}
                    >
                      {t('explore.remove-indicator')}
                    </Button>
                  )}
                </div>
              </div>
            )}
          </Dialog>
        </AriaPopover>
      </DialogTrigger>
      {isMaking && <OwnIndicatorDialog onClose={() => setMaking(false)} />}
    </>
  )
}

/** Keeps the survey where the new indicator has it too; otherwise the newest that has it answers. */
function surveyFor(indicators: readonly IndicatorInfo[], id: string, survey: string | null) {
  const available = indicators.find((indicator) => indicator.id === id)?.available ?? []
  return survey && available.includes(survey) ? {} : { survey: null, compareWith: null }
}

const setOrder = ['own', 'basics', 'bmn38', 'bmn31', 'tpmap']

function groupIndicators(indicators: readonly IndicatorInfo[], { tId, nameOf }: I18n): ChoiceGroup[] {
  const groups = new Map<string, { title: string; rank: number; choices: { id: string; label: string }[] }>()
  for (const indicator of indicators) {
    if (indicator.available.length === 0) continue
    const { set } = indicator
    const setName = set.startsWith('table:') ? tId('set.table') : tId(`set.${set}`)
    const group = tId(indicator.group)
    const title = group && set.startsWith('bmn') ? `${setName} · ${group}` : setName
    const rank = setOrder.indexOf(set) < 0 ? setOrder.length : setOrder.indexOf(set)
    const entry = groups.get(title) ?? { title, rank, choices: [] }
    const number = indicator.number ? `${indicator.number}. ` : ''
    entry.choices.push({ id: indicator.id, label: number + nameOf(indicator) })
    groups.set(title, entry)
  }
  return [...groups.values()].sort((a, b) => a.rank - b.rank)
}
