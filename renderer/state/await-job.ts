import type { JobState } from '../../data/contract/api.ts'
import { ApiError, api } from '../api.ts'
import { isUnderWay, useJobs } from './jobs.ts'

/** Waits until a job has ended, as the event stream tells. Throws ApiError where it was refused or cancelled. */
export function awaitJob(jobId: string): Promise<JobState> {
  return new Promise((resolve, reject) => {
    const settle = (job: JobState | undefined): boolean => {
      if (!job || isUnderWay(job)) return false
      if (job.state === 'done') resolve(job)
      else reject(new ApiError(job.problem ?? { code: 'cancelled', values: {} }, 499))
      return true
    }
    const stop = useJobs.subscribe(({ jobs }) => settle(jobs[jobId]) && stop())
    // The job may have ended before this window listened.
    api.job(jobId).then(
      (job) => {
        useJobs.getState().put(job)
      },
      (error: unknown) => {
        stop()
        reject(error)
      },
    )
  })
}
