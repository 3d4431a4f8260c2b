/** What is frozen around a plan that is agreed: which boundaries, and what each indicator meant. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { areaLevels } from '../contract/imports.ts'
import type { IndicatorDefinition } from '../contract/indicators.ts'
import type { PlanFreeze } from '../contract/plan-frame.ts'
import type { Workbook } from '../contract/workbook.ts'
import { currentVersion } from '../store/datasets.ts'
import { builtInSets, type CatalogueInput, findIndicator } from './catalogue.ts'

/** Content hashes of the current boundaries by level, and the definitions and breaks of the indicators named that are known here. */
export function freezeWorld(
  input: CatalogueInput,
  { db, breaks, named }: { db: Database; breaks: Workbook['breaks']; named: readonly string[] },
): Pick<PlanFreeze, 'boundaries' | 'indicators'> {
  const boundaries: Record<string, string> = {}
  for (const level of areaLevels) {
    const hash = currentVersion(db, `areas:${level}`)?.contentHash
    if (hash) boundaries[level] = hash
  }
  return {
    boundaries,
    indicators: named.flatMap((id) => {
      const definition = definitionOf(input, id)
      if (!definition) return []
      const frozen = JSON.parse(JSON.stringify(definition)) as PlanFreeze['indicators'][number]['definition']
      return [{ id, setVersion: versionOf(definition), definition: frozen, breaks: breaks[id] ?? null }]
    }),
  }
}

/** Null where the workspace does not know it, or no more. */
export function definitionOf(input: CatalogueInput, id: string): IndicatorDefinition | null {
  try {
    return findIndicator(input, id).definition
  } catch (error) {
    if (error instanceof Refusal && error.code === 'indicator.unknown') return null
    throw error
  }
}

/** Of a built-in set its version; own indicators and tables have none but what they say. */
export function versionOf({ set }: IndicatorDefinition): number {
  return builtInSets().find((each) => each.set === set)?.version ?? 0
}
