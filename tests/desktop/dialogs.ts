/** Plays the person at native dialogs, on either engine: what they will answer, in order, and what they were shown. */
import type { Desktop } from './desktop.ts'

export interface DialogAnswers {
  readonly picks?: readonly string[][]
  readonly saves?: readonly string[]
  readonly choices?: readonly number[]
}

export interface ShownDialog {
  readonly message: string
  readonly detail?: string
  readonly buttons?: readonly string[]
}

interface Told {
  picks: string[][]
  saves: string[]
  choices: number[]
  shown: ShownDialog[]
}

/** Answers the dialogs to come; those that nobody answers are cancelled. Forgets what was shown before. */
export async function answerDialogs(desktop: Desktop, answers: DialogAnswers): Promise<void> {
  await desktop.evaluate(
    ({ dialog }, { picks, saves, choices }) => {
      const told: Told = { picks: [...picks], saves: [...saves], choices: [...choices], shown: [] }
      const played = dialog as unknown as Record<string, unknown>
      played.told = told
      played.showOpenDialog = async () => {
        const filePaths = told.picks.shift() ?? []
        return { canceled: filePaths.length === 0, filePaths }
      }
      played.showSaveDialog = async () => {
        const filePath = told.saves.shift() ?? ''
        return { canceled: filePath === '', filePath }
      }
      played.showMessageBox = async (...given: unknown[]) => {
        const { message, detail, buttons, cancelId } = given.at(-1) as ShownDialog & { cancelId?: number }
        told.shown.push({ message, ...(detail ? { detail } : {}), ...(buttons ? { buttons } : {}) })
        return { response: told.choices.shift() ?? cancelId ?? 0 }
      }
    },
    { picks: [], saves: [], choices: [], ...answers },
  )
}

/** The messages that were shown since the dialogs were last answered. */
export function shownDialogs(desktop: Desktop): Promise<readonly ShownDialog[]> {
  return desktop.evaluate(({ dialog }) => (dialog as unknown as { told: Told }).told.shown)
}
