/** The window's page on paper, laid out by Chromium: the one engine that sets Thai right and leaves its text selectable. */
import { writeFile } from 'node:fs/promises'
import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import { askWhereToSave } from './dialogs.ts'
import { sayFailure, writeWhole } from './files.ts'
import { saveOptions } from './save-options.ts'

export const printOptionsSchema = z.object({
  to: z.enum(['pdf', 'printer']),
  name: z.string().min(1).max(200),
  paper: z.enum(['A4', 'A3']),
  landscape: z.boolean(),
})

type PrintOptions = z.infer<typeof printOptionsSchema>

/** Prints the page to a file, or by the system's print dialog to a printer. The page's own @page rule wins over the options. */
export async function printPage(window: BrowserWindow, options: PrintOptions): Promise<void> {
  if (options.to === 'pdf') await printToPdf(window, options)
  else await printToPrinter(window, options)
}

async function printToPdf(window: BrowserWindow, { name, paper, landscape }: PrintOptions): Promise<void> {
  const path = await askWhereToSave(window, saveOptions(name.toLowerCase().endsWith('.pdf') ? name : `${name}.pdf`))
  if (!path) return
  const options = { pageSize: paper, landscape, printBackground: true, preferCSSPageSize: true }
  await writeWhole(window, path, async (unfinished) =>
    writeFile(unfinished, await window.webContents.printToPDF(options)),
  )
}

/** The page's own margins hold, as the sheet is drawn to the paper's edge. */
async function printToPrinter(window: BrowserWindow, { paper, landscape }: PrintOptions): Promise<void> {
  const failure = await new Promise<string | null>((resolve) => {
    window.webContents.print(
      { printBackground: true, pageSize: paper, landscape, margins: { marginType: 'none' } },
      (isPrinted, reason) => resolve(isPrinted || isCancelled(reason) ? null : reason),
    )
  })
  if (failure !== null) await sayFailure(window, 'dialog.cannot-print', failure)
}

/** Closing the print dialog is an answer and no mishap. */
function isCancelled(reason: string): boolean {
  return /cancel/i.test(reason)
}
