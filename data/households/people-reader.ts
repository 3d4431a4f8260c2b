/** Reads a table of people: one row each, with the id of their household. */
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices } from '../contract/imports.ts'
import { numberOrNull, parseNumber } from '../contract/text/number.ts'
import type { ColumnType } from '../store/layers.ts'
import { answerOfText, NO_ANSWER, PASS } from './answer-words.ts'
import { CsvReader } from './csv-reader.ts'
import type { HouseholdSource } from './household-source.ts'
import { type ColumnKind, inferKind } from './infer-kind.ts'
import { suggestRoles } from './roles.ts'
import { decideFormat, type SurveyFormat } from './survey-format.ts'
import { readSample, uniqueName } from './survey-plan.ts'

export interface PeopleColumn {
  readonly field: number
  readonly name: string
  readonly label: string
  readonly role: string | null
  readonly kind: ColumnKind
  readonly type: ColumnType
}

export interface PeoplePlan {
  readonly format: SurveyFormat
  readonly columns: readonly PeopleColumn[]
  readonly idField: number
  readonly disabledField: number
  readonly mapping: Readonly<Record<string, string>>
}

export interface PersonRow {
  readonly row: number
  readonly householdId: string
  readonly disabled: boolean
  readonly values: readonly (string | number | null)[]
  /** Cells that did not fit their column. */
  readonly leftOut: readonly { readonly column: string; readonly value: string; readonly reason: string }[]
  /** Why the row cannot be taken, with the cell that says so. */
  readonly refused: string | null
  readonly column: string
  readonly text: string
}

const typeOf: Readonly<Record<ColumnKind, ColumnType>> = {
  answer: 'INTEGER',
  integer: 'INTEGER',
  real: 'REAL',
  words: 'TEXT',
}
export const peopleRoles = ['household_id', 'disabled'] as const

/** Decides format, columns and the household id. Throws `import.no-column` without one, and what `decideFormat` throws. */
export function planPeople(path: string, source: HouseholdSource, choices: ImportChoices): PeoplePlan {
  const { name } = source
  const own = source.kind === 'rows' ? { encoding: 'utf-8', headerRow: 1 } : choices
  const format = decideFormat(path, name, {
    ...(own.encoding ? { encoding: own.encoding } : {}),
    ...(own.headerRow ? { headerRow: own.headerRow } : {}),
  })
  const mapping = mapPeople(format.headers, choices, name)
  const idField = format.headers.indexOf(mapping.household_id!)
  const disabledField = mapping.disabled === undefined ? -1 : format.headers.indexOf(mapping.disabled)
  const sample = readSample(path, format)
  const taken = new Set(['fid'])
  const columns = format.headers.map((header, field): PeopleColumn => {
    const kind = field === idField ? 'words' : inferKind(sample.map((cells) => cells[field]!)).kind
    const role = field === idField ? 'household_id' : field === disabledField ? 'disabled' : null
    return {
      field,
      name: uniqueName(header || `column ${field + 1}`, taken),
      label: header,
      role,
      kind,
      type: typeOf[kind],
    }
  })
  return { format, columns, idField, disabledField, mapping }
}

function mapPeople(headers: readonly string[], choices: ImportChoices, name: string): Record<string, string> {
  const suggested = suggestRoles(headers)
  const mapping: Record<string, string> = {}
  for (const role of peopleRoles) {
    const header = choices.columns[role] ?? suggested[role]
    if (header === undefined || header === '') continue
    if (!headers.includes(header)) throw new Refusal('import.no-column', { name, target: role })
    mapping[role] = header
  }
  if (mapping.household_id === undefined) throw new Refusal('import.no-column', { name, target: 'household_id' })
  return mapping
}

/** Every person of the file, in order. */
export function* readPeople(
  path: string,
  plan: PeoplePlan,
  onBlock: (block: Uint8Array) => void,
): Generator<PersonRow> {
  const reader = new CsvReader(path, plan.format, onBlock)
  try {
    for (let i = 0; i < plan.format.skip; i++) reader.next()
    for (let row = 1; reader.next(); row++) yield personOf(reader, plan, row)
  } finally {
    reader.close()
  }
}

function personOf(reader: CsvReader, plan: PeoplePlan, row: number): PersonRow {
  const householdId = reader.text(plan.idField).trim()
  const column = plan.format.headers[plan.idField] ?? ''
  const leftOut: PersonRow['leftOut'][number][] = []
  const values = plan.columns.map((planned) => {
    const text = reader.text(planned.field).trim()
    const value = valueOfCell(text, planned.kind)
    if (value !== undefined) return value
    leftOut.push({ column: planned.label, value: text, reason: 'left-out.not-a-number' })
    return null
  })
  const disabled = plan.disabledField >= 0 && isDisabled(reader.text(plan.disabledField))
  const refused = reader.unclosed ? 'refused.unclosed-quote' : householdId === '' ? 'refused.no-household' : null
  return { row, householdId, disabled, values, leftOut, refused, column, text: householdId }
}

/** undefined: the cell does not fit. */
function valueOfCell(text: string, kind: ColumnKind): string | number | null | undefined {
  if (text === '') return null
  if (kind === 'words') return text
  if (kind === 'answer') {
    const answer = answerOfText(text)
    return answer === NO_ANSWER ? undefined : answer <= PASS ? answer : null
  }
  const parsed = parseNumber(text)
  if (parsed.kind === 'null') return null
  return parsed.kind === 'value' && (kind === 'real' || Number.isSafeInteger(parsed.value)) ? parsed.value : undefined
}

function isDisabled(text: string): boolean {
  return answerOfText(text) === PASS || (numberOrNull(text) ?? 0) > 0
}
