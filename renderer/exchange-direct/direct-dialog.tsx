import './direct.css'
import { Radio, Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DirectState } from '../../data/contract/direct.ts'
import { api } from '../api.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommands, type WindowCommand } from '../palette/commands.ts'
import { advise, takeBack } from '../state/notices.ts'
import { receivePacks } from '../state/received-packs.ts'
import { useSelection } from '../state/selection.ts'
import { sendPlan } from '../state/send-plan.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { ChooseStep } from './choose-step.tsx'
import { openDirect, useDirectFlow } from './direct-flow.ts'
import { OfferingStep } from './offering-step.tsx'
import { ReceiveForm } from './receive-form.tsx'
import { ReceivedStep } from './received-step.tsx'
import { SendForm } from './send-form.tsx'
import { UnderWayStep } from './under-way-step.tsx'
import { useDirectAction, useDirectState } from './use-direct.ts'

const commands: readonly WindowCommand[] = [
  {
    id: 'send-plan',
    name: 'command.window.send-plan',
    icon: Send,
    isAvailable: () => useSelection.getState().planId !== null,
    run: () => {
      const { planId } = useSelection.getState()
      if (planId) void sendPlan(planId)
    },
  },
  { id: 'direct', name: 'command.window.direct', icon: Radio, run: () => openDirect() },
]

/** Plans between two laptops on one cable or hotspot. While it is closed nothing listens. */
export function DirectDialog() {
  useCommands(commands)
  const isOpen = useDirectFlow((flow) => flow.isOpen)
  return isOpen ? <OpenDialog /> : null
}

function OpenDialog() {
  const { t } = useI18n()
  const close = useDirectFlow((flow) => flow.close)
  const { data: state = off } = useDirectState(true)
  const stop = useDirectAction(() => api.stopDirect())
  const [isLeaving, setLeaving] = useState(false)
  useEffect(() => takeBack(KEPT), [])
  const leave = () => {
    // What came waits until somebody goes on with it or says that it is not wanted.
    if (state.kind === 'received') advise(KEPT, 'direct.kept')
    else stop.mutate(undefined)
    close()
  }
  const isUnderWay = !['off', 'ended', 'received'].includes(state.kind)
  return (
    <Dialog
      title={t('direct.title')}
      isOpen
      size="medium"
      onClose={() => (isUnderWay && !isLeaving ? setLeaving(true) : leave())}
      actions={
        isLeaving &&
        isUnderWay && (
          <>
            <Button tone="danger" onPress={leave}>
              {t('direct.leave.stop')}
            </Button>
            <Button tone="primary" onPress={() => setLeaving(false)}>
              {t('direct.leave.stay')}
            </Button>
          </>
        )
      }
    >
      <div className={classNames('direct', isLeaving && isUnderWay && 'direct-leaving')}>
        {isLeaving && isUnderWay && <NoticeLine tone="warn">{t('direct.leave')}</NoticeLine>}
        <Step state={state} onStop={() => stop.mutate(undefined)} onDone={close} />
      </div>
    </Dialog>
  )
}

const off: DirectState = { kind: 'off' }
/** Topic of the notice that something waits in the closed dialog. */
const KEPT = 'direct.kept'

interface StepProps {
  readonly state: DirectState
  readonly onStop: () => void
  readonly onDone: () => void
}

function Step({ state, onStop, onDone }: StepProps) {
  const step = useDirectFlow((flow) => flow.step)
  const goTo = useDirectFlow((flow) => flow.goTo)
  const { language } = useI18n()
  const back = () => {
    if (state.kind !== 'off') onStop()
    goTo('choose')
  }
  switch (state.kind) {
    case 'off':
      if (step === 'send') return <SendForm onBack={back} />
      return step === 'receive' ? <ReceiveForm onBack={back} /> : <ChooseStep />
    case 'offering':
      return <OfferingStep offer={state} onStop={onStop} />
    case 'packing':
    case 'connecting':
    case 'receiving':
    case 'checking':
      return <UnderWayStep state={state} onStop={onStop} />
    case 'received':
      return (
        <ReceivedStep
          received={state}
          onNext={() => {
            receivePacks(state.packs)
            onStop()
            onDone()
          }}
          onDiscard={back}
        />
      )
    case 'ended':
      return (
        <>
          <NoticeLine tone="stop">{problemSentence(state.problem, language)}</NoticeLine>
          {state.during === 'offer' ? <SendForm onBack={back} /> : <ReceiveForm onBack={back} />}
        </>
      )
  }
}
