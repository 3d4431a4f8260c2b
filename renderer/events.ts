import type { Audience, ServerEvent } from '../data/contract/api.ts'
import { api } from './api.ts'
import { enterRoom } from './meet/toggle-room.ts'
import { invalidate } from './queries.ts'
import { useConnection } from './state/connection.ts'
import { useJobs } from './state/jobs.ts'
import { useNotices } from './state/notices.ts'

/**
 * Follows what changed in the workspace, whoever changed it, and marks the answers that depend on it as old. After a break
 * in the stream everything is asked again, since events may have been missed. The room hears of no jobs. Returns a function that stops it.
 */
export function followEvents(audience: Audience): () => void {
  const source = new EventSource('/api/events')
  let wasBroken = false
  source.onopen = () => {
    useConnection.getState().setConnected(true)
    // Said again at once where it is so.
    useConnection.getState().setAbsence(null)
    useNotices.getState().dismissProblem('program.unreachable')
    if (wasBroken) invalidate(['workspace', 'areas', 'surveys', 'datasets', 'plans', 'workbook', 'basemaps'])
    wasBroken = false
    if (audience === 'room') return
    void api.jobs().then(
      (jobs) => jobs.forEach(useJobs.getState().put),
      () => undefined,
    )
  }
  source.onerror = () => {
    wasBroken = true
    useConnection.getState().setConnected(false)
  }
  source.onmessage = (message: MessageEvent<string>) => take(JSON.parse(message.data) as ServerEvent)
  for (const type of ['changed', 'job', 'room', 'file'] as const) {
    source.addEventListener(type, (message) => take(JSON.parse((message as MessageEvent<string>).data) as ServerEvent))
  }
  return () => source.close()
}

function take(event: ServerEvent): void {
  switch (event.type) {
    case 'changed':
      invalidate(event.resources)
      return
    case 'job':
      useJobs.getState().put(event.job)
      return
    case 'file':
      useConnection.getState().setAbsence(event.problem)
      // It stands under the header; what was refused a moment before said the same.
      if (event.problem) useNotices.getState().dismissProblem(event.problem.code)
      return
    case 'room':
      // Pressed in whatever window: an open desk beside the wall would undo what the key is for.
      void enterRoom()
  }
}
