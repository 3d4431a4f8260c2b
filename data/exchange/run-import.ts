/** One import path for the wizard and the command line: the role decides which room takes the file. */
import { importAreas } from '../areas/import-areas.ts'
import { importAuthorities } from '../areas/import-authorities.ts'
import type { ResourceName } from '../contract/api.ts'
import type { ImportChoices, ImportOutcome, ImportRole } from '../contract/imports.ts'
import { SurveyCache } from '../households/cache.ts'
import { importHouseholds } from '../households/import-households.ts'
import { importPeople } from '../households/import-people.ts'
import { NO_POSITION } from '../households/survey-rows.ts'
import type { JobContext } from '../jobs/context.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { importProjects } from '../plans/import-projects.ts'
import { backUp } from '../store/backup.ts'
import { readVersion } from '../store/datasets.ts'
import { buildHouseholdTiles, buildLayerTiles } from '../tiles/overlay/build.ts'
import { openHouseholds } from './household-rows.ts'
import { importLayer } from './layer-import.ts'
import { openProjects } from './project-rows.ts'
import { importTable } from './tables/import-table.ts'

export interface ImportResult {
  readonly outcome: ImportOutcome
  readonly changed: readonly ResourceName[]
}

const changedBy: Readonly<Record<ImportRole, readonly ResourceName[]>> = {
  areas: ['workspace', 'areas', 'datasets', 'layers', 'values'],
  households: ['workspace', 'surveys', 'datasets', 'indicators', 'layers', 'values'],
  people: ['surveys', 'datasets', 'values'],
  table: ['datasets', 'indicators', 'values'],
  projects: ['workspace', 'plans', 'items', 'layers', 'history'],
  layer: ['datasets', 'layers'],
  authorities: ['workbook', 'areas', 'history'],
}

/** Imports a file, prepares its tiles and backs the workspace up. Throws what the role's import throws. */
export async function runImport(
  source: SourceFile,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportResult> {
  const outcome = await importByRole(source, choices, context)
  for (const versionId of outcome.versionIds) prepareTiles(versionId, context)
  await backUp(context.db)
  return { outcome, changed: changedBy[choices.role] }
}

async function importByRole(source: SourceFile, choices: ImportChoices, context: JobContext): Promise<ImportOutcome> {
  switch (choices.role) {
    case 'areas':
      return importAreas(source, choices, context)
    case 'households':
    case 'people': {
      const opened = await openHouseholds(source, choices, context)
      try {
        const take = choices.role === 'people' ? importPeople : importHouseholds
        return await take(opened.source, choices, context)
      } finally {
        opened.close()
      }
    }
    case 'table':
      return importTable(source, choices, context)
    case 'projects': {
      const opened = await openProjects(source, choices, context)
      try {
        return await importProjects(opened.source, choices, context)
      } finally {
        opened.close()
      }
    }
    case 'layer':
      return importLayer(source, choices, context)
    case 'authorities':
      return importAuthorities(source, choices, context)
  }
}

/** Far tiles and shapes ready to draw, so that the first look at the map does not wait for them. */
export function prepareTiles(versionId: number, context: JobContext): void {
  const { kind, datasetId } = readVersion(context.db, versionId)
  if (kind === 'layer') buildLayerTiles(context.db, versionId, context)
  if (kind !== 'households') return
  const { lons, lats } = new SurveyCache(context.db).survey(datasetId.slice('households:'.length)).positions()
  const degrees = (values: Int32Array) =>
    Float64Array.from(values, (value) => (value === NO_POSITION ? Number.NaN : value / 1e7))
  buildHouseholdTiles(context.db, versionId, { lon: degrees(lons), lat: degrees(lats), context })
}
