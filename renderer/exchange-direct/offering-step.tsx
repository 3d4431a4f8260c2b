import { Check, CircleAlert } from 'lucide-react'
import type { DirectState } from '../../data/contract/direct.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

type Offering = Extract<DirectState, { kind: 'offering' }>

const TRIES = 3

/** The code for the other machine, and who has what by now. */
export function OfferingStep({ offer, onStop }: { readonly offer: Offering; readonly onStop: () => void }) {
  const { t, format } = useI18n()
  const { code, addresses, files, triesLeft, sending, sent } = offer
  const toOf = (to: string) => to || t('direct.nobody')
  return (
    <>
      <p className="direct-intro">{t('direct.tell')}</p>
      <div className="direct-sign">
        <div>
          <span className="field-label">{t('direct.address')}</span>
          {addresses.map((address) => (
            <output key={address} className="direct-address">
              {address}
            </output>
          ))}
        </div>
        <div>
          <span className="field-label">{t('direct.code')}</span>
          <output className="direct-code" aria-label={`${t('direct.code')} ${[...code].join(' ')}`}>
            {code}
          </output>
        </div>
      </div>
      <ul className="direct-files">
        {files.map(({ name, bytes }) => (
          <li key={name}>
            <span className="ellipsis">{name}</span>
            <span className="direct-aside num">{format.bytes(bytes)}</span>
          </li>
        ))}
      </ul>
      {triesLeft < TRIES && <NoticeLine tone="warn">{t('direct.tries', { left: format.count(triesLeft) })}</NoticeLine>}
      <div className="direct-progress" role="status">
        <span>{sending ? t('direct.sending', { to: toOf(sending.to) }) : t('direct.waiting')}</span>
        {sending && <ProgressBar label={t('direct.waiting')} share={sending.done / Math.max(1, sending.total)} />}
      </div>
      <SentList sent={sent} toOf={toOf} />
      <div className="direct-actions">
        <Button onPress={onStop}>{t('direct.stop')}</Button>
      </div>
    </>
  )
}

function SentList({ sent, toOf }: Pick<Offering, 'sent'> & { readonly toOf: (to: string) => string }) {
  const { t, language } = useI18n()
  return (
    <ul className="direct-sent">
      {sent.map(({ to, at, problem }) => (
        <li key={at} className={problem ? 'direct-sent-refused' : undefined}>
          {problem ? <CircleAlert size={16} aria-hidden /> : <Check size={16} aria-hidden />}
          {problem
            ? t('direct.sent.refused', { to: toOf(to), why: problemSentence(problem, language) })
            : t('direct.sent', { to: toOf(to) })}
        </li>
      ))}
    </ul>
  )
}
