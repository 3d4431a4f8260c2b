/** How a survey's file will be read: which column is what, of which kind, and how its coordinates become degrees. */
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices, Note } from '../contract/imports.ts'
import {
  candidateSystems,
  isGeographic,
  isOwnDatum,
  isOwnSystem,
  needsDatum,
  transformTo4326,
} from '../exchange/doctor/projections.ts'
import { isInThailand } from '../exchange/doctor/thailand.ts'
import { NO_VALUE, numberOf } from './byte-values.ts'
import { CsvReader } from './csv-reader.ts'
import { type ColumnKind, inferKind } from './infer-kind.ts'
import { bahtRoles, countRoles, indicatorNumber, placeRoles, simpleRoles, suggestRoles, wordRoles } from './roles.ts'
import type { SurveyFormat } from './survey-format.ts'

export interface PlannedColumn {
  /** Field of the record. */
  readonly field: number
  readonly name: string
  readonly label: string
  readonly role: string | null
  readonly kind: ColumnKind
  /** A cell that does not fit is left out and listed; otherwise the column becomes a wider kind. */
  readonly strict: boolean
}

export interface PositionPlan {
  readonly xField: number
  readonly yField: number
  readonly crs: string
  readonly datum: string | null
  /** The source has latitude where longitude belongs, throughout; the fields above are already put right. */
  readonly swapped: boolean
}

export interface NameFields {
  readonly province: number
  readonly amphoe: number
  readonly tambon: number
}

export interface SurveyPlan {
  readonly format: SurveyFormat
  readonly columns: readonly PlannedColumn[]
  readonly position: PositionPlan | null
  readonly areaField: number
  /** Names of the place, where the file has them; a field is -1 where it has not. */
  readonly names: NameFields | null
  readonly mooField: number
  readonly idField: number
  /** Target → header, as taken. */
  readonly mapping: Readonly<Record<string, string>>
  readonly notes: readonly Note[]
}

export interface PlanRequest {
  readonly path: string
  readonly name: string
  readonly format: SurveyFormat
  readonly choices: Pick<ImportChoices, 'columns' | 'crs' | 'datum'>
  /** Does a WGS84 position lie in an area of the workspace. */
  readonly isInAreas: (lon: number, lat: number) => boolean
}

const SAMPLE_ROWS = 5000

/**
 * Reads the file's beginning and decides. Throws `import.no-column` (neither position nor area code nor tambon name, or a chosen
 * column that is not there), `import.choose-crs`, `import.outside-thailand`, `import.no-rows`.
 */
export function planSurvey(request: PlanRequest): SurveyPlan {
  const { format, name } = request
  const sample = readSample(request.path, format)
  if (sample.length === 0) throw new Refusal('import.no-rows', { name, what: '0' })
  const mapping = mapTargets(request, sample)
  const fieldOf = (role: string): number => (mapping[role] === undefined ? -1 : format.headers.indexOf(mapping[role]))
  const notes: Note[] = [...format.notes]
  const areaField = fieldOf('area_code')
  const position = planPosition(request, sample, fieldOf, notes)
  const tambon = fieldOf('tambon')
  const names = tambon < 0 ? null : { province: fieldOf('province'), amphoe: fieldOf('amphoe'), tambon }
  if (!position && areaField < 0 && !names) throw new Refusal('import.no-column', { name, target: 'lon' })
  const roles = new Map<number, string>()
  for (const role of Object.keys(mapping)) roles.set(fieldOf(role), role)
  const columns = planColumns(format.headers, roles, sample, notes)
  return {
    format,
    columns,
    position,
    areaField,
    names,
    mooField: fieldOf('moo'),
    idField: fieldOf('household_id'),
    mapping,
    notes,
  }
}

/** The first rows as text. */
export function readSample(path: string, format: SurveyFormat, limit = SAMPLE_ROWS): string[][] {
  const reader = new CsvReader(path, format)
  const rows: string[][] = []
  try {
    for (let i = 0; i < format.skip; i++) reader.next()
    while (rows.length < limit && reader.next()) {
      if (!reader.unclosed) rows.push(format.headers.map((_, field) => reader.text(field)))
    }
  } finally {
    reader.close()
  }
  return rows
}

/** Target → header: what the headers say, and over it what a person chose ('' means none). Throws `import.no-column`. */
export function mapTargets(
  { format, choices, name }: Pick<PlanRequest, 'format' | 'choices' | 'name'>,
  sample: readonly string[][],
): Record<string, string> {
  const mapping = suggestRoles(format.headers)
  for (const [target, header] of Object.entries(choices.columns)) {
    if (!simpleRoles.includes(target) && indicatorNumber(target) === null) continue
    if (header === '') delete mapping[target]
    else if (format.headers.includes(header)) mapping[target] = header
    else throw new Refusal('import.no-column', { name, target })
  }
  // "x" and "y" often hold degrees; and a file with both keeps the degrees.
  if (mapping.lon && mapping.lat && !('x' in choices.columns)) {
    delete mapping.x
    delete mapping.y
  }
  // A plain "id" that repeats is a running number of something else.
  const idAt = mapping.household_id === undefined ? -1 : format.headers.indexOf(mapping.household_id)
  if (idAt >= 0 && !('household_id' in choices.columns)) {
    const ids = sample.map((row) => row[idAt]!.trim()).filter((id) => id !== '')
    if (new Set(ids).size < ids.length * 0.9) delete mapping.household_id
  }
  return mapping
}

interface Pair {
  readonly x: number
  readonly y: number
}

function planPosition(
  request: PlanRequest,
  sample: readonly string[][],
  fieldOf: (role: string) => number,
  notes: Note[],
): PositionPlan | null {
  const degrees = fieldOf('lon') >= 0 && fieldOf('lat') >= 0
  const [xField, yField] = degrees ? [fieldOf('lon'), fieldOf('lat')] : [fieldOf('x'), fieldOf('y')]
  if (xField < 0 || yField < 0) return null
  const pairs = readPairs(sample, xField, yField)
  if (pairs.length === 0) return { xField, yField, crs: 'EPSG:4326', datum: null, swapped: false }
  const swapped = shareOf(pairs, (p) => isInThailand(p.y, p.x) || (p.y > 97 && p.y < 106 && p.x > 5 && p.x < 21)) > 0.8
  if (swapped) {
    notes.push({ message: 'households.swapped', values: {}, severity: 'warn' })
    return { xField: yField, yField: xField, crs: 'EPSG:4326', datum: null, swapped }
  }
  const { crs, datum } = chooseCrs(request, pairs)
  const transform = transformTo4326(crs, datum ?? undefined)
  const inside = shareOf(pairs, (p) => isInThailand(...(transform(p.x, p.y) as [number, number])))
  if (inside < 0.2 && fieldOf('area_code') < 0 && fieldOf('tambon') < 0) {
    const first = pairs[0]!
    throw new Refusal('import.outside-thailand', { name: request.name, what: `${first.x}, ${first.y}` })
  }
  if (crs !== 'EPSG:4326')
    notes.push({ message: 'households.crs', values: { crs, datum: datum ?? '-' }, severity: 'info' })
  return { xField, yField, crs, datum, swapped: false }
}

function readPairs(sample: readonly string[][], xField: number, yField: number): Pair[] {
  const encoder = new TextEncoder()
  const read = (text: string): number => {
    const bytes = encoder.encode(text)
    return numberOf(bytes, 0, bytes.length)
  }
  return sample
    .map((row) => ({ x: read(row[xField]!), y: read(row[yField]!) }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y) && x !== NO_VALUE && (x !== 0 || y !== 0))
}

function shareOf(pairs: readonly Pair[], test: (pair: Pair) => boolean): number {
  return pairs.filter(test).length / pairs.length
}

/** A chosen system; degrees where they look like degrees; else the only system that puts the points into the areas. */
function chooseCrs(
  { choices, name, isInAreas }: PlanRequest,
  pairs: readonly Pair[],
): { crs: string; datum: string | null } {
  const datum = choices.datum && isOwnDatum(choices.datum) ? choices.datum : 'EPSG:1304'
  const chosen = (crs: string) => ({ crs, datum: needsDatum(crs) ? datum : null })
  const looksLikeDegrees = shareOf(pairs, (p) => Math.abs(p.x) <= 180 && Math.abs(p.y) <= 90) > 0.8
  // Point layers arrive in degrees whatever system was chosen for their file.
  if (looksLikeDegrees && !(choices.crs && isGeographic(choices.crs))) return chosen('EPSG:4326')
  if (choices.crs) {
    if (!isOwnSystem(choices.crs))
      throw new Refusal('import.choose-crs', { name, candidates: candidateSystems.join(', ') })
    return chosen(choices.crs)
  }
  const fitting = candidateSystems.filter((crs) => {
    if (isGeographic(crs)) return false
    const transform = transformTo4326(crs)
    return shareOf(pairs, (p) => isInAreas(...(transform(p.x, p.y) as [number, number]))) > 0.5
  })
  if (fitting.length === 1) return chosen(fitting[0]!)
  const candidates = fitting.length > 0 ? fitting : candidateSystems.filter((crs) => !isGeographic(crs))
  throw new Refusal('import.choose-crs', { name, candidates: candidates.join(', ') })
}

function planColumns(
  headers: readonly string[],
  roles: ReadonlyMap<number, string>,
  sample: readonly string[][],
  notes: Note[],
): PlannedColumn[] {
  const taken = new Set(['fid', 'geom', 'tambon_code', 'village_code'])
  const columns: PlannedColumn[] = []
  headers.forEach((header, field) => {
    let role = roles.get(field) ?? null
    if (role !== null && placeRoles.has(role)) return
    if (header === '' && sample.every((row) => row[field]!.trim() === '')) return
    const inferred = inferKind(sample.map((row) => row[field]!))
    let { kind } = inferred
    let strict = false
    if (role !== null && (countRoles.has(role) || bahtRoles.has(role))) {
      strict = true
      kind = kind === 'real' ? 'real' : 'integer'
    } else if (indicatorNumber(role) !== null) {
      strict = inferred.answerShare >= 0.8
      if (strict) kind = 'answer'
      else {
        notes.push({ message: 'households.indicator-not-answers', values: { column: header }, severity: 'warn' })
        role = null
      }
    } else if (role !== null && wordRoles.has(role)) kind = 'words'
    columns.push({ field, name: uniqueName(header || `column ${field + 1}`, taken), label: header, role, kind, strict })
  })
  return columns
}

/** A column name that SQLite takes beside the others; case does not tell names apart there. */
export function uniqueName(header: string, taken: Set<string>): string {
  const plain =
    header
      .replace(/[\p{Cc}\u200B\uFEFF]+/gu, ' ')
      .trim()
      .replace(/^#+/, '') || 'column'
  let name = plain
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}_${n}`
  taken.add(name.toLowerCase())
  return name
}
