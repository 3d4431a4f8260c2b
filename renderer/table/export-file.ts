import type { ExportRequest, JobState } from '../../data/contract/api.ts'
import { ApiError, api } from '../api.ts'
import { shell } from '../shell.ts'
import { isUnderWay, useJobs } from '../state/jobs.ts'
import { notify, notifyProblem } from '../state/notices.ts'

const POLL_MS = 700

/** Has data/ make a file and hands it to the person; the status bar shows how far it is meanwhile. */
export async function exportFile(request: ExportRequest, name: string): Promise<void> {
  try {
    notify('table.export.started', { name })
    const { jobId } = await api.export(request)
    const job = await waitFor(jobId)
    if (job.state === 'refused' && job.problem) throw new ApiError(job.problem, 0)
    if (job.result?.kind !== 'file') return
    await shell.saveFile({ url: api.fileUrl(job.result.token), name })
  } catch (error) {
    notifyProblem(error)
  }
}

/** The job once it is over, whether the event stream told so or asking did. */
async function waitFor(jobId: string): Promise<JobState> {
  for (;;) {
    const job = await api.job(jobId)
    if (!isUnderWay(job)) return job
    const told = useJobs.getState().jobs[jobId]
    if (told && !isUnderWay(told)) return told
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
