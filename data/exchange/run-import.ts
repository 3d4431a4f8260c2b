/** One import path for the wizard and the command line: the role decides which room takes the file. */
import { importAreas } from '../areas/import-areas.ts'
import { importAuthorities } from '../areas/import-authorities.ts'
import type { ResourceName } from '../contract/api.ts'
import type { ImportChoices, ImportOutcome, ImportRole } from '../contract/imports.ts'
import { importHouseholds } from '../households/import-households.ts'
import { importPeople } from '../households/import-people.ts'
import type { JobContext } from '../jobs/context.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { importProjects } from '../plans/import-projects.ts'
import { backUp } from '../store/backup.ts'
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

/** Imports a file and backs the workspace up. Throws what the role's import throws; nothing is visible then. */
export async function runImport(
  source: SourceFile,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportResult> {
  const outcome = await importByRole(source, choices, context)
  await backUpAfter(context)
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

/** The import is done and seen by now: a backup that fails (a full disk, say) must not make it look undone. */
async function backUpAfter({ db, progress }: JobContext): Promise<void> {
  try {
    await backUp(db, { progress: (done, total) => progress({ step: 'job.backing-up', done, total }) })
  } catch (error) {
    console.error(`the backup after an import failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}
