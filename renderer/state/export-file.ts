import type { ExportRequest } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { shell } from '../shell.ts'
import { awaitJob } from './await-job.ts'
import { notify, notifyProblem } from './notices.ts'

/** Has data/ make a file and hands it to the person under this title; the status bar shows how far it is meanwhile. */
export async function exportFile(request: ExportRequest, title: string): Promise<void> {
  const name = `${fileStem(title)}.${request.format}`
  try {
    notify('table.export.started', { name })
    const { jobId } = await api.export(request)
    const { result } = await awaitJob(jobId)
    if (result?.kind === 'file') await shell.saveFile({ url: api.fileUrl(result.token, name), name })
  } catch (error) {
    notifyProblem(error)
  }
}

/** A title as every system takes it for a file's name. */
function fileStem(title: string): string {
  return title
    .replaceAll(/[\\/:*?"<>|]+/g, '-')
    .trim()
    .slice(0, LONGEST_STEM)
}

/** Thai letters take three bytes each, and a file's name may have 255. */
const LONGEST_STEM = 70
