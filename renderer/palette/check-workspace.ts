import { api } from '../api.ts'
import { awaitJob } from '../state/await-job.ts'
import { notify, notifyProblem } from '../state/notices.ts'

/** Checks the file for somebody who asked, and says what was found; faults stand under the header besides. */
export async function checkWorkspace(): Promise<void> {
  try {
    notify('job.checking')
    const { jobId } = await api.checkWorkspace()
    const { result } = await awaitJob(jobId)
    if (result?.kind !== 'check') return
    for (const { severity, message, values } of result.findings) if (severity !== 'error') notify(message, values)
  } catch (error) {
    notifyProblem(error)
  }
}
