/** Which kind of table a file is, by what is in it. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import { identifyFile } from '../vector/identify.ts'
import type { TableFormat } from './raw-sheet.ts'

const HEAD_BYTES = 256 * 1024

/** The table format of a file, or null where it is none (a vector format). Throws as `identifyFile` does. */
export async function tableFormatOf(path: string): Promise<TableFormat | null> {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new Refusal('file.not-found', { path })
  if (stat.size === 0) throw new Refusal('file.empty', { name: basename(path) })
  if (isHtmlTable(path)) return 'html'
  const { format } = await identifyFile(path)
  switch (format) {
    case 'csv':
      return /\.tsv$/i.test(path) ? 'tsv' : 'csv'
    case 'xlsx':
    case 'xls':
    case 'ods':
    case 'json':
      return format
    default:
      return null
  }
}

/** Office systems hand out web pages named .xls; one that holds a table with cells can be read. */
export function isHtmlTable(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    const length = readSync(file, head, 0, HEAD_BYTES, 0)
    const text = head
      .toString('latin1', 0, length)
      .replace(/^\u00ef\u00bb\u00bf/, '')
      .trimStart()
    return text.startsWith('<') && /<table[\s>]/i.test(text) && /<t[dh][\s>]/i.test(text) && !/<kml|<gpx/i.test(text)
  } finally {
    closeSync(file)
  }
}
