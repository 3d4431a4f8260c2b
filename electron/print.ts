/** The window's page as a PDF, laid out by Chromium: the one engine that sets Thai right and leaves its text selectable. */
import { writeFile } from 'node:fs/promises'
import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import { askWhereToSave } from './files.ts'

export const printOptionsSchema = z.object({
  name: z.string().min(1).max(200),
  paper: z.enum(['A4', 'A3']),
  landscape: z.boolean(),
})

/** Asks where, then prints there; the page's own @page rule wins over the options. Answers the path, or null on cancel. */
export async function printToPdf(
  window: BrowserWindow,
  { name, paper, landscape }: z.infer<typeof printOptionsSchema>,
): Promise<string | null> {
  const path = await askWhereToSave(window, name.toLowerCase().endsWith('.pdf') ? name : `${name}.pdf`)
  if (!path) return null
  const pdf = await window.webContents.printToPDF({
    pageSize: paper,
    landscape,
    printBackground: true,
    preferCSSPageSize: true,
  })
  await writeFile(path, pdf)
  return path
}
