import './changes.css'
import { ArrowRight } from 'lucide-react'
import type { FieldChange } from '../../data/contract/comparison.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useChangeWords } from './use-change-words.ts'

/** Fields that differ, each with what it said and what it says. */
export function ChangeList({ changes }: { readonly changes: readonly FieldChange[] }) {
  const { t } = useI18n()
  const wordsOf = useChangeWords()
  return (
    <dl className="changes">
      {changes.map((change) => {
        const { label, left, right, said } = wordsOf(change)
        return (
          <div key={change.field} className="change">
            <dt>{label}</dt>
            {said === null ? (
              <dd>
                <span className={left === null ? 'change-empty' : 'change-then'}>{left ?? t('change.empty')}</span>
                <ArrowRight size={12} aria-hidden />
                <span className={right === null ? 'change-empty' : 'change-now'}>{right ?? t('change.empty')}</span>
              </dd>
            ) : (
              <dd>{said}</dd>
            )}
          </div>
        )
      })}
    </dl>
  )
}
