/** Local authorities and the tambons they serve into the workbook, as one undoable command. */

import { Refusal } from '../contract/errors.ts'
import type { ImportChoices, ImportOutcome, RefusedRow } from '../contract/imports.ts'
import { DocumentStore } from '../documents/store.ts'
import { lookAtTable } from '../exchange/tables/look-at-table.ts'
import type { JobContext } from '../jobs/context.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { readAuthorityFile } from './authorities-file.ts'
import { loadRegister } from './register.ts'

const LISTED_REFUSALS = 1000

/**
 * Reads the table and adds its authorities and links. Links to tambons that are not in the workspace are refused rows. Throws
 * `import.no-areas`, `import.no-rows` and what reading the table throws.
 */
export async function importAuthorities(
  source: SourceFile,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportOutcome> {
  context.progress({ step: 'job.looking', done: 0, total: 1 })
  const register = loadRegister(context.db)
  if (!register.hasLevel('tambon')) throw new Refusal('import.no-areas')
  const look = await lookAtTable(source.path)
  const parsed = await readAuthorityFile(source.path, choices.layer)
  if (parsed.authorities.length === 0) throw new Refusal('import.no-rows', { name: source.name, what: '0' })
  const known = parsed.links.filter((link) => register.byCode.has(link.tambonCode))
  const strangers = parsed.links.filter((link) => !register.byCode.has(link.tambonCode))
  const refused: RefusedRow[] = [
    ...parsed.refused,
    ...strangers.map(({ tambonCode }) => ({
      ...{ row: 0, column: 'tambon_code', value: tambonCode },
      reason: 'refused.area-not-found',
    })),
  ]
  const command = {
    type: 'importAuthorities' as const,
    authorities: [...parsed.authorities],
    links: known.map(({ authorityCode, tambonCode, coverage }) => ({
      authority: authorityCode,
      tambon: tambonCode,
      coverage,
    })),
    file: source.name,
  }
  const store = new DocumentStore(context.db)
  context.turn.holdSync(() => store.apply(command))
  return {
    datasetIds: [],
    versionIds: [],
    taken: parsed.authorities.length,
    refused: refused.length,
    refusedRows: refused.slice(0, LISTED_REFUSALS),
    join: null,
    notes: [],
    provenance: {
      ...{ file: source.name, hash: look.hash, bytes: look.bytes, format: look.format },
      ...{ layer: choices.layer ?? '', crs: null, datum: null, encoding: null, columns: choices.columns },
      ...{ importedAt: new Date().toISOString(), notes: [] },
    },
  }
}
