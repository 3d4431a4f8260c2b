/** The workbook's local authorities (อปท.) and their tambons as rows. */
import type { CellReader } from './cells.ts'
import { keyed, type ProjectedRows } from './projected-tables.ts'
import { readAuthorities } from './workbook-cells.ts'

/** Rows of local_authority and local_authority_tambon. */
export function authorityRows(document: CellReader): ProjectedRows {
  const { authorities, authorityTambons } = readAuthorities(document)
  return {
    local_authority: keyed(
      'local_authority',
      authorities.map(({ code, nameTh, kind }) => ({ authority_code: code, name_th: nameTh, kind })),
    ),
    local_authority_tambon: keyed(
      'local_authority_tambon',
      authorityTambons.map(({ authorityCode, tambonCode, coverage }) => ({
        ...{ authority_code: authorityCode, tambon_code: tambonCode, coverage },
      })),
    ),
  }
}
