/** What a vector layer is: its encoding and its place, decided or asked, as the wizard shows it and the import takes it. */
import type { Geometry } from 'geojson'
import type { AreaIndex } from '../../areas/area-index.ts'
import type { AreaRegister } from '../../areas/register.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Box, Decision, ImportChoices, Note, SourceColumn, SourceLayer } from '../../contract/imports.ts'
import { boxOf, eachPosition } from '../../store/geometry.ts'
import { type Anchor, type CrsFinding, decideCrs } from '../doctor/crs.ts'
import {
  bytesDecoder,
  decideEncoding,
  misreadDecoder,
  type NameRegister,
  normaliseEncoding,
} from '../doctor/encoding.ts'
import { DEFAULT_DATUM, datumOptions, isOwnDatum, needsDatum } from '../doctor/projections.ts'
import { provinceBoxByCode, provinceBoxByName } from '../doctor/provinces.ts'
import { normaliseAreaCode } from '../text/area-code.ts'
import { foldThai } from '../text/fold.ts'
import type { Cell, RawFeature, VectorLayer } from './vector-source.ts'

/** What the workspace already knows, to read names back and to compare places with. */
export interface Surroundings {
  readonly register?: AreaRegister | undefined
  readonly areas?: AreaIndex | undefined
}

export interface Understood {
  readonly layer: VectorLayer
  readonly described: SourceLayer
  readonly swapped: boolean
  readonly decode: (text: string) => string
}

const SAMPLE_ROWS = 3000
const SAMPLE_TEXTS = 4000
const SAMPLE_VALUES = 5
const NAMED_SHARE = 0.8
const METRES_PER_DEGREE = 110_600

/** Looks at a sample of the layer and decides what can be decided. What a person chose is taken as it is. */
export function understandLayer(
  layer: VectorLayer,
  surroundings: Surroundings,
  choices: Pick<ImportChoices, 'crs' | 'encoding'> = {},
): Understood {
  const sample = [...layer.read({ every: Math.max(1, Math.ceil(layer.rowCount / SAMPLE_ROWS)) })]
  const encoding = chosenEncoding(choices.encoding) ?? encodingOf(layer, sample, surroundings)
  const decode = decoderOf(layer, encoding?.value ?? 'utf-8')
  const crs = layer.box ? crsOf(layer, sample, { surroundings, decode, chosen: choices.crs }) : null
  const described: SourceLayer = {
    name: layer.name,
    kind: 'vector',
    geometryTypes: layer.geometryTypes,
    rowCount: layer.rowCount,
    columns: describeColumns(layer, sample, decode),
    box: layer.box,
    crs: crs?.decision ?? null,
    datum: crs?.decision.value ? datumOptions(crs.decision.value, layer.box) : [],
    encoding,
    headerRows: [],
    notes: notesOf(layer, crs, encoding),
  }
  return { layer, described, swapped: crs?.swapped ?? false, decode }
}

function chosenEncoding(label: string | undefined): Decision<string> | null {
  if (label === undefined) return null
  const value = label === 'utf-8-as-874' ? label : normaliseEncoding(label)
  if (!value) throw new Refusal('request.invalid', { what: label })
  const reason: Note = { message: 'encoding.chosen', values: { encoding: value }, severity: 'info' }
  return { value, certainty: 'sure', reason, candidates: [{ value, label: value, score: 1 }] }
}

function encodingOf(
  layer: VectorLayer,
  sample: readonly RawFeature[],
  { register }: Surroundings,
): Decision<string> | null {
  const texts: string[] = layer.columns.map((column) => column.name)
  for (const { values } of sample) {
    for (const value of values) if (typeof value === 'string' && /[\u0080-\uffff]/.test(value)) texts.push(value)
    if (texts.length > SAMPLE_TEXTS) break
  }
  return decideEncoding({
    texts,
    raw: layer.rawText,
    declared: layer.declaredEncoding,
    register: register ? nameRegister(register) : null,
  })
}

function nameRegister(register: AreaRegister): NameRegister {
  const names = new Set(register.areas.map((area) => foldThai(area.nameTh)))
  return { hasName: (text) => names.has(foldThai(text)) }
}

function decoderOf(layer: VectorLayer, encoding: string): (text: string) => string {
  return layer.rawText ? bytesDecoder(encoding) : misreadDecoder(encoding)
}

interface CrsRequest {
  readonly surroundings: Surroundings
  readonly decode: (text: string) => string
  readonly chosen: string | undefined
}

function crsOf(
  layer: VectorLayer,
  sample: readonly RawFeature[],
  { surroundings, decode, chosen }: CrsRequest,
): CrsFinding {
  if (chosen !== undefined) {
    const reason: Note = { message: 'crs.chosen', values: { crs: chosen }, severity: 'info' }
    const candidates = [{ value: chosen, label: chosen, score: 1 }]
    return { decision: { value: chosen, certainty: 'sure', reason, candidates }, swapped: false }
  }
  const anchors = surroundings.areas ? anchorsOf(sample, surroundings.areas, decode) : []
  const placed = sample.flatMap((feature) => {
    const first = feature.geometry ? firstPosition(feature.geometry) : null
    return first ? [{ first, values: feature.values }] : []
  })
  const named = provinceColumn(placed, decode)
  return decideCrs({
    positions: Float64Array.from(placed.flatMap(({ first }) => [...first])),
    provinces: placed.map(({ values }) => named(values)),
    box: layer.box,
    declared: layer.declaredCrs,
    anchors,
  })
}

interface PlacedRow {
  readonly first: readonly [number, number]
  readonly values: readonly Cell[]
}

/** How a row's province is told: by the column whose cells are names of provinces, or area codes; nothing where none is. */
function provinceColumn(
  rows: readonly PlacedRow[],
  decode: (text: string) => string,
): (values: readonly Cell[]) => Box | null {
  const readers = [
    (value: Cell) => (typeof value === 'string' ? provinceBoxByName(decode(value)) : null),
    (value: Cell) => {
      const code = typeof value === 'string' || typeof value === 'number' ? normaliseAreaCode(value) : null
      return code && code.length >= 4 ? provinceBoxByCode(code.slice(0, 2)) : null
    },
  ]
  const width = rows[0]?.values.length ?? 0
  for (const read of readers) {
    for (let column = 0; column < width; column++) {
      const known = rows.filter(({ values }) => read(values[column] ?? null) !== null).length
      if (rows.length > 0 && known / rows.length >= NAMED_SHARE) return (values) => read(values[column] ?? null)
    }
  }
  return () => null
}

function firstPosition(geometry: Geometry): readonly [number, number] | null {
  let first: readonly [number, number] | null = null
  eachPosition(geometry, (x, y) => {
    if (Number.isFinite(x) && Number.isFinite(y)) first ??= [x, y]
  })
  return first
}

/** Polygons that carry the code of an area of the workspace: both boxes' middles. */
function anchorsOf(sample: readonly RawFeature[], areas: AreaIndex, decode: (text: string) => string): Anchor[] {
  const anchors: Anchor[] = []
  const byName = uniqueNames(areas)
  for (const { geometry, values } of sample) {
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') continue
    const area = areaOfRow(values, areas, { byName, decode })
    const box = area < 0 ? null : boxOf(geometry)
    if (!box) continue
    const [minLon, minLat, maxLon, maxLat] = areas.boxes.subarray(area * 4, area * 4 + 4)
    if (!isAbout(box[3] - box[1], maxLat! - minLat!)) continue
    anchors.push({
      x: (box[0] + box[2]) / 2,
      y: (box[1] + box[3]) / 2,
      lon: (minLon! + maxLon!) / 2,
      lat: (minLat! + maxLat!) / 2,
    })
  }
  return anchors
}

/** Is the shape about as tall as the area it names? A pond or a school that bears the name of its tambon is not. */
function isAbout(height: number, degrees: number): boolean {
  const tall = height > 5 ? height / METRES_PER_DEGREE : height
  return tall > degrees * 0.7 && tall < degrees * 1.4
}

/** Names that only one area bears; a name shared by several says nothing about the place. */
function uniqueNames(areas: AreaIndex): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  areas.namesTh.forEach((name, index) => {
    const key = foldThai(name)
    found.set(key, found.has(key) ? -1 : index)
  })
  return found
}

function areaOfRow(
  values: readonly Cell[],
  areas: AreaIndex,
  { byName, decode }: { byName: ReadonlyMap<string, number>; decode: (text: string) => string },
): number {
  let named = -1
  for (const value of values) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const code = normaliseAreaCode(value)
    const index = code === null ? -1 : areas.indexOf(code)
    if (index >= 0) return index
    if (named < 0 && typeof value === 'string') named = byName.get(foldThai(decode(value))) ?? -1
  }
  return named
}

/** Columns with readable names and a few different values each. */
function describeColumns(
  layer: VectorLayer,
  sample: readonly RawFeature[],
  decode: (text: string) => string,
): SourceColumn[] {
  return layer.columns.map((column, index) => {
    const samples = new Set<string>()
    for (const { values } of sample) {
      const value = values[index]
      if (value !== null && value !== undefined && value !== '') samples.add(cellText(value, decode))
      if (samples.size >= SAMPLE_VALUES) break
    }
    return { name: decode(column.name), type: column.type, samples: [...samples] }
  })
}

/** A value as a person reads it. */
export function cellText(value: Cell, decode: (text: string) => string): string {
  if (value === null) return ''
  return typeof value === 'string' ? decode(value) : String(value)
}

function notesOf(layer: VectorLayer, crs: CrsFinding | null, encoding: Decision<string> | null): Note[] {
  const decided = [crs?.decision, encoding].filter((decision) => decision !== null && decision !== undefined)
  return [...layer.notes, ...decided.filter(({ certainty }) => certainty !== 'sure').map(({ reason }) => reason)]
}

/** The datum operation an import uses: the person's choice, else EPSG:1304; null where the system needs none. */
export function datumFor(crs: string, chosen: string | undefined): string | null {
  if (chosen !== undefined && !isOwnDatum(chosen)) throw new Refusal('request.invalid', { what: `datum ${chosen}` })
  return needsDatum(crs) ? (chosen ?? DEFAULT_DATUM) : null
}
