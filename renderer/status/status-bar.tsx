import './status-bar.css'
import { ChevronDown, ChevronUp, Unplug, WifiOff, X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { JobState } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { toUtm } from '../map/utm.ts'
import { useWorkspace } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { useConnection } from '../state/connection.ts'
import { isUnderWay, useJobs } from '../state/jobs.ts'
import { notifyProblem } from '../state/notices.ts'
import { useThematic } from '../state/thematic.ts'
import { useWindow } from '../state/window.ts'
import { IconButton } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** Where the pointer is, the scale, what is running, the table's handle. */
export function StatusBar() {
  const { t } = useI18n()
  const connected = useConnection((state) => state.connected)
  // The file is looked over by itself after opening: nobody waits for that.
  const jobs = Object.values(useJobs((state) => state.jobs)).filter((job) => isUnderWay(job) && job.kind !== 'check')
  return (
    <footer className="status num">
      <Coordinates />
      <Scale />
      <span className="status-spring" />
      {jobs.slice(-1).map((job) => (
        <JobProgress key={job.jobId} job={job} />
      ))}
      <TableButton />
      <span className="status-item">
        {connected ? <WifiOff size={14} aria-hidden /> : <Unplug size={14} aria-hidden />}
        {t(connected ? 'frame.offline' : 'status.disconnected')}
      </span>
    </footer>
  )
}

function Coordinates() {
  const { t, format } = useI18n()
  const pointer = useCamera((state) => state.pointer)
  const camera = useCamera((state) => state.camera)
  const position = pointer ?? camera?.center
  if (!position) return null
  const [lon, lat] = position
  const utm = toUtm({ lon, lat })
  return (
    <>
      <span>{t('status.latitude-longitude', { latitude: format.fixed(lat, 4), longitude: format.fixed(lon, 4) })}</span>
      <span>
        {t('status.utm', {
          zone: format.digits(String(utm.zone)),
          easting: format.count(utm.eastingM),
          northing: format.count(utm.northingM),
        })}
      </span>
    </>
  )
}

function Scale() {
  const { t, format } = useI18n()
  const denominator = useCamera((state) => state.scaleDenominator)
  if (!denominator) return null
  const rounded = Number(denominator.toPrecision(2))
  return <span>{t('status.scale', { denominator: format.count(rounded) })}</span>
}

function TableButton() {
  const { t, format } = useI18n()
  const { tableOpen, setTableOpen, mode } = useWindow()
  const level = useThematic((state) => state.choice.level)
  const { data } = useWorkspace()
  const count = data?.areaCounts[level] ?? 0
  if (mode === 'report' || count === 0) return null
  const Icon = tableOpen ? ChevronDown : ChevronUp
  return (
    <AriaButton className="status-button" onPress={() => setTableOpen(!tableOpen)} aria-expanded={tableOpen}>
      {t('frame.table', { count: format.count(count), level: t(`level.${level}`) })}
      <Icon size={14} aria-hidden />
    </AriaButton>
  )
}

function JobProgress({ job }: { readonly job: JobState }) {
  const { t, tId, format } = useI18n()
  const share = job.total > 0 ? job.done / job.total : null
  // What it is doing, and on which file where there is one: jobs without a file carry their kind as title.
  const step = tId(job.step)
  const title = job.title === '' || job.title === job.kind ? step : `${job.title} · ${step}`
  return (
    <div className="status-job" role="status">
      <span className="ellipsis">
        {share === null ? title : t('status.job', { title, percent: format.count(share * 100) })}
      </span>
      <div className="status-job-bar">
        <ProgressBar label={title} share={share} />
      </div>
      {job.remainingSeconds !== null && (
        <span>{t('status.remaining', { duration: format.duration(job.remainingSeconds) })}</span>
      )}
      <IconButton
        icon={X}
        size="small"
        placement="top"
        label={t('status.cancel-job')}
        onPress={() => void api.cancelJob(job.jobId).catch(notifyProblem)}
      />
    </div>
  )
}
