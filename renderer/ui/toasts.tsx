import './feedback.css'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { type Notice, useNotices } from '../state/notices.ts'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { Disclosure } from './feedback.tsx'

/** The notices of the moment, above everything, read out by screen readers. */
export function Toasts() {
  const notices = useNotices((state) => state.notices)
  const { t } = useI18n()
  return (
    <section className="toasts" aria-live="polite" aria-label={t('frame.notices')}>
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  )
}

const icons = { said: CircleCheck, advice: Info, problem: CircleAlert } as const

function Toast({ notice }: { readonly notice: Notice }) {
  const { t, tId, language } = useI18n()
  const dismiss = useNotices((state) => state.dismiss)
  const isProblem = notice.kind === 'problem'
  const Icon = icons[notice.kind]
  return (
    <div className={classNames('toast', isProblem && 'toast-problem')} role={isProblem ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden />
      <div className="toast-text">
        {notice.kind === 'problem' && problemSentence(notice.problem, language)}
        {notice.kind === 'said' && tId(notice.message, notice.values)}
        {notice.kind === 'advice' && tId(notice.message)}
        {notice.kind === 'problem' && notice.problem.detail && (
          <Disclosure title={t('common.details')}>
            <p className="toast-detail">{notice.problem.detail}</p>
          </Disclosure>
        )}
      </div>
      <IconButton icon={X} size="small" label={t('common.close')} onPress={() => dismiss(notice.id)} />
    </div>
  )
}
