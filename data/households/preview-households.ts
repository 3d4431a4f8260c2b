/** What an import of a survey would do, from the beginning of its file: mapping, sample rows, where the first points lie. */
import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { loadAreaIndex } from '../areas/area-index.ts'
import { loadRegister } from '../areas/register.ts'
import { Refusal } from '../contract/errors.ts'
import type { ImportChoices, ImportPreview, JoinReport, Look } from '../contract/imports.ts'
import { numberOrNull } from '../contract/text/number.ts'
import { isGeographic, transformTo4326 } from '../exchange/doctor/projections.ts'
import { createJoiner } from '../exchange/join/join-rows.ts'
import { CsvReader } from './csv-reader.ts'
import { type HouseholdSource, sourceFile } from './household-source.ts'
import { peopleRoles } from './people-reader.ts'
import { PlaceFinder, type TambonLookup } from './place-finder.ts'
import { indicatorNumber, simpleRoles, suggestRoles } from './roles.ts'
import { scratchFolder } from './scratch-folder.ts'
import { decideFormat, type SurveyFormat } from './survey-format.ts'
import { mapTargets, type PositionPlan, planSurvey, readSample, type SurveyPlan } from './survey-plan.ts'

const SAMPLE_ROWS = 20
const SHAPES = 300
const PREVIEW_ROWS = 5000

/**
 * Suggests a mapping and says what is still open (`crs`, `encoding`, `columns`). Throws `import.no-areas`, `file.empty` and
 * other refusals that no choice would mend.
 */
export async function previewHouseholds(
  source: HouseholdSource,
  choices: ImportChoices,
  { look, db }: { look: Look; db: Database },
): Promise<ImportPreview> {
  const layer = look.layers.find(({ name }) => name === choices.layer) ?? look.layers[0]
  if (!layer) throw new Refusal('file.empty', { name: look.name })
  const base = { choices, layer, targets: [], sampleRows: [], shapes: null, join: null }
  const scratch = scratchFolder()
  try {
    const path = await sourceFile(namesPlaces(source, choices) ? source : firstRows(source), scratch, () => {})
    const own = source.kind === 'rows' ? { encoding: 'utf-8', headerRow: 1 } : choices
    const format = decideFormat(path, source.name, {
      ...(own.encoding ? { encoding: own.encoding } : {}),
      ...(own.headerRow ? { headerRow: own.headerRow } : {}),
    })
    return { ...base, ...previewOf({ path, name: source.name, format, choices, db }) }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'import.choose-encoding') return { ...base, open: ['encoding'] }
    throw error
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface PreviewRequest {
  readonly path: string
  readonly name: string
  readonly format: SurveyFormat
  readonly choices: ImportChoices
  readonly db: Database
}

function previewOf(request: PreviewRequest): Omit<ImportPreview, 'layer'> {
  const { path, format, choices } = request
  const sample = readSample(path, format, PREVIEW_ROWS)
  const mapping = mapTargets(request, sample)
  const { open, position, join } = choices.role === 'people' ? openForPeople(mapping) : openForHouseholds(request)
  const targets = choices.role === 'people' ? [...peopleRoles] : [...simpleRoles, ...indicatorsOf(mapping)]
  return {
    choices: { ...choices, columns: { ...pick(mapping, targets), ...choices.columns } },
    targets: targets.map((target) => ({
      target,
      required: target === 'household_id' && choices.role === 'people',
      column: mapping[target] ?? null,
    })),
    sampleRows: sample.slice(0, SAMPLE_ROWS).map((cells) => rowOf(format.headers, cells)),
    shapes: position ? pointsOf(sample, position) : null,
    join,
    open,
  }
}

interface Understood extends Pick<ImportPreview, 'open' | 'join'> {
  readonly position: PositionPlan | null
}

function openForPeople(mapping: Readonly<Record<string, string>>): Understood {
  return { open: mapping.household_id === undefined ? ['columns'] : [], position: null, join: null }
}

function openForHouseholds(request: PreviewRequest): Understood {
  const areas = loadAreaIndex(request.db, 'tambon')
  try {
    const plan = planSurvey({ ...request, isInAreas: (lon, lat) => areas.locate(lon, lat) >= 0 })
    return { open: [], position: plan.position, join: plan.names && joinNames(request, plan, areas) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'import.choose-crs') return { open: ['crs'], position: null, join: null }
    if (error.code === 'import.no-column') return { open: ['columns'], position: null, join: null }
    throw error
  }
}

/** How the whole file's names meet tambons: a name that nobody has seen yet may stand in the last row. */
function joinNames({ path, db, choices }: PreviewRequest, plan: SurveyPlan, areas: TambonLookup): JoinReport | null {
  const joiner = createJoiner({ register: loadRegister(db), level: 'tambon', settled: choices.joins })
  const finder = new PlaceFinder(plan, { codes: areas.codes, locate: areas.locate, joiner })
  const reader = new CsvReader(path, plan.format)
  try {
    for (let i = 0; i < plan.format.skip; i++) reader.next()
    while (reader.next()) if (!reader.unclosed) finder.find(reader)
  } finally {
    reader.close()
  }
  return finder.joinResult()?.report ?? null
}

function indicatorsOf(mapping: Readonly<Record<string, string>>): string[] {
  return Object.keys(mapping)
    .filter((target) => indicatorNumber(target) !== null)
    .sort()
}

function pick(mapping: Readonly<Record<string, string>>, targets: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    targets.flatMap((target) => (mapping[target] === undefined ? [] : [[target, mapping[target]]])),
  )
}

function rowOf(headers: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(headers.map((header, field) => [header, cells[field] ?? '']))
}

function pointsOf(
  sample: readonly string[][],
  { xField, yField, crs, datum }: PositionPlan,
): GeoJSON.FeatureCollection {
  const transform = isGeographic(crs) && crs === 'EPSG:4326' ? null : transformTo4326(crs, datum ?? undefined)
  const step = Math.max(1, Math.floor(sample.length / SHAPES))
  const features = sample.flatMap((cells, index): GeoJSON.Feature[] => {
    if (index % step !== 0) return []
    const [x, y] = [numberOrNull(cells[xField]), numberOrNull(cells[yField])]
    if (x === null || y === null) return []
    const [lon, lat] = transform ? transform(x, y) : [x, y]
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return []
    return [{ type: 'Feature', properties: { row: index + 1 }, geometry: { type: 'Point', coordinates: [lon, lat] } }]
  })
  return { type: 'FeatureCollection', features: features.slice(0, SHAPES) }
}

/** Whether places may have to be told by name, as far as the headers say. A CSV file is never cut. */
function namesPlaces(source: HouseholdSource, { role, columns }: ImportChoices): boolean {
  if (source.kind === 'csv' || role === 'people' || columns.tambon === '') return false
  return columns.tambon !== undefined || 'tambon' in suggestRoles(source.headers)
}

/** A preview needs the beginning only; reading all rows of a spreadsheet could take minutes. */
function firstRows(source: HouseholdSource): HouseholdSource {
  if (source.kind === 'csv') return source
  const { rows } = source
  async function* first(): AsyncGenerator<readonly string[]> {
    let count = 0
    for await (const row of rows) {
      if (count++ >= PREVIEW_ROWS) return
      yield row
    }
  }
  return { ...source, rows: first() }
}
