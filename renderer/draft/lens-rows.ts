import type { LensRequest, LensRowsRequest } from '../../data/contract/lens.ts'
import { api } from '../api.ts'
import { notifyProblem } from '../state/notices.ts'
import { openRows } from '../state/table-view.ts'

/** Puts the households behind a figure of a lens into the table. */
export async function openLensRows(request: LensRequest, rows: LensRowsRequest['rows'], title: string): Promise<void> {
  try {
    const { survey, rowSet } = await api.lensRows({ ...request, rows })
    openRows({ table: `households:${survey}`, filter: { rowSet }, title })
  } catch (error) {
    notifyProblem(error)
  }
}
