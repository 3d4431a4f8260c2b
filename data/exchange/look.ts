/** The first look at any file: what it is, what is in it, what could be decided and what a person will be asked. */
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Look } from '../contract/imports.ts'
import { lookAtTable } from './tables/look-at-table.ts'
import type { TableChoice } from './tables/look-here.ts'
import { tableFormatOf } from './tables/table-format.ts'
import { identifyFile } from './vector/identify.ts'
import { openVector } from './vector/open-vector.ts'
import { type Surroundings, understandLayer } from './vector/understand.ts'

export interface LookOptions extends Surroundings {
  /** The name people know the file by, where the path is a temporary one. */
  readonly name?: string | undefined
  readonly cancelled?: (() => boolean) | undefined
  /** How a person wants a table's text read. */
  readonly reading?: Pick<TableChoice, 'encoding' | 'headerRow'>
}

/**
 * Looks at a file or folder; nothing is written anywhere. With the workspace's register and areas names are read back and
 * places compared. Throws `file.not-found`, `file.empty`, `file.unknown-format`, `file.damaged`, `file.part-missing`,
 * `file.zip-bomb`, `file.too-large`, `file.several-in-zip`, `cancelled` and what tables refuse.
 */
export async function lookAt(path: string, options: LookOptions = {}): Promise<Look> {
  const full = resolve(path)
  const name = options.name ?? basename(full)
  const isFile = statSync(full, { throwIfNoEntry: false })?.isFile() ?? false
  const table = isFile ? await tableFormatOf(full) : null
  if (table !== null) return { ...(await lookAtTable(full, table, options.reading)), name }
  const source = await openVector(await identifyFile(full), options.cancelled)
  try {
    const layers = source.layers.map((layer) => understandLayer(layer, options).described)
    return { name, format: source.format, bytes: source.bytes, hash: source.hash, layers, notes: source.notes }
  } finally {
    source.close()
  }
}
