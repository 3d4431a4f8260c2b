/** What an import of a vector layer would do, before it does: the rows, the shapes where they would land, what is still open. */
import type { Database } from 'better-sqlite3'
import type { Feature, Geometry, Position } from 'geojson'
import { areaTargets } from '../../areas/import-area-columns.ts'
import { suggestAreaColumns, surroundingsOf } from '../../areas/import-areas.ts'
import type { ImportChoices, ImportPreview, SourceLayer } from '../../contract/imports.ts'
import { boxOf } from '../../store/geometry.ts'
import { chooseLayer, type ImportSource, openVectorSource, prepareLayer, type ReadyLayer } from './read-layer.ts'
import { cellText, understandLayer } from './understand.ts'
import type { VectorSource } from './vector-source.ts'

const SAMPLE_ROWS = 20
const SHAPES = 300
/** A preview is drawn about this many pixels wide; finer than one of them is not seen. */
const PREVIEW_PIXELS = 1200

/**
 * The preview of a vector source for roles `areas` and `layer` (other roles get rows and shapes, and their own targets from
 * their own module). Decisions that are open are listed, not thrown; throws what opening throws.
 */
export async function previewVector(
  source: ImportSource,
  choices: ImportChoices,
  { db, cancelled }: { readonly db: Database; readonly cancelled?: (() => boolean) | undefined },
): Promise<ImportPreview> {
  const opened = await openVectorSource(source, cancelled)
  try {
    if (choices.layer === undefined && opened.layers.length > 1) return severalLayers(opened, choices)
    const layer = chooseLayer(opened, choices.layer)
    const surroundings = surroundingsOf(db)
    const { described } = understandLayer(layer, surroundings, choices)
    const open = openQuestions(described)
    // With an open question the likeliest answer is drawn, so that a person sees what it would mean.
    const assumed = {
      ...choices,
      crs: choices.crs ?? likely(described.crs),
      encoding: choices.encoding ?? likely(described.encoding),
    }
    const canPlace = described.crs?.certainty !== 'ask' || assumed.crs !== undefined
    const ready = canPlace ? await prepareLayer(opened, layer, { choices: assumed, surroundings, cancelled }) : null
    const targets = targetsOf(ready, choices)
    const missing = targets.targets.some((target) => target.required && target.column === null)
    return {
      choices: { ...choices, layer: layer.name, ...targets.found },
      layer: described,
      targets: targets.targets,
      sampleRows: ready ? sampleRows(ready) : [],
      shapes: ready && layer.geometryTypes.length > 0 ? sampleShapes(ready, described.rowCount) : null,
      join: null,
      open: [...open, ...(missing ? (['columns'] as const) : []), ...(targets.needsLevel ? (['level'] as const) : [])],
    }
  } finally {
    opened.close()
  }
}

function severalLayers(opened: VectorSource, choices: ImportChoices): ImportPreview {
  const layer = understandLayer(opened.layers[0]!, {}, choices).described
  return { choices, layer, targets: [], sampleRows: [], shapes: null, join: null, open: ['layer'] }
}

function openQuestions({ crs, encoding }: SourceLayer): ('crs' | 'encoding')[] {
  const open: ('crs' | 'encoding')[] = []
  if (crs?.certainty === 'ask') open.push('crs')
  if (encoding?.certainty === 'ask') open.push('encoding')
  return open
}

function likely(decision: SourceLayer['crs']): string | undefined {
  if (decision?.certainty !== 'ask') return undefined
  return decision.value ?? decision.candidates[0]?.value
}

interface Targets {
  readonly targets: ImportPreview['targets']
  readonly found: Partial<Pick<ImportChoices, 'level' | 'columns'>>
  readonly needsLevel: boolean
}

function targetsOf(ready: ReadyLayer | null, choices: ImportChoices): Targets {
  if (choices.role !== 'areas' || !ready) return { targets: [], found: {}, needsLevel: false }
  const { level, mapping } = suggestAreaColumns(ready, choices)
  const columns = { ...mapping, ...choices.columns }
  const inParts = columns.code === undefined && columns.province_code !== undefined
  const targets = areaTargets.map((target) => ({
    target,
    required: target === 'code' && !inParts,
    column: columns[target] ?? null,
  }))
  const filled = Object.fromEntries(
    Object.entries(columns).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return { targets, found: { columns: filled, ...(level ? { level } : {}) }, needsLevel: level === null }
}

function sampleRows(ready: ReadyLayer): Record<string, string>[] {
  const rows: Record<string, string>[] = []
  for (const { values } of ready.features()) {
    rows.push(
      Object.fromEntries(
        ready.described.columns.map(({ name }, index) => [name, cellText(values[index] ?? null, (text) => text)]),
      ),
    )
    if (rows.length >= SAMPLE_ROWS) break
  }
  return rows
}

/** Evenly chosen shapes over the whole layer, thinned to what a preview can show. */
function sampleShapes(ready: ReadyLayer, rowCount: number): GeoJSON.FeatureCollection {
  const every = Math.max(1, Math.ceil(rowCount / SHAPES))
  const shapes: Geometry[] = []
  for (const { row, geometry } of ready.features()) if (geometry && row % every === 0) shapes.push(geometry)
  const step = widthOf(shapes) / PREVIEW_PIXELS
  const features = shapes.map(
    (geometry): Feature => ({ type: 'Feature', properties: {}, geometry: thin(geometry, step) }),
  )
  return { type: 'FeatureCollection', features }
}

function widthOf(shapes: readonly Geometry[]): number {
  const boxes = shapes.map(boxOf).filter((box) => box !== null)
  const span = (low: 0 | 1, high: 2 | 3) =>
    boxes.reduce((most, box) => Math.max(most, box[high]), -Infinity) -
    boxes.reduce((least, box) => Math.min(least, box[low]), Infinity)
  return boxes.length === 0 ? 0 : Math.max(span(0, 2), span(1, 3))
}

/** Drops vertices nearer than a step to the last kept one; ends and rings stay. */
function thin(geometry: Geometry, step: number): Geometry {
  const line = (positions: Position[], least: number): Position[] => {
    if (positions.length <= least) return positions
    const kept = positions.filter((position, index) => {
      if (index === 0 || index === positions.length - 1) return true
      const before = positions[index - 1]!
      return (
        Math.floor(position[0]! / step) !== Math.floor(before[0]! / step) ||
        Math.floor(position[1]! / step) !== Math.floor(before[1]! / step)
      )
    })
    return kept.length < least ? positions : kept
  }
  switch (geometry.type) {
    case 'LineString':
      return { type: 'LineString', coordinates: line(geometry.coordinates, 2) }
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: geometry.coordinates.map((part) => line(part, 2)) }
    case 'Polygon':
      return { type: 'Polygon', coordinates: geometry.coordinates.map((ring) => line(ring, 4)) }
    case 'MultiPolygon':
      return {
        type: 'MultiPolygon',
        coordinates: geometry.coordinates.map((rings) => rings.map((ring) => line(ring, 4))),
      }
    default:
      return geometry
  }
}
