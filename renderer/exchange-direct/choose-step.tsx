import { ArrowDownToLine, ArrowUpFromLine, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Problem } from '../../data/contract/errors.ts'
import { ApiError, api } from '../api.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { queryClient } from '../queries.ts'
import { notifyProblem } from '../state/notices.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useDirectFlow } from './direct-flow.ts'
import { useIdentity } from './use-direct.ts'

/** Send or receive, and under which name. */
export function ChooseStep() {
  const { t } = useI18n()
  const goTo = useDirectFlow((flow) => flow.goTo)
  return (
    <>
      <p className="direct-intro">{t('direct.intro')}</p>
      <div className="direct-choices">
        <BigChoice
          icon={ArrowUpFromLine}
          title={t('direct.send')}
          text={t('direct.send.text')}
          onPress={() => goTo('send')}
        />
        <BigChoice
          icon={ArrowDownToLine}
          title={t('direct.receive')}
          text={t('direct.receive.text')}
          onPress={() => goTo('receive')}
        />
      </div>
      <OwnName />
    </>
  )
}

function BigChoice(props: {
  readonly icon: LucideIcon
  readonly title: string
  readonly text: string
  readonly onPress: () => void
}) {
  const { icon: Icon, title, text, onPress } = props
  return (
    <AriaButton className="direct-choice" onPress={onPress}>
      <Icon size={32} strokeWidth={1.5} aria-hidden />
      <span className="direct-choice-title">{title}</span>
      <span className="direct-choice-text">{text}</span>
    </AriaButton>
  )
}

function OwnName() {
  const { t } = useI18n()
  const { data: identity, error } = useIdentity()
  const [typed, setTyped] = useState<string | null>(null)
  if (error instanceof ApiError && error.problem.code === 'identity.damaged')
    return <DamagedKey problem={error.problem} />
  if (!identity) return null
  const commit = (name: string) => {
    if (typed === null || name === identity.name) return
    api.nameIdentity(name).then((named) => {
      queryClient.setQueryData(['identity'], named)
      setTyped(null)
    }, notifyProblem)
  }
  return (
    <TextField
      label={t('direct.name')}
      hint={t('direct.name.hint', { keyId: identity.keyId })}
      value={typed ?? identity.name}
      onChange={setTyped}
      onCommit={commit}
    />
  )
}

/** A new key is another sender to everybody: it is made by a person's choice alone. */
function DamagedKey({ problem }: { readonly problem: Problem }) {
  const { t, language } = useI18n()
  const renew = () => {
    api.renewIdentity().then((identity) => queryClient.setQueryData(['identity'], identity), notifyProblem)
  }
  return (
    <div className="direct-damaged">
      <NoticeLine tone="stop">{problemSentence(problem, language)}</NoticeLine>
      <Button onPress={renew}>{t('direct.new-key')}</Button>
    </div>
  )
}
