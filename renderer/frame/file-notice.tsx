import './file-notice.css'
import { CircleAlert, Clock, Copy, Lock, Unplug, X } from 'lucide-react'
import { useState } from 'react'
import type { CheckFinding, WorkingCopy } from '../../data/contract/api.ts'
import type { Problem } from '../../data/contract/errors.ts'
import { problemSentence } from '../i18n/problem-sentence.ts'
import { isKey } from '../i18n/translate.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'
import { useConnection } from '../state/connection.ts'
import { copyWorkspace } from '../state/copy-workspace.ts'
import { useJobs } from '../state/jobs.ts'
import { Button, IconButton } from '../ui/button.tsx'

/** Under the header in every mode: why the file cannot be written or what its check found, and the way out. */
export function FileNotice() {
  const { t, tId } = useI18n()
  const { data: workspace } = useWorkspace()
  const faults = useFaults()
  const absence = useConnection((state) => state.absence)
  const because = workspace?.readOnlyBecause ?? null
  if (absence) return <Absent problem={absence} />
  if (!workspace) return null
  if (because === null && faults.length === 0) {
    return (
      <>
        {workspace.copyOf && <CopyOf copy={workspace.copyOf} />}
        <EditedElsewhere layers={workspace.editedElsewhere} />
        {workspace.aheadOfClock && <WrongClock last={workspace.aheadOfClock} />}
      </>
    )
  }
  const Icon = because === null ? CircleAlert : Lock
  const isDamaged = faults.length > 0 || because === 'workspace.found-damaged'
  return (
    <section className="file-notice" role="alert">
      <Icon size={16} aria-hidden />
      <div>
        <strong>{because === null ? t('file.found') : t('file.read-only', { why: tId(because) })}</strong>
        {faults.length > 0 && <p>{faults.map(({ message, values }) => tId(message, values)).join(' · ')}</p>}
        <p>{isDamaged ? <Recover fileName={workspace.fileName} /> : because && <WayOut because={because} />}</p>
      </div>
      <Button size="small" onPress={() => void copyWorkspace()}>
        {t('file.copy')}
      </Button>
    </section>
  )
}

/** Goes by itself when the file is back. */
function Absent({ problem }: { readonly problem: Problem }) {
  const { language } = useI18n()
  return (
    <section className="file-notice is-stop" role="alert">
      <Unplug size={16} aria-hidden />
      <p>{problemSentence(problem, language)}</p>
    </section>
  )
}

function WrongClock({ last }: { readonly last: string }) {
  const { t, format } = useI18n()
  const [isRead, setIsRead] = useState(false)
  if (isRead) return null
  return (
    <section className="file-notice" role="status">
      <Clock size={16} aria-hidden />
      <p>{t('file.wrong-clock', { now: format.dateTime(new Date()), last: format.dateTime(last) })}</p>
      <IconButton icon={X} size="small" label={t('common.close')} onPress={() => setIsRead(true)} />
    </section>
  )
}

function CopyOf({ copy }: { readonly copy: WorkingCopy }) {
  const { t } = useI18n()
  const [isRead, setIsRead] = useState(false)
  const { original, originalChanged, path } = copy
  if (isRead) return null
  return (
    <section className="file-notice" role="status">
      <Copy size={16} aria-hidden />
      <div>
        <strong>{t('file.copy-of', { original })}</strong>
        <p>{originalChanged ? t('file.copy-of.changed', { path }) : t('file.copy-of.todo')}</p>
      </div>
      <Button size="small" onPress={() => void copyWorkspace()}>
        {t('file.copy')}
      </Button>
      <IconButton icon={X} size="small" label={t('common.close')} onPress={() => setIsRead(true)} />
    </section>
  )
}

/** QGIS may edit any layer of the file; imported ones are told of, as nothing of theirs is taken in by itself. */
function EditedElsewhere({ layers }: { readonly layers: readonly string[] }) {
  const { t } = useI18n()
  if (layers.length === 0) return null
  return (
    <section className="file-notice" role="status">
      <CircleAlert size={16} aria-hidden />
      <p>{t('file.edited-elsewhere', { layers: layers.join(' · ') })}</p>
    </section>
  )
}

function WayOut({ because }: { readonly because: string }) {
  const { tId } = useI18n()
  const key = `file.todo.${because}`
  return isKey(key) ? tId(key) : null
}

function Recover({ fileName }: { readonly fileName: string }) {
  const { t } = useI18n()
  const stem = fileName.replace(/\.gpkg$/i, '')
  const command = `npm run -s phaenthi -- check "${fileName}" --recover "${stem}-2.gpkg"`
  return t('file.todo.recover', { command })
}

const SHOWN_FAULTS = 3

/** What the newest check found broken. */
function useFaults(): readonly CheckFinding[] {
  const jobs = useJobs((state) => state.jobs)
  const checked = Object.values(jobs).findLast(({ result }) => result?.kind === 'check')
  if (checked?.result?.kind !== 'check') return []
  return checked.result.findings.filter(({ severity }) => severity === 'error').slice(0, SHOWN_FAULTS)
}
