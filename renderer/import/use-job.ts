import { useQuery } from '@tanstack/react-query'
import type { JobState } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { isUnderWay, useJobs } from '../state/jobs.ts'

const POLL_MS = 1000

/** How far a job is: told by the event stream, and asked for each second in case the stream was broken meanwhile. */
export function useJob(jobId: string | null): JobState | null {
  const told = useJobs((state) => (jobId ? state.jobs[jobId] : undefined))
  const isOver = told !== undefined && !isUnderWay(told)
  const asked = useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => api.job(jobId ?? '', signal),
    enabled: jobId !== null && !isOver,
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : POLL_MS),
    staleTime: 0,
  })
  if (isOver || !asked.data) return told ?? asked.data ?? null
  return isUnderWay(asked.data) ? (told ?? asked.data) : asked.data
}
