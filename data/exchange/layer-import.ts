/** A reference layer in: any vector layer, its columns kept under names that GeoPackage and QGIS take, as `layer:<slug>`. */
import { createHash } from 'node:crypto'
import type { Geometry } from 'geojson'
import { surroundingsOf } from '../areas/import-areas.ts'
import { Refusal } from '../contract/errors.ts'
import type { Box, ImportChoices, ImportOutcome, Note, RefusedRow, SourceColumn } from '../contract/imports.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { currentVersion, dropStaging, publishVersion, stageVersion } from '../store/datasets.ts'
import { boxOf, encodeGeometry } from '../store/geometry.ts'
import { type ColumnType, createLayerTable, type GeometryTypeName } from '../store/layers.ts'
import { buildLayerTiles } from '../tiles/overlay/build.ts'
import { safeColumnNames } from './vector/column-names.ts'
import {
  chooseLayer,
  type ImportSource,
  openVectorSource,
  prepareLayer,
  provenanceOf,
  type ReadyFeature,
  type ReadyLayer,
} from './vector/read-layer.ts'
import type { Cell, VectorSource } from './vector/vector-source.ts'
import { boxAround, indexInTurns, rowWriter } from './vector/write-in-turns.ts'

const ROWS_PER_POLL = 500
const LISTED_REFUSALS = 1000
const MAX_COLUMNS = 300

/**
 * Imports one layer. Throws `import.choose-layer`, `import.choose-crs`, `import.choose-encoding`, `import.too-many-columns`,
 * `import.no-rows`, `cancelled` and what opening throws. Rows whose shape is unfit are refused; rows without a shape stay.
 */
export async function importLayer(
  source: ImportSource,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportOutcome> {
  context.progress({ step: 'job.reading-layer', done: 0, total: 0 })
  const opened = await openVectorSource(source, context.cancelled)
  try {
    const layer = chooseLayer(opened, choices.layer)
    if (layer.columns.length > MAX_COLUMNS) {
      throw new Refusal('import.too-many-columns', {
        name: opened.name,
        count: layer.columns.length,
        limit: MAX_COLUMNS,
      })
    }
    const surroundings = surroundingsOf(context.db)
    const ready = await prepareLayer(opened, layer, { choices, surroundings, cancelled: context.cancelled })
    const survey = surveyShapes(opened, ready, context)
    const identity = identityOf(context, opened, { title: choices.title, layer: ready.described.name })
    return writeLayer({ opened, ready, survey, identity }, context)
  } finally {
    opened.close()
  }
}

interface ShapeSurvey {
  readonly geometryType: GeometryTypeName | null
  readonly multi: boolean
  readonly taken: number
  readonly refused: readonly RefusedRow[]
  readonly notes: readonly Note[]
}

/** Reads all rows once before anything is written: which kinds of shape there are, and what has to be left out. */
function surveyShapes(opened: VectorSource, ready: ReadyLayer, context: JobContext): ShapeSurvey {
  const kinds = new Set<string>()
  const refused: RefusedRow[] = []
  const counts = { taken: 0, mended: 0, crossing: 0, shapeless: 0 }
  for (const feature of ready.features()) {
    if (feature.row % ROWS_PER_POLL === 0) {
      stopIfCancelled(context)
      context.progress({ step: 'job.reading-layer', done: feature.row, total: ready.described.rowCount })
    }
    if (feature.reason !== null) {
      refused.push({ row: feature.row, column: '', value: '', reason: feature.reason })
      continue
    }
    counts.taken++
    if (feature.mended) counts.mended++
    if (feature.crossing) counts.crossing++
    if (feature.geometry) kinds.add(feature.geometry.type)
    else counts.shapeless++
  }
  if (counts.taken === 0) {
    throw new Refusal('import.no-rows', { name: opened.name, what: refused[0]?.reason ?? '0' })
  }
  const notes: Note[] = []
  const note = (message: string, count: number) => {
    if (count > 0) notes.push({ message, values: { count }, severity: 'warn' })
  }
  note('vector.rings-mended', counts.mended)
  note('vector.rings-crossing', counts.crossing)
  note('vector.rows-without-shape', counts.shapeless)
  return { ...typeOf(kinds), taken: counts.taken, refused, notes }
}

/** One kind keeps its name; a kind and its Multi become the Multi; anything else is GEOMETRY. */
function typeOf(kinds: ReadonlySet<string>): { geometryType: GeometryTypeName | null; multi: boolean } {
  if (kinds.size === 0) return { geometryType: null, multi: false }
  const bases = new Set([...kinds].map((kind) => kind.replace(/^Multi/, '')))
  if (bases.size > 1 || bases.has('GeometryCollection')) return { geometryType: 'GEOMETRY', multi: false }
  const multi = [...kinds].some((kind) => kind.startsWith('Multi'))
  const [base] = bases
  return { geometryType: `${multi ? 'MULTI' : ''}${base}`.toUpperCase() as GeometryTypeName, multi }
}

interface Identity {
  readonly datasetId: string
  readonly title: string
  readonly tablePrefix: string
}

/** The dataset a layer belongs to: by its title, so that a second import of the same title is its next version. */
function identityOf(
  context: JobContext,
  opened: VectorSource,
  { title, layer }: { title: string | undefined; layer: string },
): Identity {
  const shown = (title ?? layer).trim() || opened.name
  const slug = slugOf(shown)
  const own = currentVersion(context.db, `layer:${slug}`)?.table ?? ''
  // The layer list of a GeoPackage holds no name twice.
  const taken = context.db
    .prepare('SELECT 1 FROM gpkg_contents WHERE identifier = ? AND table_name <> ?')
    .get(shown, own)
  return {
    datasetId: `layer:${slug}`,
    title: taken ? `${shown} (${slug})` : shown,
    tablePrefix: `layer_${slug.replaceAll('-', '_')}`,
  }
}

/** Latin letters and digits; names in other scripts get a short hash of themselves. */
function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const hash = createHash('sha256').update(title.normalize('NFC')).digest('hex').slice(0, 8)
  if (/[\u0250-\uffff]/.test(title)) return plain === '' ? hash : `${plain}-${hash}`
  return plain === '' ? hash : plain
}

interface Writing {
  readonly opened: VectorSource
  readonly ready: ReadyLayer
  readonly survey: ShapeSurvey
  readonly identity: Identity
}

const columnTypes: Readonly<Record<SourceColumn['type'], ColumnType>> = {
  text: 'TEXT',
  date: 'TEXT',
  integer: 'INTEGER',
  real: 'REAL',
  boolean: 'BOOLEAN',
}

function writeLayer({ opened, ready, survey, identity }: Writing, context: JobContext): ImportOutcome {
  const { db, turn } = context
  const names = safeColumnNames(ready.described.columns.map(({ name }) => name))
  const columns = ready.described.columns.map(({ type, name }, index) => ({
    name: names[index]!,
    type: columnTypes[type],
    source: name,
  }))
  const notes = [...ready.notes, ...survey.notes]
  const mapping = Object.fromEntries(columns.map(({ name, source }) => [name, source]))
  const provenance = { ...provenanceOf(opened, ready, mapping), notes }
  const meta = { columns: columns.map(({ name, source }) => ({ name, label: source })) }
  const { versionId, table } = turn.holdSync(() => {
    const staged = stageVersion(db, { ...identity, kind: 'layer', contentHash: opened.hash, meta })
    createLayerTable(db, { table: staged.table, geometryType: survey.geometryType, columns })
    return staged
  })
  try {
    const box = writeFeatures({ ready, survey, table, width: columns.length }, context)
    if (survey.geometryType) buildLayerTiles(db, versionId, context)
    stopIfCancelled(context)
    turn.holdSync(() =>
      publishVersion(db, versionId, {
        rowCount: survey.taken,
        refusedCount: survey.refused.length,
        refusedRows: survey.refused,
        provenance,
        meta,
        box,
        geometryType: survey.geometryType,
        identifier: identity.title,
      }),
    )
  } catch (error) {
    turn.holdSync(() => dropStaging(db, versionId))
    throw error
  }
  return {
    datasetIds: [identity.datasetId],
    versionIds: [versionId],
    taken: survey.taken,
    refused: survey.refused.length,
    refusedRows: survey.refused.slice(0, LISTED_REFUSALS),
    join: null,
    notes,
    provenance,
  }
}

interface FeatureWriting {
  readonly ready: ReadyLayer
  readonly survey: ShapeSurvey
  readonly table: string
  readonly width: number
}

function writeFeatures({ ready, survey, table, width }: FeatureWriting, context: JobContext): Box | null {
  const total = survey.taken
  const writer = rowWriter(context, table, {
    width: width + (survey.geometryType ? 2 : 1),
    written: (done) => context.progress({ step: 'job.writing-layer', done, total }),
  })
  const boxes = new Float64Array(total * 4).fill(Number.NaN)
  let fid = 0
  for (const feature of ready.features()) {
    if (feature.reason !== null) continue
    const box = feature.geometry ? boxOf(feature.geometry) : null
    if (box) boxes.set(box, fid * 4)
    writer.add(rowOf(feature, ++fid, survey))
  }
  writer.finish()
  if (!survey.geometryType) return null
  indexInTurns(context, table, boxes)
  return boxAround(boxes)
}

function rowOf({ geometry, values }: ReadyFeature, fid: number, { geometryType, multi }: ShapeSurvey): unknown[] {
  const cells = values.map(toSql)
  if (!geometryType) return [fid, ...cells]
  return [fid, geometry ? encodeGeometry(multi ? asMulti(geometry) : geometry) : null, ...cells]
}

function toSql(value: Cell): string | number | bigint | null {
  return typeof value === 'boolean' ? Number(value) : value
}

function asMulti(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: 'MultiPoint', coordinates: [geometry.coordinates] }
    case 'LineString':
      return { type: 'MultiLineString', coordinates: [geometry.coordinates] }
    case 'Polygon':
      return { type: 'MultiPolygon', coordinates: [geometry.coordinates] }
    default:
      return geometry
  }
}
