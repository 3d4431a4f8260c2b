import { api } from '../api.ts'
import { shell } from '../shell.ts'
import { awaitJob } from './await-job.ts'
import { notify, notifyProblem } from './notices.ts'

/** Has data/ pack a plan and hands the file to the person, to be put on a stick. */
export async function sendPlan(plan: string): Promise<void> {
  try {
    notify('packs.started')
    const { jobId } = await api.packPlan(plan)
    const { result } = await awaitJob(jobId)
    if (result?.kind !== 'file') return
    await shell.saveFile({ url: api.fileUrl(result.token, result.name), name: result.name })
  } catch (error) {
    notifyProblem(error)
  }
}
