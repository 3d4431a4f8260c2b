/** The first look at a file and the preview of an import: what would happen, what is still open. Neither writes anything. */

import { readAuthorityFile } from '../areas/authorities-file.ts'
import { surroundingsOf } from '../areas/import-areas.ts'
import { loadRegister } from '../areas/register.ts'
import type { ImportChoices, ImportPreview, Look } from '../contract/imports.ts'
import type { NewItem } from '../contract/plans.ts'
import { previewHouseholds } from '../households/preview-households.ts'
import type { JobContext } from '../jobs/context.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { previewProjects } from '../plans/import-projects.ts'
import { openHouseholds } from './household-rows.ts'
import { type LookOptions, lookAt } from './look.ts'
import { openProjects } from './project-rows.ts'
import { previewTable } from './tables/preview-table.ts'
import { previewVector } from './vector/preview.ts'

const SAMPLE_ROWS = 20

type ReadContext = Pick<JobContext, 'db' | 'cancelled'>

/** Looks at a file with the workspace's areas to read names back and compare places with. Throws what `lookAt` throws. */
export function lookAtSource(
  source: SourceFile,
  { db, cancelled }: ReadContext,
  { encoding, headerRow }: LookOptions['reading'] = {},
): Promise<Look> {
  const reading = { encoding, headerRow }
  return lookAt(source.path, { ...surroundingsOf(db), name: source.name, cancelled, reading })
}

/** The preview of an import by its role. Open decisions are listed; throws what opening the file throws. */
export async function previewImport(
  source: SourceFile,
  choices: ImportChoices,
  context: ReadContext,
): Promise<ImportPreview> {
  switch (choices.role) {
    case 'areas':
    case 'layer':
      return previewVector(source, choices, context)
    case 'table': {
      const look = await lookAtSource(source, context)
      return previewTable({
        path: source.path,
        name: source.name,
        choices,
        register: loadRegister(context.db),
        look,
        cancelled: context.cancelled,
      })
    }
    case 'households':
    case 'people': {
      const look = await lookAtSource(source, context, choices)
      const chosen = withOnlyLayer(look, choices)
      if (!chosen) return chooseLayerFirst(look, choices)
      const opened = await openHouseholds(source, chosen, context)
      try {
        return await previewHouseholds(opened.source, chosen, { look, db: context.db })
      } finally {
        opened.close()
      }
    }
    case 'projects':
      return previewOfProjects(source, choices, context)
    case 'authorities':
      return previewOfAuthorities(source, choices, context)
  }
}

async function previewOfProjects(
  source: SourceFile,
  choices: ImportChoices,
  context: ReadContext,
): Promise<ImportPreview> {
  const look = await lookAtSource(source, context, choices)
  const chosen = withOnlyLayer(look, choices) ?? (look.format === 'json' ? choices : null)
  if (!chosen) return chooseLayerFirst(look, choices)
  const opened = await openProjects(source, chosen, context)
  try {
    const { plan, targets, sample, open } = await previewProjects(opened.source, chosen)
    const layer = look.layers.find(({ name }) => name === chosen.layer) ?? look.layers[0]
    if (!layer) throw new Error('a file without layers was looked at')
    const columns = Object.fromEntries(targets.flatMap(({ target, column }) => (column ? [[target, column]] : [])))
    return {
      choices: { ...chosen, plan: chosen.plan ?? plan.title, columns: { ...columns, ...chosen.columns } },
      layer,
      targets,
      sampleRows: sample.map(itemCells),
      shapes: null,
      join: null,
      open,
    }
  } finally {
    opened.close()
  }
}

async function previewOfAuthorities(
  source: SourceFile,
  choices: ImportChoices,
  context: ReadContext,
): Promise<ImportPreview> {
  const look = await lookAtSource(source, context)
  const chosen = withOnlyLayer(look, choices)
  const layer = look.layers.find(({ name }) => name === chosen?.layer)
  if (!chosen || !layer) return chooseLayerFirst(look, choices)
  const { authorities } = await readAuthorityFile(source.path, layer.name)
  const sampleRows = authorities.slice(0, SAMPLE_ROWS).map(({ code, nameTh, kind }) => ({ code, nameTh, kind }))
  return { choices: chosen, layer, targets: [], sampleRows, shapes: null, join: null, open: [] }
}

function itemCells({ fields, budgets }: NewItem): Record<string, string> {
  const words = Object.entries(fields).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  const money = budgets.map(({ fiscalYear, amountBaht }) => [String(fiscalYear), String(amountBaht)])
  return Object.fromEntries([...words, ...money])
}

function withOnlyLayer(look: Look, choices: ImportChoices): ImportChoices | null {
  if (choices.layer !== undefined) return choices
  const only = look.layers.length === 1 ? look.layers[0] : undefined
  return only ? { ...choices, layer: only.name } : null
}

function chooseLayerFirst(look: Look, choices: ImportChoices): ImportPreview {
  const layer = look.layers[0]
  if (!layer) throw new Error('a file without layers was looked at')
  return { choices, layer, targets: [], sampleRows: [], shapes: null, join: null, open: ['layer'] }
}
