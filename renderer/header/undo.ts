import type { CommandAnswer } from '../../data/contract/commands.ts'
import { api } from '../api.ts'
import { translateId } from '../i18n/translate.ts'
import { invalidate } from '../queries.ts'
import { notify, notifyProblem } from '../state/notices.ts'
import { usePreferences } from '../state/preferences.ts'

/** Takes back the newest step and says which. */
export function undo(): Promise<void> {
  return step(() => api.undo(), 'frame.undone')
}

/** Does again what was taken back. */
export function redo(): Promise<void> {
  return step(() => api.redo(), 'frame.redone')
}

async function step(ask: () => Promise<CommandAnswer>, said: 'frame.undone' | 'frame.redone'): Promise<void> {
  try {
    const answer = await ask()
    invalidate([...answer.changed, 'history'])
    const { language } = usePreferences.getState()
    notify(said, { what: translateId(language, answer.label.message, answer.label.values) })
  } catch (error) {
    notifyProblem(error)
  }
}
