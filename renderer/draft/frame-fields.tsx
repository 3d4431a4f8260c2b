import type { CommandInput } from '../../data/contract/commands.ts'
import type { Strategy } from '../../data/contract/plan-frame.ts'
import { type ItemField, itemForms, type PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, usePlan, usePlanWords } from '../queries.ts'
import { ComboField } from '../ui/combo-field.tsx'
import { Select } from '../ui/select.tsx'
import { ItemText, useEditItem } from './item-fields.tsx'
import { sendTogether } from './need-editor.tsx'
import { matchStrategy, shownStrategy, strategyWords } from './strategy-words.ts'

/** Where an item stands in its plan: issue, strategy, tactic, programme, and its line of the form. */
export function FrameFields({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const { data: plan } = usePlan(item.planId)
  const { data: words } = usePlanWords(item.planId)
  const edit = useEditItem(item)
  const { fields } = item
  const issues = [...new Set([...(plan?.issues ?? []).map(({ title }) => title), ...(words?.jointIssues ?? [])])]
  return (
    <>
      <ComboField
        label={t('field.jointIssue')}
        value={fields.jointIssue ?? ''}
        choices={issues.map((id) => ({ id, label: id }))}
        onChoose={(issue) => edit('jointIssue', issue)}
        onWords={(issue) => edit('jointIssue', issue)}
      />
      <StrategyField item={item} level="strategy" strategies={plan?.strategies ?? []} words={words?.strategies ?? []} />
      <StrategyField item={item} level="tactic" strategies={plan?.strategies ?? []} words={words?.tactics ?? []} />
      <ComboField
        label={t('field.programme')}
        value={fields.programme ?? ''}
        choices={(words?.programmes ?? []).map((id) => ({ id, label: id }))}
        onChoose={(programme) => edit('programme', programme)}
        onWords={(programme) => edit('programme', programme)}
      />
      <div className="form-row">
        <Select
          label={t('form.kind')}
          value={fields.form}
          placeholder={t('common.nothing')}
          choices={itemForms.map((id) => ({ id, label: `ผ.${id}` }))}
          onChange={(form) => edit('form', form)}
        />
        <ItemText item={item} field="sequence" lines={1} />
      </div>
      <ItemText item={item} field="amendment" lines={1} />
    </>
  )
}

interface StrategyFieldProps {
  readonly item: PlanItem
  readonly level: 'strategy' | 'tactic'
  readonly strategies: readonly Strategy[]
  /** What items say besides. */
  readonly words: readonly string[]
}

/** A strategy or tactic: one of the plan's, words that other items use, or new words (1.2 ส่งเสริมสุขภาพ). */
function StrategyField({ item, level, strategies, words }: StrategyFieldProps) {
  const { t } = useI18n()
  const command = useCommand()
  const { fields } = item
  const parent =
    level === 'tactic' ? (matchStrategy(strategies, fields.strategyCode, fields.strategy)?.id ?? null) : null
  const own = strategies.filter((each) => (level === 'strategy' ? each.parent === null : each.parent !== null))
  const offered = level === 'tactic' && parent !== null ? own.filter((each) => each.parent === parent) : own
  const known = new Set(own.map(({ title }) => title))
  const choices = [
    ...offered.map((each) => ({ id: each.id, label: shownStrategy(each.code, each.title) })),
    ...words.filter((word) => !known.has(word)).map((word) => ({ id: `words/${word}`, label: word })),
  ]
  const codeField = `${level}Code` as const
  const store = (code: string | null, title: string | null, above: Strategy | null) => {
    const edits: Array<[ItemField, string | null]> = [
      [codeField, code],
      [level, title],
      // A tactic belongs to its strategy; another strategy has other tactics.
      ...(above
        ? ([
            ['strategyCode', above.code || null],
            ['strategy', above.title],
          ] as Array<[ItemField, string]>)
        : []),
      ...(level === 'strategy'
        ? ([
            ['tacticCode', null],
            ['tactic', null],
          ] as Array<[ItemField, null]>)
        : []),
    ]
    const commands = edits
      .filter(([field, value]) => (item.fields[field] ?? null) !== value)
      .map(([field, value]): CommandInput => ({ type: 'editItem', plan: item.planId, item: item.id, field, value }))
    sendTogether(commands, command.mutate)
  }
  return (
    <ComboField
      label={t(`field.${level}`)}
      value={shownStrategy(fields[codeField], fields[level])}
      choices={choices}
      onChoose={(id) => {
        const chosen = own.find((each) => each.id === id)
        const above = strategies.find((each) => each.id === chosen?.parent) ?? null
        if (chosen) store(chosen.code || null, chosen.title, above)
        else store(null, id.slice('words/'.length), null)
      }}
      onWords={(text) => {
        const { code, title } = strategyWords(text)
        store(code, title, null)
      }}
    />
  )
}
