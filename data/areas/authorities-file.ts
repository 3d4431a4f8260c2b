/** A file of local authorities and their tambons: any table whose headings name the five columns in Thai or English. */
import { basename } from 'node:path'
import { Refusal } from '../contract/errors.ts'
import type { SourceColumn } from '../contract/imports.ts'
import { foldHeading } from '../exchange/tables/column-words.ts'
import { lookAtTable, readTable } from '../exchange/tables/look-at-table.ts'
import { type AuthorityRow, type ParsedAuthorities, parseAuthorities } from './authorities.ts'

const headings: Readonly<Record<keyof Omit<AuthorityRow, 'row'>, readonly string[]>> = {
  authorityCode: ['authority_code', 'lao_code', 'รหัสอปท', 'รหัสองค์กรปกครองส่วนท้องถิ่น', 'code', 'รหัส'],
  name: ['name', 'name_th', 'authority_name', 'ชื่ออปท', 'ชื่อ', 'อปท', 'ชื่อองค์กรปกครองส่วนท้องถิ่น'],
  kind: ['kind', 'type', 'ประเภท', 'ประเภทอปท'],
  tambonCode: ['tambon_code', 'subdistrict_code', 'รหัสตำบล'],
  coverage: ['coverage', 'ความครอบคลุม', 'ครอบคลุม', 'เต็มบางส่วน'],
}

/**
 * Reads a table of authorities (authority_code, name, kind, tambon_code, coverage). Rows that cannot be understood come back with
 * their reasons. Throws `import.no-column` where code or name have no column, and what `lookAtTable` throws.
 */
export async function readAuthorityFile(path: string, layer?: string): Promise<ParsedAuthorities> {
  const look = await lookAtTable(path)
  const source = look.layers.find((each) => layer === undefined || each.name === layer)
  if (!source) throw new Refusal('import.no-layer', { name: basename(path), layer: layer ?? '' })
  const at = {
    authorityCode: positionOf(source.columns, 'authorityCode'),
    name: positionOf(source.columns, 'name'),
    kind: positionOf(source.columns, 'kind'),
    tambonCode: positionOf(source.columns, 'tambonCode'),
    coverage: positionOf(source.columns, 'coverage'),
  }
  if (at.authorityCode < 0) throw new Refusal('import.no-column', { name: basename(path), target: 'authority_code' })
  if (at.name < 0) throw new Refusal('import.no-column', { name: basename(path), target: 'name' })
  const rows: AuthorityRow[] = []
  for await (const batch of readTable(path, { layer: source.name })) {
    for (const { row, values } of batch) {
      const cell = (position: number): string | null => (position < 0 ? null : (values[position] ?? null))
      rows.push({
        row,
        authorityCode: cell(at.authorityCode),
        name: cell(at.name),
        kind: cell(at.kind),
        tambonCode: cell(at.tambonCode),
        coverage: cell(at.coverage),
      })
    }
  }
  return parseAuthorities(rows)
}

function positionOf(columns: readonly SourceColumn[], field: keyof typeof headings): number {
  for (const heading of headings[field]) {
    const position = columns.findIndex((column) => foldHeading(column.name) === foldHeading(heading))
    if (position >= 0) return position
  }
  return -1
}
