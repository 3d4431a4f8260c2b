import { useState } from 'react'
import type { CommandInput } from '../../data/contract/commands.ts'
import type { BelowItem, BelowState } from '../../data/contract/roll-up.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'

interface TakeBarProps {
  readonly upper: string
  readonly chosen: readonly BelowItem[]
  readonly onDone: () => void
}

/** What is in the plan already is not decided about here. */
const isIn: ReadonlySet<BelowState> = new Set(['taken', 'changed', 'within'])

type Asking = 'group' | 'sent-back' | 'declined'

/** What is done with the items that are picked. Sending back and declining ask for the reason first. */
export function TakeBar({ upper, chosen, onDone }: TakeBarProps) {
  const { t, format } = useI18n()
  const command = useCommand()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [words, setWords] = useState('')
  const sum = chosen.reduce((total, { budgetBaht }) => total + budgetBaht, 0)
  const takeable = chosen.filter(({ state }) => !isIn.has(state))
  const sources = takeable.map(({ planId, id }) => ({ plan: planId, item: id }))
  const run = (input: CommandInput) =>
    command.mutate(input, {
      onSuccess: () => {
        setAsking(null)
        setWords('')
        onDone()
      },
    })
  const finish = () => {
    if (words.trim() === '') return
    if (asking === 'group') run({ type: 'takeItems', plan: upper, items: sources, into: { title: words.trim() } })
    else if (asking)
      run(
        together(
          sources.map((source) => ({ type: 'answerItem', plan: upper, source, verdict: asking, why: words.trim() })),
        ),
      )
  }
  const nothing = takeable.length === 0
  if (asking) {
    return (
      <div className="rollup-foot">
        <TextField
          label={t(asking === 'group' ? 'rollup.group-title' : 'rollup.reason')}
          value={words}
          onChange={setWords}
          autoFocus
        />
        <div className="rollup-actions">
          <Button onPress={() => setAsking(null)}>{t('common.cancel')}</Button>
          <Button tone="primary" isDisabled={words.trim() === ''} onPress={finish}>
            {t(`rollup.do-${asking}`, { count: format.count(takeable.length) })}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="rollup-foot">
      <p className="num">{t('rollup.picked', { count: format.count(chosen.length), baht: format.baht(sum) })}</p>
      <div className="rollup-actions">
        <Button isDisabled={nothing} onPress={() => setAsking('declined')}>
          {t('rollup.decline')}
        </Button>
        <Button isDisabled={nothing} onPress={() => setAsking('sent-back')}>
          {t('rollup.send-back')}
        </Button>
        <Button isDisabled={takeable.length < 2} onPress={() => setAsking('group')}>
          {t('rollup.group')}
        </Button>
        <Button
          tone="primary"
          isDisabled={nothing}
          onPress={() => run({ type: 'takeItems', plan: upper, items: sources })}
        >
          {t('rollup.take')}
        </Button>
      </div>
    </div>
  )
}

/** Many answers are one step of the history. */
function together(commands: Array<Extract<CommandInput, { type: 'answerItem' }>>): CommandInput {
  const [only] = commands
  return commands.length === 1 && only ? only : { type: 'together', message: 'command.together', commands }
}
