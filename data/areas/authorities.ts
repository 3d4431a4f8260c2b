/**
 * Local authorities (อปท.). A tambon is not an authority's area: one tambon may hold a municipality and an อบต., one municipality may
 * cover several tambons in full or in part, and an อบจ. covers a province. The links are many-to-many and say how far they go.
 */
import type { Database } from 'better-sqlite3'
import type { RefusedRow } from '../contract/imports.ts'
import type { Authority, AuthorityTambon } from '../contract/workbook.ts'
import { normaliseAreaCode } from '../exchange/text/area-code.ts'
import { foldThai } from '../exchange/text/fold.ts'

/** A row of the table as read: its cells by the columns' own names. */
export interface AuthorityRow {
  readonly row: number
  readonly authorityCode: string | null
  readonly name: string | null
  readonly kind: string | null
  readonly tambonCode: string | null
  readonly coverage: string | null
}

export interface ParsedAuthorities {
  readonly authorities: readonly Authority[]
  readonly links: readonly AuthorityTambon[]
  readonly refused: readonly RefusedRow[]
}

const kindWords: ReadonlyArray<readonly [kind: Authority['kind'], words: RegExp]> = [
  ['pao', /^(?:อบจ|องค์การบริหารส่วนจังหวัด|pao)/u],
  ['tao', /^(?:อบต|องค์การบริหารส่วนตำบล|sao|tao)/u],
  ['city-mun', /^(?:ทน|เทศบาลนคร|city-?mun)/u],
  ['town-mun', /^(?:ทม|เทศบาลเมือง|town-?mun)/u],
  ['subdistrict-mun', /^(?:ทต|เทศบาลตำบล|subdistrict-?mun)/u],
  ['special', /^(?:กทม|กรุงเทพมหานคร|เมืองพัทยา|special)/u],
]

/** The kind that a word, an abbreviation or an authority's full name says (ทต., เทศบาลตำบลโคกสี), or null. */
export function authorityKindOf(text: string | null): Authority['kind'] | null {
  const folded = foldThai(text ?? '').replaceAll('.', '')
  return kindWords.find(([, words]) => words.test(folded))?.[0] ?? null
}

/** Blank is whole: registers only mark what is partial. */
export function coverageOf(text: string | null): AuthorityTambon['coverage'] | null {
  const folded = foldThai(text ?? '').replaceAll('.', '')
  if (folded === '' || /^(?:whole|completely|complete|full|เต็ม|ทั้งหมด|ทั้งตำบล|เต็มตำบล|เต็มพื้นที่)$/u.test(folded))
    return 'whole'
  return /^(?:part|partly|partial|บางส่วน)$/u.test(folded) ? 'part' : null
}

/** Understands rows of authority and tambon, one row per link; an authority may stand alone, without a tambon (อบจ.). */
export function parseAuthorities(rows: Iterable<AuthorityRow>): ParsedAuthorities {
  const authorities = new Map<string, Authority>()
  const links = new Map<string, AuthorityTambon>()
  const refused: RefusedRow[] = []
  for (const row of rows) {
    const parsed = parseRow(row)
    if ('reason' in parsed) {
      refused.push({ row: row.row, ...parsed })
      continue
    }
    const { authority, link } = parsed
    const key = link ? `${authority.code}:${link.tambonCode}` : authority.code
    if (links.has(key) || (!link && authorities.has(key))) {
      refused.push({ row: row.row, column: 'authority_code', value: authority.code, reason: 'refused.duplicate' })
      continue
    }
    if (!authorities.has(authority.code)) authorities.set(authority.code, authority)
    if (link) links.set(key, link)
  }
  return { authorities: [...authorities.values()], links: [...links.values()], refused }
}

type ParsedRow =
  | { readonly authority: Authority; readonly link: AuthorityTambon | null }
  | Pick<RefusedRow, 'column' | 'value' | 'reason'>

function parseRow(row: AuthorityRow): ParsedRow {
  const code = row.authorityCode?.trim() ?? ''
  const nameTh = row.name?.trim().normalize('NFC') ?? ''
  if (code === '') return { column: 'authority_code', value: '', reason: 'refused.not-a-code' }
  if (nameTh === '') return { column: 'name', value: '', reason: 'refused.no-name' }
  const kind = authorityKindOf(row.kind) ?? authorityKindOf(row.kind?.trim() ? null : nameTh)
  if (!kind) return { column: 'kind', value: row.kind ?? '', reason: 'refused.not-a-kind' }
  const coverage = coverageOf(row.coverage)
  if (!coverage) return { column: 'coverage', value: row.coverage ?? '', reason: 'refused.not-a-coverage' }
  const authority = { code, nameTh, kind }
  if ((row.tambonCode?.trim() ?? '') === '') return { authority, link: null }
  const tambonCode = normaliseAreaCode(row.tambonCode)
  if (tambonCode?.length !== 6)
    return { column: 'tambon_code', value: row.tambonCode ?? '', reason: 'refused.not-a-code' }
  return { authority, link: { authorityCode: code, tambonCode, coverage } }
}

/** All local authorities of the workspace, in order of code. */
export function listAuthorities(db: Database): Authority[] {
  return db
    .prepare<[], Authority>(
      'SELECT authority_code AS code, name_th AS nameTh, kind FROM local_authority ORDER BY authority_code',
    )
    .all()
}

/** The authorities that a tambon (or village, or the tambons of an amphoe or province) lies in; partly, when it holds none of them whole. */
export function authoritiesOf(
  db: Database,
  areaCode: string,
): Array<Authority & { readonly coverage: AuthorityTambon['coverage'] }> {
  const rows = db
    .prepare<{ tambon: string }, Authority & { part: number }>(
      `SELECT a.authority_code AS code, a.name_th AS nameTh, a.kind, min(l.coverage = 'part') AS part
       FROM local_authority_tambon l JOIN local_authority a USING (authority_code)
       WHERE substr(l.tambon_code, 1, length(@tambon)) = @tambon
       GROUP BY a.authority_code ORDER BY a.authority_code`,
    )
    .all({ tambon: areaCode.slice(0, 6) })
  return rows.map(({ part, ...authority }) => ({ ...authority, coverage: part ? 'part' : 'whole' }))
}

/** The tambons that an authority covers, in order of code. */
export function tambonsOf(db: Database, authorityCode: string): AuthorityTambon[] {
  return db
    .prepare<[string], AuthorityTambon>(
      `SELECT authority_code AS authorityCode, tambon_code AS tambonCode, coverage
       FROM local_authority_tambon WHERE authority_code = ? ORDER BY tambon_code`,
    )
    .all(authorityCode)
}
