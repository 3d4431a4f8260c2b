import type { JobState } from '../../data/contract/api.ts'
import type { ImportPreview } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { goToStep, resetImport, runImport, useImportFlow } from './flow.ts'
import { blockingQuestions, meetsNothing, nextStep, previousStep } from './steps.ts'

export interface WizardActionsProps {
  readonly preview: ImportPreview | undefined
  readonly isReading: boolean
  readonly job: JobState | null
  readonly onClose: () => void
}

/** The foot of the wizard: one primary button, and the way back. */
export function WizardActions({ preview, isReading, job, onClose }: WizardActionsProps) {
  const { t } = useI18n()
  const step = useImportFlow((flow) => flow.step)
  const isRunning = useImportFlow((flow) => flow.jobId !== null)
  if (step === 'files') return null
  if (step === 'outcome') {
    return (
      <>
        <Button onPress={resetImport}>{t('import.another')}</Button>
        <Button tone="primary" onPress={onClose}>
          {t('import.finish')}
        </Button>
      </>
    )
  }
  if (isRunning) return <AfterStop job={job} />
  return (
    <>
      <Button tone="quiet" onPress={() => goToStep(previousStep(step, preview ?? null))}>
        {t('import.back')}
      </Button>
      <Forward preview={preview} isReading={isReading} />
    </>
  )
}

function Forward({ preview, isReading }: { readonly preview: ImportPreview | undefined; readonly isReading: boolean }) {
  const { t } = useI18n()
  const step = useImportFlow((flow) => flow.step)
  const session = useImportFlow((flow) => flow.session)
  if (!preview || !session || isReading) {
    return (
      <Button tone="primary" isDisabled>
        {isReading ? t('import.reading') : t('import.next')}
      </Button>
    )
  }
  const isPastJoin = step === 'join' || step === 'check'
  const isBlocked = blockingQuestions(step, preview).length > 0 || (isPastJoin && meetsNothing(preview))
  if (step === 'check') {
    return (
      <Button tone="primary" isDisabled={isBlocked} onPress={() => void runImport(preview.choices)}>
        {t('import.check.write')}
      </Button>
    )
  }
  return (
    <Button
      tone="primary"
      isDisabled={isBlocked}
      onPress={() => goToStep(nextStep(step, { look: session.look, preview }))}
    >
      {t('import.next')}
    </Button>
  )
}

/** After a refusal or a cancel: back to the check, where everything is as it was. */
function AfterStop({ job }: { readonly job: JobState | null }) {
  const { t } = useI18n()
  if (job?.state !== 'refused' && job?.state !== 'cancelled') return null
  return <Button onPress={() => useImportFlow.setState({ jobId: null, step: 'check' })}>{t('import.back')}</Button>
}
