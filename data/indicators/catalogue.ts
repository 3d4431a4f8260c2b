/** Every indicator of a workspace: the built-in sets, people's own, and the columns of area tables; and where each can be had. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { IndicatorInfo } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import {
  type IndicatorDefinition,
  type IndicatorSet,
  indicatorDefinitionSchema,
  indicatorSetSchema,
} from '../contract/indicators.ts'
import type { OwnIndicator } from '../contract/workbook.ts'
import type { TableColumn } from '../exchange/tables/value-columns.ts'
import type { Survey } from '../households/cache.ts'
import { listVersions, type VersionRow } from '../store/datasets.ts'
import { tableColumns } from './table-values.ts'
import { canAnswer } from './values.ts'

const SETS_FOLDER = join(import.meta.dirname, '..', '..', 'resources', 'indicators')
const SET_ORDER = ['basics', 'bmn38', 'bmn31', 'tpmap']
let builtIn: readonly IndicatorSet[] | null = null

/** An indicator as it can be computed here. */
export type IndicatorSource =
  | { readonly kind: 'survey'; readonly definition: IndicatorDefinition }
  | {
      readonly kind: 'table'
      readonly version: VersionRow
      readonly column: TableColumn
      readonly definition: IndicatorDefinition
    }

export interface CatalogueInput {
  readonly db: Database
  readonly own: readonly OwnIndicator[]
  /** Surveys, newest first. */
  readonly surveys: readonly Survey[]
}

/** The sets that ship with Phaenthi, in the order they are offered. */
export function builtInSets(): readonly IndicatorSet[] {
  builtIn ??= readdirSync(SETS_FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => indicatorSetSchema.parse(JSON.parse(readFileSync(join(SETS_FOLDER, name), 'utf8'))))
    .sort((a, b) => SET_ORDER.indexOf(a.set) - SET_ORDER.indexOf(b.set))
  return builtIn
}

/** All indicators with the surveys or tables each is available from; own ones first. */
export function listIndicators(input: CatalogueInput): IndicatorInfo[] {
  return allSources(input).map((source) => {
    const { condition, source: _column, denominator, ...shown } = source.definition
    const available =
      source.kind === 'table'
        ? [source.version.datasetId]
        : input.surveys.filter((survey) => canAnswer(survey, source.definition)).map((survey) => survey.surveyId)
    return { ...shown, available }
  })
}

/**
 * The indicator by its id; a table's column also by its name or meaning alone (`population`), newest table first. Throws
 * `indicator.unknown`.
 */
export function findIndicator(input: CatalogueInput, id: string): IndicatorSource {
  const sources = allSources(input)
  const exact = sources.find((source) => source.definition.id === id)
  if (exact) return exact
  const tables = sources.filter((source) => source.kind === 'table').reverse()
  const named = tables.find(({ column }) => column.means === id || column.name === id || column.label === id)
  if (!named) throw new Refusal('indicator.unknown', { id })
  return named
}

function allSources({ db, own }: CatalogueInput): IndicatorSource[] {
  const survey = (definition: IndicatorDefinition): IndicatorSource => ({ kind: 'survey', definition })
  const ownDefinitions = own.flatMap((indicator) => {
    const parsed = indicatorDefinitionSchema.safeParse({ set: 'own', group: 'dimension.own', ...indicator })
    return parsed.success ? [parsed.data] : []
  })
  const tables = listVersions(db).filter((version) => version.kind === 'table' && version.current)
  return [
    ...ownDefinitions.map(survey),
    ...builtInSets().flatMap((set) => set.indicators.map(survey)),
    ...tables.flatMap((version) => tableSources(db, version)),
  ]
}

function tableSources(db: Database, version: VersionRow): IndicatorSource[] {
  return tableColumns(db, version.versionId)
    .filter((column) => column.type !== 'TEXT')
    .map((column) => ({
      kind: 'table',
      version,
      column,
      definition: indicatorDefinitionSchema.parse({
        id: `${version.datasetId}:${column.name}`,
        set: version.datasetId,
        group: version.title.slice(0, 120),
        nameTh: column.label.slice(0, 300) || column.name,
        statistic: column.statistic === 'sum' ? 'sum' : 'mean',
        unit: column.unit || 'unit.number',
      }),
    }))
}
