/** The layers of a pack as rows, and the hash that is the same wherever the same rows were made. */
import { createHash, type Hash } from 'node:crypto'
import type { CellValue, ProjectedRow } from '../documents/projected-tables.ts'
import type { GeometryTypeName } from '../store/layers.ts'

export type LayerColumnType = 'TEXT' | 'INTEGER' | 'REAL' | 'BOOLEAN'

export interface PackLayer {
  readonly table: string
  /** In QGIS's list of layers. */
  readonly identifier: string
  /** Of the column `geom`; null where the layer has none. */
  readonly geometryType: GeometryTypeName | null
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: LayerColumnType }>
  /** In the order of their keys. */
  readonly rows: readonly ProjectedRow[]
  /** QGIS's own style file, where there is one. */
  readonly qml: string | null
}

/** SHA-256 of rows in any order: the sorted hashes of each row's named cells. */
export function hashRows(columns: readonly string[], rows: Iterable<ProjectedRow>): string {
  const names = [...columns].sort()
  const each: string[] = []
  for (const row of rows) {
    const hash = createHash('sha256')
    for (const name of names) {
      addPart(hash, name)
      addCell(hash, row[name] ?? null)
    }
    each.push(hash.digest('hex'))
  }
  const all = createHash('sha256')
  for (const name of names) addPart(all, name)
  for (const hash of each.sort()) all.update(hash)
  return all.digest('hex')
}

/** Each part has its length before it, so that no two rows run into the same bytes. */
function addPart(hash: Hash, part: string | Uint8Array): void {
  const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
  hash.update(`${bytes.length}:`).update(bytes)
}

function addCell(hash: Hash, cell: CellValue): void {
  if (cell === null) hash.update('n')
  else if (typeof cell === 'number') addPart(hash.update('d'), String(cell))
  else if (typeof cell === 'string') addPart(hash.update('t'), cell)
  else addPart(hash.update('b'), cell)
}
