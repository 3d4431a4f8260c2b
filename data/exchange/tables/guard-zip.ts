/** Judges a spreadsheet's zip before it is unpacked in memory: declared sizes first, then the true ones by unpacking to nowhere. */
import { basename } from 'node:path'
import yauzl from 'yauzl'
import { Refusal } from '../../contract/errors.ts'
import { listZip } from '../vector/archive.ts'

/** V8 holds no longer string, and the spreadsheet reader needs each sheet as one. */
const MEMBER_BYTES = 400 * 1024 ** 2
const TOTAL_BYTES = 800 * 1024 ** 2

/** Throws `file.zip-bomb`, `file.too-large`, `file.damaged`. */
export async function guardZip(path: string): Promise<void> {
  const name = basename(path)
  const entries = await listZip(path)
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const largest = entries.reduce((most, entry) => Math.max(most, entry.bytes), 0)
  if (total > TOTAL_BYTES || largest > MEMBER_BYTES) {
    throw new Refusal('file.too-large', { name, what: `${Math.round(total / 1024 ** 2)} MB` })
  }
  const zip = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true })
  try {
    for (const { entry } of entries) {
      if (entry.isEncrypted()) throw new Refusal('table.password', { name })
      // yauzl stops with an error when a member holds more than it declared.
      for await (const chunk of await zip.openReadStreamPromise(entry)) void chunk
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('file.damaged', { name, what: 'ZIP' }, error instanceof Error ? error.message : String(error))
  } finally {
    zip.close()
  }
}
