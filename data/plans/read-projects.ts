/**
 * A project list as items: money to whole baht, years to fiscal years, text as written (line breaks kept, \r\n as \n). A row that
 * says money or a position nobody can read is refused with that cell; a row without title and money is a stub and passed over.
 */
import type { Geometry } from 'geojson'
import type { RefusedRow } from '../contract/imports.ts'
import {
  areaCodeSchema,
  type BudgetLine,
  bahtSchema,
  type ItemFields,
  type ItemRole,
  type ItemTextField,
  itemFormOf,
  itemTextFields,
  type NewItem,
  noItemParts,
  type OrdinanceLine,
  organisationRoles,
  organisationSchema,
  type Place,
} from '../contract/plans.ts'
import { parseNumber } from '../contract/text/number.ts'
import { parseFiscalYear } from '../contract/text/year.ts'
import type { Category } from '../contract/workbook.ts'
import { normaliseAreaCode } from '../exchange/text/area-code.ts'
import { foldThai } from '../exchange/text/fold.ts'
import type { ProjectTarget } from './project-columns.ts'

/** One row as `data/exchange` gives it: cells in the order of the columns, a shape where the source has one (EPSG:4326). */
export interface ProjectRow {
  readonly row: number
  readonly values: ReadonlyArray<string | null>
  /** It adds up other rows. */
  readonly total?: boolean
  readonly geometry?: Geometry | null
  /** Not a row: the rows after it stand in the sheet of this name, and what its headings said holds no longer. */
  readonly startsSheet?: string
}

export interface ReadRow {
  readonly kind: 'item' | 'stub' | 'refused'
  readonly item?: NewItem
  readonly refusal?: RefusedRow
}

export interface RowReader {
  readonly columns: ReadonlyMap<ProjectTarget, number>
  readonly names: readonly string[]
  readonly categories: readonly Category[]
  readonly file: string
  readonly sheet: string
  readonly newId: () => string
}

/** Reads one row. */
export function readProjectRow(row: ProjectRow, reader: RowReader): ReadRow {
  if (row.total) return { kind: 'stub' }
  const cell = (target: ProjectTarget): string | null => {
    const text = row.values[reader.columns.get(target) ?? -1] ?? null
    return text === null || text.trim() === '' ? null : text.replace(/\r\n?/g, '\n')
  }
  const refuse = (target: ProjectTarget, reason: string): ReadRow => {
    const column = reader.names[reader.columns.get(target) ?? -1] ?? target
    return { kind: 'refused', refusal: { row: row.row, column, value: cell(target) ?? '', reason } }
  }
  const money = readMoney(reader.columns, cell)
  if ('failed' in money) return refuse(money.failed, money.reason)
  const title = cell('title')
  if (title === null) {
    const saysNothing =
      money.budgets.length === 0 && !itemTextFields.some((field) => field !== 'sequence' && cell(field))
    return saysNothing ? { kind: 'stub' } : refuse('title', 'refused.no-title')
  }
  // Of these a table says neither why nor when: they are no projects of the plan that is made from it.
  if (droppedWords.test(foldThai(cell('status') ?? ''))) return refuse('status', 'refused.dropped')
  const place = readPlace(row, cell, reader.newId)
  if (place === 'unreadable') return refuse('lat', 'refused.not-position')
  const { budgets, ordinances } = money
  const places = place ? [place] : []
  const roles = readRoles(cell)
  const origin = { file: reader.file, sheet: reader.sheet, row: row.row }
  return {
    kind: 'item',
    item: { fields: readFields(title, cell, reader), places, budgets, ordinances, ...noItemParts, roles, origin },
  }
}

type CellOf = (target: ProjectTarget) => string | null

function readFields(title: string, cell: CellOf, { categories }: RowReader): ItemFields {
  const fields: Partial<Record<ItemTextField, string>> = {}
  for (const field of itemTextFields) {
    const text = cell(field)
    if (text !== null) fields[field] = text
  }
  const category = cell('category')
  const status = readStatus(cell('status'))
  const form = itemFormOf(cell('form'))
  const known = category === null ? undefined : categories.find((each) => namesOf(each).includes(foldThai(category)))
  return {
    ...fields,
    title,
    ...(known ? { category: known.id } : {}),
    ...(status ? { status } : {}),
    ...(form ? { form } : {}),
  }
}

function namesOf({ id, nameTh, nameEn }: Category): string[] {
  return [id, nameTh, nameEn].map(foldThai)
}

const statusWords: ReadonlyArray<readonly [status: NonNullable<ItemFields['status']>, pattern: RegExp]> = [
  ['under-way', /^(?:under-?way|inprogress|(?:กำลัง|อยู่ระหว่าง)ดำเนินการ)$/],
  ['done', /^(?:done|completed?|(?:ดำเนินการ)?แล้วเสร็จ|เสร็จ(?:สิ้น|แล้ว)?)$/],
  ['agreed', /^(?:agreed|approved|เห็นชอบ(?:แล้ว)?|อนุมัติ(?:แล้ว)?)$/],
  ['proposed', /^(?:proposed|เสนอ(?:แล้ว|ขอ)?)$/],
  ['ready', /^(?:ready|planning|planned|พร้อม(?:เสนอ)?|บรรจุในแผน)$/],
  ['idea', /^(?:idea|แนวคิด|ร่าง)$/],
]

const droppedWords = /^(?:dropped|cancell?ed|ยกเลิก(?:แล้ว)?|ตัดออก(?:แล้ว)?)$/

function readStatus(text: string | null): NonNullable<ItemFields['status']> | null {
  const folded = foldThai(text ?? '')
  return statusWords.find(([, pattern]) => pattern.test(folded))?.[0] ?? null
}

type Money =
  | { readonly budgets: BudgetLine[]; readonly ordinances: OrdinanceLine[] }
  | { readonly failed: ProjectTarget; readonly reason: string }

function readMoney(columns: ReadonlyMap<ProjectTarget, number>, cell: CellOf): Money {
  const lines: { target: ProjectTarget; fiscalYear: number; amountBaht: number; source: string | null }[] = []
  for (const target of columns.keys()) {
    const [kind, year, ...source] = target.split(':')
    if (kind !== 'budget' && kind !== 'ordinance') continue
    const amountBaht = parseBaht(cell(target))
    if (amountBaht === 'unreadable') return { failed: target, reason: 'refused.not-baht' }
    if (amountBaht === null) continue
    const fiscalYear = year === undefined ? parseFiscalYear(cell('year'))?.year : Number(year)
    if (fiscalYear === undefined) return { failed: 'year', reason: 'refused.not-year' }
    lines.push({ target, fiscalYear, amountBaht, source: source.length > 0 ? source.join(':') : null })
  }
  const ordinances = lines.filter(({ target }) => target.startsWith('ordinance'))
  const bySource = lines.flatMap((line) => (line.source === null ? [] : [{ ...line, source: line.source }]))
  const wholes = lines.filter((line) => line.source === null && line.target.startsWith('budget'))
  const rests = wholes.map((line) => ({
    ...line,
    parts: bySource.filter((part) => part.fiscalYear === line.fiscalYear),
  }))
  const over = rests.find(({ amountBaht, parts }) => sumOf(parts) > amountBaht)
  if (over) return { failed: over.target, reason: 'refused.parts-over-sum' }
  // A year's column is the sum of its sources; what they leave over is from the source that the row names.
  const unsaid = rests
    .filter(({ amountBaht, parts }) => parts.length === 0 || sumOf(parts) < amountBaht)
    .map((line) => ({ ...line, amountBaht: line.amountBaht - sumOf(line.parts), source: cell('source') ?? '' }))
  return {
    budgets: [...unsaid, ...bySource].map(({ fiscalYear, source, amountBaht }) => ({ fiscalYear, source, amountBaht })),
    ordinances: ordinances.map(({ fiscalYear, amountBaht }) => ({ fiscalYear, amountBaht })),
  }
}

function sumOf(lines: ReadonlyArray<{ readonly amountBaht: number }>): number {
  return lines.reduce((sum, { amountBaht }) => sum + amountBaht, 0)
}

/** One organisation a line; on one line, parted by semicolons. */
function readRoles(cell: CellOf): ItemRole[] {
  return organisationRoles.flatMap((role) => {
    const names = (cell(role) ?? '').split(/[\n;]/u).flatMap((name) => organisationSchema.safeParse(name).data ?? [])
    return [...new Set(names)].map((organisation) => ({ organisation, role }))
  })
}

/** Whole baht of a cell (`" 1,632,820 "`, `50000.00`, `1.2 ล้านบาท`); null for blank and dash. Satang are not rounded away. */
export function parseBaht(text: string | null): number | null | 'unreadable' {
  const parsed = parseNumber(text)
  if (parsed.kind === 'null') return null
  if (parsed.kind === 'not-a-number' || parsed.percent) return 'unreadable'
  const whole = Math.round(parsed.value)
  const isWhole = Math.abs(parsed.value - whole) < 1e-6
  return isWhole && bahtSchema.safeParse(whole).success ? whole : 'unreadable'
}

function readPlace(row: ProjectRow, cell: CellOf, newId: () => string): Place | null | 'unreadable' {
  const code = areaCodeSchema.safeParse(normaliseAreaCode(cell('areaCode')))
  const areaCode = code.success ? code.data : null
  if (row.geometry) return placeOfGeometry(row.geometry, { code: areaCode, newId })
  const [lon, lat] = [cell('lon'), cell('lat')].map((text) => parseNumber(text))
  if (lon?.kind === 'value' && lat?.kind === 'value') {
    if (!isInThailand(lon.value, lat.value)) return 'unreadable'
    return placeOfGeometry({ type: 'Point', coordinates: [lon.value, lat.value] }, { code: areaCode, newId })
  }
  if (lon?.kind !== 'null' || lat?.kind !== 'null') return 'unreadable'
  return areaCode === null ? null : { id: newId(), kind: 'areaCode', geometry: null, code: areaCode, label: null }
}

function placeOfGeometry(geometry: Geometry, { code, newId }: { code: string | null; newId: () => string }): Place {
  const kind = geometry.type.includes('Point') ? 'point' : geometry.type.includes('Line') ? 'line' : 'area'
  return { id: newId(), kind, geometry: JSON.stringify(geometry), code, label: null }
}

/** The country with a margin; degrees elsewhere are swapped, projected or wrong. */
function isInThailand(lon: number, lat: number): boolean {
  return lon >= 97 && lon <= 106 && lat >= 5 && lat <= 21
}
