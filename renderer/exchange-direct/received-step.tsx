import type { DirectState } from '../../data/contract/direct.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine } from '../ui/feedback.tsx'

type Received = Extract<DirectState, { kind: 'received' }>

interface ReceivedStepProps {
  readonly received: Received
  readonly onNext: () => void
  readonly onDiscard: () => void
}

/** What came and who signed it, before anything is taken in. */
export function ReceivedStep({ received, onNext, onDiscard }: ReceivedStepProps) {
  const { t, format } = useI18n()
  const { from, packs } = received
  return (
    <>
      <p className="direct-intro">
        {t('direct.received', { count: format.count(packs.length), from: from || t('direct.nobody') })}
      </p>
      <ul className="direct-packs">
        {packs.map(({ token, look }) => (
          <li key={token}>
            <span className="direct-pack-title">{look.title}</span>
            <span className="direct-aside num">{t('direct.items', { count: format.count(look.items) })}</span>
            <span className="direct-signed">
              {t('direct.signed-by', { name: look.from.name, keyId: look.from.keyId })}
            </span>
          </li>
        ))}
      </ul>
      <NoticeLine>{t('direct.not-taken-yet')}</NoticeLine>
      <div className="direct-actions">
        <Button onPress={onDiscard}>{t('direct.discard')}</Button>
        <Button tone="primary" onPress={onNext} autoFocus>
          {t('direct.next')}
        </Button>
      </div>
    </>
  )
}
