import type { CommandAnswer } from '../../data/contract/commands.ts'
import { api } from '../api.ts'
import { invalidate } from '../queries.ts'
import { notify, notifyProblem } from '../state/notices.ts'
import { takeOverWorkbook } from '../state/use-workbook-sync.ts'

/** Takes back the newest step and says which. */
export function undo(): Promise<void> {
  return step(() => api.undo())
}

/** Takes back one step wherever it stands in the history; what somebody changed since stays. */
export function undoStep(hash: string): Promise<void> {
  return step(() => api.undo(hash))
}

/** Does again what was taken back. */
export function redo(): Promise<void> {
  return step(() => api.redo())
}

async function step(ask: () => Promise<CommandAnswer>): Promise<void> {
  try {
    const answer = await ask()
    invalidate([...answer.changed, 'history'])
    if (answer.changed.includes('workbook')) await takeOverWorkbook()
    notify(answer.label.message, answer.label.values)
  } catch (error) {
    notifyProblem(error)
  }
}
