/** Which column is what, by its heading and, where headings say little (`id`), by what stands in it. */
import type { AreaRegister } from '../../areas/register.ts'
import type { SourceColumn } from '../../contract/imports.ts'
import { joinAreaCode, levelOfCode, normaliseAreaCode } from '../text/area-code.ts'
import {
  type CodeLevel,
  codeHeadings,
  codeLevels,
  foldHeading,
  meaningOf,
  nameHeadings,
  valueTargets,
  yearHeadings,
} from './column-words.ts'

/** Target → source column, for every target that a column could be found for. */
export function suggestColumns(columns: readonly SourceColumn[], register: AreaRegister): Record<string, string> {
  const mapping: Record<string, string> = {}
  const put = (target: string, column: SourceColumn | undefined): void => {
    if (column && mapping[target] === undefined) mapping[target] = column.name
  }
  const codes = codeColumns(columns, register)
  put('code', codes.code)
  put('province-code', codes.provinceCode)
  put('amphoe-code', codes.amphoeCode)
  for (const level of ['province', 'amphoe', 'tambon', 'village'] as const) {
    put(
      level,
      columns.find((column) => column.type === 'text' && column === byHeading(columns, nameHeadings(level))),
    )
  }
  // A bare `name` beside a code is the name of what the code says.
  const named = ['province', 'amphoe', 'tambon', 'village'].some((level) => mapping[level] !== undefined)
  if (!named || finestNamed(mapping) === 'none') put('name', byHeading(columns, nameHeadings('any')))
  put('year', byHeading(columns, yearHeadings))
  for (const target of valueTargets)
    put(
      target,
      columns.find((column) => meaningOf(column.name) === target && !used(mapping, column)),
    )
  return mapping
}

function used(mapping: Readonly<Record<string, string>>, column: SourceColumn): boolean {
  return Object.values(mapping).includes(column.name)
}

function finestNamed(mapping: Readonly<Record<string, string>>): string {
  return ['village', 'tambon', 'amphoe'].find((level) => mapping[level] !== undefined) ?? 'none'
}

function byHeading(columns: readonly SourceColumn[], headings: readonly string[]): SourceColumn | undefined {
  for (const heading of headings) {
    const found = columns.find((column) => foldHeading(column.name) === heading)
    if (found) return found
  }
  return undefined
}

interface CodeColumns {
  readonly code?: SourceColumn | undefined
  readonly provinceCode?: SourceColumn | undefined
  readonly amphoeCode?: SourceColumn | undefined
}

function codeColumns(columns: readonly SourceColumn[], register: AreaRegister): CodeColumns {
  for (const level of codeLevels) {
    const column = byHeading(columns, codeHeadings(level))
    if (!column) continue
    if (holdsCodes(column, level)) return { code: finer(columns, column) }
    const parts = partsOf(columns, column, level)
    if (parts) return parts
  }
  return { code: columns.find((column) => knownShare(column, register) >= 0.6) }
}

/** A list of tambons has its own code as a bare `id` beside the `district_id` it belongs to: the finer one says where a row is. */
function finer(columns: readonly SourceColumn[], found: SourceColumn): SourceColumn {
  const bare = byHeading(columns, codeHeadings('any'))
  return bare && holdsCodes(bare, 'any') && digitsOf(bare) > digitsOf(found) ? bare : found
}

function digitsOf(column: SourceColumn): number {
  return Math.max(0, ...column.samples.map((text) => normaliseAreaCode(text)?.length ?? 0))
}

/** `id` is a code only where its values are; a column that is called so by its level is believed. */
function holdsCodes(column: SourceColumn, level: CodeLevel): boolean {
  const codes = column.samples.map(normaliseAreaCode)
  if (codes.length === 0) return level !== 'any'
  const good = codes.filter((code) => code !== null && fits(code, level)).length
  return good >= codes.length * 0.6
}

/** Two digits alone are a province's code in its own column, and anything's number elsewhere. */
function fits(code: string, level: CodeLevel): boolean {
  return level === 'any' ? code.length >= 4 : levelOfCode(code) === level || code.length > 2
}

/** Province 40, amphoe 1, tambon 2 in three columns. */
function partsOf(columns: readonly SourceColumn[], column: SourceColumn, level: CodeLevel): CodeColumns | null {
  const provinceCode = byHeading(columns, codeHeadings('province'))
  const amphoeCode = byHeading(columns, codeHeadings('amphoe'))
  if (!provinceCode || (level === 'tambon' && !amphoeCode) || (level !== 'tambon' && level !== 'amphoe')) return null
  const parts = [provinceCode, ...(level === 'tambon' ? [amphoeCode] : []), column]
  const joined = joinAreaCode(parts.map((part) => part?.samples[0]))
  if (joined === null) return null
  return { code: column, provinceCode, ...(level === 'tambon' ? { amphoeCode } : {}) }
}

function knownShare(column: SourceColumn, register: AreaRegister): number {
  if (column.type === 'real' || column.samples.length === 0) return 0
  const known = column.samples
    .map(normaliseAreaCode)
    .filter((code) => code !== null && code.length >= 4 && register.byCode.has(code))
  return known.length / column.samples.length
}
