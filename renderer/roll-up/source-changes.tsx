import './roll-up.css'
import { useState } from 'react'
import type { SourceDetail } from '../../data/contract/roll-up.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCellWords } from '../merge/use-cell-words.ts'
import { useCommand } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/toggle.tsx'
import { useSources } from './queries.ts'

interface SourceChangesProps {
  readonly upper: string
  readonly item: string
  readonly source: { readonly plan: string; readonly item: string }
}

/** What a source says now and said when it was taken: which of it is taken over is a choice, field by field. */
export function SourceChanges({ upper, item, source }: SourceChangesProps) {
  const { data: sources } = useSources(item)
  const detail = sources?.find((each) => each.source.plan === source.plan && each.source.item === source.item)
  if (!detail || detail.changes.length === 0) return null
  return <Changes key={item} upper={upper} item={item} detail={detail} />
}

function Changes({
  upper,
  item,
  detail,
}: {
  readonly upper: string
  readonly item: string
  readonly detail: SourceDetail
}) {
  const { t } = useI18n()
  const words = useCellWords()
  const command = useCommand()
  const { source, changes } = detail
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const taken = changes.map(({ field }) => field).filter((field) => !left.has(field))
  const decide = (take: readonly string[]) =>
    command.mutate({
      type: 'reviewSource',
      plan: upper,
      item,
      source: { plan: source.plan, item: source.item },
      take: [...take],
    })
  const toggle = (field: string, on: boolean) => {
    const next = new Set(left)
    if (on) next.delete(field)
    else next.add(field)
    setLeft(next)
  }
  return (
    <div className="rollup-changes">
      {changes.map(({ field, before, after, own }) => (
        <div key={field} className="rollup-change">
          <Checkbox isSelected={!left.has(field)} onChange={(on) => toggle(field, on)}>
            <span className="rollup-item-words">
              <span>{words.nameOf(field)}</span>
              <span>
                <del>{words.valueOf(field, before)}</del> <ins>{words.valueOf(field, after)}</ins>
              </span>
              {own !== before && own !== after && (
                <span className="rollup-item-under">{t('rollup.ours', { value: words.valueOf(field, own) })}</span>
              )}
            </span>
          </Checkbox>
        </div>
      ))}
      <div className="rollup-actions">
        <Button size="small" onPress={() => decide([])}>
          {t('rollup.keep-ours')}
        </Button>
        <Button size="small" tone="primary" isDisabled={taken.length === 0} onPress={() => decide(taken)}>
          {t('rollup.take-change')}
        </Button>
      </div>
    </div>
  )
}
