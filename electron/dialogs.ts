/** The system's dialogs, over the window where there is one: without one, macOS stops the whole program while a box is open. */
import { type BrowserWindow, dialog } from 'electron'

/** Answers the number of the button. */
export async function showMessage(over: BrowserWindow | null, options: Electron.MessageBoxOptions): Promise<number> {
  const { response } = await (over ? dialog.showMessageBox(over, options) : dialog.showMessageBox(options))
  return response
}

/** Answers the chosen paths; none where the person cancels. */
export async function askForPaths(
  over: BrowserWindow | null,
  options: Electron.OpenDialogOptions,
): Promise<readonly string[]> {
  const { canceled, filePaths } = await (over ? dialog.showOpenDialog(over, options) : dialog.showOpenDialog(options))
  return canceled ? [] : filePaths
}

/** Answers where to save; null where the person cancels. */
export async function askWhereToSave(
  over: BrowserWindow | null,
  options: Electron.SaveDialogOptions,
): Promise<string | null> {
  const { canceled, filePath } = await (over ? dialog.showSaveDialog(over, options) : dialog.showSaveDialog(options))
  return canceled || !filePath ? null : filePath
}
