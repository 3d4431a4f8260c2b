import type { JobState } from '../../data/contract/api.ts'
import type { ImportChoices, ImportPreview } from '../../data/contract/imports.ts'
import { api } from '../api.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { notifyProblem } from '../state/notices.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { Facts } from './facts.tsx'
import { useImportFlow } from './flow.ts'
import { useTargetName } from './target-name.ts'

/** The last look before anything is written: what comes in, how it was read, what was decided. */
export function CheckStep({ preview }: { readonly preview: ImportPreview }) {
  const { t, format } = useI18n()
  const tName = useTargetName()
  const { choices, layer } = preview
  const file = useImportFlow((flow) => flow.session?.look.name ?? '')
  const joins = useImportFlow((flow) => flow.joins)
  const columns = preview.targets.flatMap(({ target, column }) => (column ? [`${tName(target)} ← ${column}`] : []))
  return (
    <div className="import-stack">
      <Facts
        facts={[
          [t('import.check.what'), [t(`import.role.${choices.role}`), choices.title].filter(Boolean).join(' · ')],
          [t('import.check.rows'), format.count(layer.rowCount)],
          [t('import.check.file'), file],
          [t('import.check.layer'), layer.name],
          [t('import.check.crs'), choices.crs ?? layer.crs?.value ?? null],
          [t('import.check.datum'), choices.datum ?? layer.datum[0]?.code ?? null],
          [t('import.check.encoding'), choices.encoding ?? layer.encoding?.value ?? null],
          [t('import.check.columns'), columns.slice(0, 12).join(' · ') + (columns.length > 12 ? ' …' : '')],
          [t('import.check.settled'), Object.keys(joins).length > 0 ? format.count(Object.keys(joins).length) : null],
        ]}
      />
      {preview.open.map((what) => (
        <NoticeLine key={what} tone="warn">
          {t(`import.open.${what}`)}
        </NoticeLine>
      ))}
      <Replaces choices={choices} />
      <p className="import-hint">{t('import.check.safe')}</p>
    </div>
  )
}

/** Boundaries of a level are one set: a new one takes the place of the old, and a province's of the country's. */
function Replaces({ choices: { role, level } }: { readonly choices: ImportChoices }) {
  const { t, format } = useI18n()
  const { data: workspace } = useWorkspace()
  const there = role === 'areas' && level ? (workspace?.areaCounts[level] ?? 0) : 0
  if (!level || there === 0) return null
  return (
    <NoticeLine tone="warn">
      {t('import.check.replaces', { count: format.count(there), level: t(`level.${level}`) })}
    </NoticeLine>
  )
}

/** While data/ writes: how far, how long still, and the way out that leaves the file as it was. */
export function Running({ job }: { readonly job: JobState | null }) {
  const { t, tId, language, format } = useI18n()
  if (job?.state === 'refused' && job.problem) {
    return <NoticeLine tone="stop">{problemSentence(job.problem, language)}</NoticeLine>
  }
  if (job?.state === 'cancelled') return <NoticeLine>{t('import.run.cancelled')}</NoticeLine>
  const share = job && job.total > 0 ? job.done / job.total : null
  return (
    <div className="import-waiting">
      <h3>{t('import.run.title')}</h3>
      <ProgressBar label={t('import.run.title')} share={share} />
      <p className="num" role="status">
        {[
          job ? tId(job.step) : '',
          job && job.total > 0
            ? t('import.run.rows', { done: format.count(job.done), total: format.count(job.total) })
            : '',
          job?.remainingSeconds ? t('import.run.remaining', { duration: format.duration(job.remainingSeconds) }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="import-hint">{t('import.run.background')}</p>
      {job && (
        <Button tone="danger" onPress={() => void api.cancelJob(job.jobId).catch(notifyProblem)}>
          {t('import.run.cancel')}
        </Button>
      )}
    </div>
  )
}
