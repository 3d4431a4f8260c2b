import { FolderInput, Sparkles } from 'lucide-react'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { isUnderWay, useJobs } from '../state/jobs.ts'
import { notifyProblem } from '../state/notices.ts'
import { useWindow } from '../state/window.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'

/** A workspace without areas: bring your own, or try the rehearsal province. */
export function Welcome() {
  const { t } = useI18n()
  const setImportOpen = useWindow((state) => state.setImportOpen)
  const isMaking = useJobs((state) => Object.values(state.jobs).some((job) => job.kind === 'sample' && isUnderWay(job)))
  if (isMaking) {
    return (
      <section className="section">
        <EmptyState icon={Sparkles} title={t('explore.making-sample')} text={t('explore.making-sample-text')} />
      </section>
    )
  }
  return (
    <section className="section">
      <EmptyState
        icon={FolderInput}
        title={t('explore.welcome')}
        text={t('explore.welcome-text')}
        action={
          <div className="form">
            <Button tone="primary" icon={FolderInput} onPress={() => setImportOpen(true)}>
              {t('explore.open-your-data')}
            </Button>
            <Button icon={Sparkles} onPress={() => void api.sample().catch(notifyProblem)}>
              {t('explore.try-sample')}
            </Button>
          </div>
        }
      />
    </section>
  )
}
