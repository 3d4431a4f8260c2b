import './import.css'
import { useEffect } from 'react'
import type { JobState } from '../../data/contract/api.ts'
import type { ImportPreview } from '../../data/contract/imports.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { invalidate } from '../queries.ts'
import { isUnderWay } from '../state/jobs.ts'
import { useWindow } from '../state/window.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Disclosure, NoticeLine } from '../ui/feedback.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { CheckStep, Running } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { DataManager } from './data-manager.tsx'
import { FilesStep } from './files-step.tsx'
import { goToStep, problemOf, resetImport, useImportFlow } from './flow.ts'
import { JoinStep } from './join-step.tsx'
import { OutcomeStep } from './outcome-step.tsx'
import { RoleStep } from './role-step.tsx'
import { StepRail } from './step-rail.tsx'
import { UnderstandStep } from './understand-step.tsx'
import { useJob } from './use-job.ts'
import { useImportPreview } from './use-preview.ts'
import { useWindowDrop } from './use-window-drop.ts'
import { WizardActions } from './wizard-actions.tsx'

/** Files in, step by step; open while `useWindow().importOpen`. Files dropped anywhere on the window open it. */
export function ImportWizard() {
  const { t } = useI18n()
  const isOpen = useWindow((state) => state.importOpen)
  const step = useImportFlow((flow) => flow.step)
  const job = useJob(useImportFlow((flow) => flow.jobId))
  const hasButtons = step !== 'files' && !(job && isUnderWay(job))
  useWindowDrop()
  return (
    <>
      <Dialog
        title={t('import.title')}
        isOpen={isOpen}
        onClose={closeWizard}
        size="wide"
        actions={hasButtons ? <Foot /> : null}
      >
        <Body />
      </Dialog>
      <DataManager />
    </>
  )
}

/** Closing while nothing is left to do starts afresh the next time; otherwise the import waits as it is. */
function closeWizard(): void {
  if (useImportFlow.getState().step === 'outcome') resetImport()
  useWindow.getState().setImportOpen(false)
}

function Foot() {
  const preview = useImportPreview()
  const job = useJob(useImportFlow((flow) => flow.jobId))
  return <WizardActions preview={preview.data} isReading={preview.isFetching} job={job} onClose={closeWizard} />
}

function Body() {
  const { t, language } = useI18n()
  const step = useImportFlow((flow) => flow.step)
  const lookProblem = useImportFlow((flow) => flow.problem)
  const job = useJob(useImportFlow((flow) => flow.jobId))
  const preview = useImportPreview()
  useOutcome(job)
  const problem = lookProblem ?? (preview.error ? problemOf(preview.error) : null)
  return (
    <div className="import">
      <StepRail preview={preview.data ?? null} />
      <div className="import-main" key={step}>
        {problem && (
          <NoticeLine tone="stop">
            {problemSentence(problem, language)}
            {problem.detail && (
              <Disclosure title={t('common.details')}>
                <p className="import-detail">{problem.detail}</p>
              </Disclosure>
            )}
          </NoticeLine>
        )}
        <StepContent preview={preview.data} job={job} failed={preview.isError} />
      </div>
    </div>
  )
}

interface StepContentProps {
  readonly preview: ImportPreview | undefined
  readonly job: JobState | null
  readonly failed: boolean
}

function StepContent({ preview, job, failed }: StepContentProps) {
  const { t } = useI18n()
  const step = useImportFlow((flow) => flow.step)
  const isRunning = useImportFlow((flow) => flow.jobId !== null)
  if (step === 'files') return <FilesStep />
  if (step === 'role') return <RoleStep preview={preview} />
  if (step === 'outcome') {
    return job?.result?.kind === 'import' ? <OutcomeStep outcome={job.result.outcome} onClose={closeWizard} /> : null
  }
  if (isRunning) return <Running job={job} />
  if (!preview) {
    return failed ? null : (
      <div className="import-waiting">
        <p>{t('import.reading')}</p>
        <ProgressBar label={t('import.reading')} share={null} />
      </div>
    )
  }
  switch (step) {
    case 'understand':
      return <UnderstandStep preview={preview} />
    case 'columns':
      return <ColumnsStep preview={preview} />
    case 'join':
      return preview.join ? <JoinStep join={preview.join} /> : null
    case 'check':
      return <CheckStep preview={preview} />
  }
}

/** When the job is done its outcome is the next step. The answers that an import changes are asked again. */
function useOutcome(job: JobState | null): void {
  const isDone = job?.state === 'done'
  useEffect(() => {
    if (!isDone) return
    goToStep('outcome')
    invalidate(['workspace', 'areas', 'surveys', 'datasets', 'indicators', 'plans', 'workbook'])
  }, [isDone])
  const isStuck = job !== null && !isUnderWay(job) && !isDone
  useEffect(() => {
    if (isStuck) useImportFlow.setState({ step: 'check' })
  }, [isStuck])
}
