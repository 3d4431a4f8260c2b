import { X } from 'lucide-react'
import { useMemo } from 'react'
import type { IndicatorInfo } from '../../data/contract/api.ts'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { Need, PlanInfo, PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useIndicators, usePlan, useSurveys } from '../queries.ts'
import { notifyProblem } from '../state/notices.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { IconButton } from '../ui/button.tsx'
import { ComboField } from '../ui/combo-field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { findBaseline } from './baseline.ts'
import { fiscalYearsOf } from './plan-years.ts'

/** The indicators that an item answers: where each stands, and what it is to be in each year. */
export function NeedEditor({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const { data: plan } = usePlan(item.planId)
  const { data: indicators } = useIndicators()
  const years = fiscalYearsOf(plan, item.goals)
  const named = [...new Set([...item.needs, ...item.goals].map(({ indicator }) => indicator))]
  return (
    <div className="needs">
      {named.map((id) => {
        const need = item.needs.find(({ indicator }) => indicator === id)
        const info = indicators?.find((indicator) => indicator.id === id)
        return <NeedCard key={id} item={item} id={id} info={info} need={need} years={years} />
      })}
      {named.length > 0 && years.length === 0 && <p className="field-hint">{t('form.plan-has-no-years')}</p>}
      <AddNeed item={item} plan={plan} indicators={indicators ?? []} named={named} />
    </div>
  )
}

interface NeedCardProps {
  readonly item: PlanItem
  readonly id: string
  /** Absent where this workspace's catalogue does not know the indicator. */
  readonly info: IndicatorInfo | undefined
  readonly need: Need | undefined
  readonly years: readonly number[]
}

function NeedCard({ item, id, info, need, years }: NeedCardProps) {
  const { t, tId, format } = useI18n()
  const command = useCommand()
  const indicatorName = useIndicatorName()
  const name = info ? indicatorName(id, info) : id
  const ids = { plan: item.planId, item: item.id }
  const goals = item.goals.filter(({ indicator }) => indicator === id)
  const remove = () => {
    const commands: CommandInput[] = [
      ...(need ? [{ type: 'setNeed' as const, ...ids, indicator: id, need: null }] : []),
      ...goals.map(({ fiscalYear }) => ({ type: 'setGoal' as const, ...ids, indicator: id, fiscalYear, goal: null })),
    ]
    sendTogether(commands, command.mutate)
  }
  const setBaseline = (baseline: number | null) =>
    // Typed over, it is no survey's any more.
    command.mutate({ type: 'setNeed', ...ids, indicator: id, need: { baseline, survey: null } })
  return (
    <div className="need">
      <div className="need-head">
        <span className="need-name">
          {name}
          {info && <span className="need-unit"> ({tId(info.unit)})</span>}
        </span>
        <IconButton icon={X} size="small" label={t('form.remove-indicator', { name })} onPress={remove} />
      </div>
      <div className="need-values">
        <div className="need-value">
          <span className="field-label">{t('form.baseline')}</span>
          <NumberField
            label={t('form.baseline-of', { name })}
            labelHidden
            value={need?.baseline ?? null}
            onChange={setBaseline}
          />
        </div>
        {years.map((fiscalYear) => (
          <div key={fiscalYear} className="need-value">
            <span className="field-label">{format.year(fiscalYear)}</span>
            <NumberField
              label={t('form.goal-of', { name, year: format.year(fiscalYear) })}
              labelHidden
              value={goals.find((goal) => goal.fiscalYear === fiscalYear)?.goal ?? null}
              onChange={(goal) => command.mutate({ type: 'setGoal', ...ids, indicator: id, fiscalYear, goal })}
            />
          </div>
        ))}
      </div>
      <BaselineSource need={need} />
    </div>
  )
}

/** Where a baseline is from, in words. */
function BaselineSource({ need }: { readonly need: Need | undefined }) {
  const { t } = useI18n()
  const { data: surveys } = useSurveys()
  if (!need || need.baseline === null) return <p className="field-hint">{t('form.baseline-none')}</p>
  if (need.survey === null) return <p className="field-hint">{t('form.baseline-by-hand')}</p>
  const survey = surveys?.find(({ id }) => id === need.survey)?.title ?? need.survey
  return <p className="field-hint">{t('form.baseline-from-survey', { survey })}</p>
}

interface AddNeedProps {
  readonly item: PlanItem
  readonly plan: PlanInfo | undefined
  readonly indicators: readonly IndicatorInfo[]
  readonly named: readonly string[]
}

function AddNeed({ item, plan, indicators, named }: AddNeedProps) {
  const { t, tId, nameOf } = useI18n()
  const command = useCommand()
  const choices = useMemo(
    () =>
      indicators
        .filter(({ id, available }) => available.length > 0 && !named.includes(id))
        .map((indicator) => {
          const set = indicator.set.startsWith('table:') ? tId('set.table') : tId(`set.${indicator.set}`)
          const number = indicator.number ? `${indicator.number}. ` : ''
          return { id: indicator.id, label: number + nameOf(indicator), hint: set }
        }),
    [indicators, named, tId, nameOf],
  )
  const add = (indicator: string) => {
    findBaseline(indicator, { item, plan })
      .catch((error: unknown) => {
        // The indicator is taken all the same; its baseline can be typed in.
        notifyProblem(error)
        return { baseline: null, survey: null }
      })
      .then((need) => command.mutate({ type: 'setNeed', plan: item.planId, item: item.id, indicator, need }))
  }
  return (
    <ComboField
      label={t('form.add-indicator')}
      labelHidden
      placeholder={t('form.add-indicator')}
      value=""
      choices={choices}
      onChoose={add}
    />
  )
}

/** Several commands as one step; one alone is its own. */
export function sendTogether(commands: readonly CommandInput[], send: (command: CommandInput) => void): void {
  const [only] = commands
  if (!only) return
  if (commands.length === 1) send(only)
  else send({ type: 'together', message: 'command.together', commands } as CommandInput)
}
