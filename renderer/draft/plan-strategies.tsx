import { Plus, X } from 'lucide-react'
import type { Strategy } from '../../data/contract/plan-frame.ts'
import type { PlanInfo } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, useSend } from '../queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { nextCode } from './next-code.ts'
import { StoredText } from './plan-fields.tsx'

/** Strategies with their tactics. New words go to every project that named it by the old ones. */
export function PlanStrategies({ plan }: { readonly plan: PlanInfo }) {
  const { t } = useI18n()
  const command = useCommand()
  const tops = plan.strategies.filter(({ parent }) => parent === null)
  const add = (parent: Strategy | null) => {
    const siblings = plan.strategies.filter((each) => each.parent === (parent?.id ?? null))
    const code = nextCode(siblings, parent?.code ?? '')
    const title = t(parent ? 'plan.new-tactic-title' : 'plan.new-strategy-title')
    // An id of its own: two new ones of one name are two.
    const strategy = { id: crypto.randomUUID(), parent: parent?.id ?? null, code, title }
    command.mutate({ type: 'setStrategy', plan: plan.id, strategy })
  }
  return (
    <div className="plan-list">
      {tops.length === 0 && <p className="hint">{t('plan.no-strategies')}</p>}
      {tops.map((strategy) => (
        <div key={strategy.id} className="plan-list">
          <StrategyLine plan={plan} strategy={strategy} />
          {plan.strategies
            .filter(({ parent }) => parent === strategy.id)
            .map((tactic) => (
              <StrategyLine key={tactic.id} plan={plan} strategy={tactic} />
            ))}
          <div className="strategy-add">
            <Button size="small" tone="quiet" icon={Plus} onPress={() => add(strategy)}>
              {t('plan.add-tactic', { title: shortened(strategy.title) })}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button size="small" icon={Plus} onPress={() => add(null)}>
          {t('plan.add-strategy')}
        </Button>
      </div>
    </div>
  )
}

function StrategyLine({ plan, strategy }: { readonly plan: PlanInfo; readonly strategy: Strategy }) {
  const { t } = useI18n()
  const send = useSend()
  const change = (part: Partial<Strategy>) =>
    send({ type: 'setStrategy', plan: plan.id, strategy: { ...strategy, ...part } })
  const isTactic = strategy.parent !== null
  return (
    <div className={isTactic ? 'strategy-line is-tactic' : 'strategy-line'}>
      <StoredText
        label={`${t('plan.strategy-code')} ${strategy.title}`}
        labelHidden
        placeholder={t('plan.strategy-code')}
        stored={strategy.code}
        onStore={(code) => change({ code })}
      />
      <StoredText
        label={t(isTactic ? 'plan.tactic-title' : 'plan.strategy-title')}
        labelHidden
        stored={strategy.title}
        lines={2}
        isNeeded
        onStore={(title) => change({ title })}
      />
      <IconButton
        icon={X}
        size="small"
        label={t('plan.remove-strategy', { title: strategy.title })}
        onPress={() => void send({ type: 'removeStrategy', plan: plan.id, strategy: strategy.id })}
      />
    </div>
  )
}

const SHORT_LETTERS = 40

function shortened(title: string): string {
  return title.length <= SHORT_LETTERS ? title : `${title.slice(0, SHORT_LETTERS).trimEnd()}…`
}
