import { create } from 'zustand'
import type { JobState } from '../../data/contract/api.ts'

/** Jobs as the event stream last told them, newest last. */
interface JobsState {
  readonly jobs: Readonly<Record<string, JobState>>
  readonly put: (job: JobState) => void
}

export const useJobs = create<JobsState>()((set) => ({
  jobs: {},
  put: (job) => set((state) => ({ jobs: { ...state.jobs, [job.jobId]: job } })),
}))

/** Whether a job has still something to do. */
export function isUnderWay(job: JobState): boolean {
  return job.state === 'queued' || job.state === 'running'
}
