import { api } from '../api.ts'
import { shell } from '../shell.ts'
import { awaitJob } from './await-job.ts'
import { notify, notifyProblem } from './notices.ts'

/** Has the whole workspace copied to one file and hands it to the person: a copy can be changed where this one cannot. */
export async function copyWorkspace(): Promise<void> {
  try {
    notify('job.copying')
    const { jobId } = await api.copyWorkspace()
    const { result } = await awaitJob(jobId)
    if (result?.kind !== 'file') return
    await shell.saveFile({ url: api.fileUrl(result.token, result.name), name: result.name })
  } catch (error) {
    notifyProblem(error)
  }
}
