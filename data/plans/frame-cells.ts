/** Which cells of a plan's document hold its frame: one cell a thing, whole, under a name of its own. */
import { createHash } from 'node:crypto'
import type {
  Ceiling,
  PlanAnswer,
  PlanFreeze,
  PlanIssue,
  PlanVersion,
  ScenarioOf,
  Strategy,
} from '../contract/plan-frame.ts'
import type { PlanInfo } from '../contract/plans.ts'
import { type Cell, fieldParts, jsonCell } from '../documents/cells.ts'
import { foldThai } from '../exchange/text/fold.ts'

export const FREEZE = 'freeze'
export const SCENARIO_OF = 'scenarioOf'

export function issueField(issueId: string): string {
  return `issue:${issueId}`
}

export function strategyField(strategyId: string): string {
  return `strategy:${strategyId}`
}

export function versionField(versionId: string): string {
  return `version:${versionId}`
}

/** By its words: two laptops that add one issue meet in one cell. */
export function issueId(title: string): string {
  return idOf(['issue', foldThai(title)])
}

export function strategyId({ parent, code, title }: Pick<Strategy, 'parent' | 'code' | 'title'>): string {
  return idOf(['strategy', parent ?? '', code, foldThai(title)])
}

function idOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** The year comes first: a source may hold any character. */
export function ceilingField(fiscalYear: number, source: string): string {
  return `ceiling:${fiscalYear}:${source}`
}

export function answerField(planId: string, itemId: string): string {
  return `answer:${planId}/${itemId}`
}

/** The frame as the plan's own cells say it. */
export function readFrame(
  cells: Readonly<Record<string, Cell>>,
): Pick<PlanInfo, 'issues' | 'strategies' | 'ceilings' | 'versions' | 'answers' | 'freeze' | 'scenarioOf'> {
  return {
    issues: things<PlanIssue>(cells, 'issue').sort((a, b) => a.order - b.order || order(a.id, b.id)),
    strategies: things<Strategy>(cells, 'strategy').sort(byCode),
    ceilings: readCeilings(cells),
    versions: things<PlanVersion>(cells, 'version').sort((a, b) => order(a.at, b.at) || order(a.id, b.id)),
    answers: things<PlanAnswer>(cells, 'answer').sort((a, b) => order(a.plan, b.plan) || order(a.item, b.item)),
    freeze: jsonCell<PlanFreeze>(cells[FREEZE] ?? null),
    scenarioOf: jsonCell<ScenarioOf>(cells[SCENARIO_OF] ?? null),
  }
}

function readCeilings(cells: Readonly<Record<string, Cell>>): Ceiling[] {
  const ceilings = Object.entries(cells).flatMap(([field, cell]): Ceiling[] => {
    const parts = fieldParts(field, 'ceiling', 2)
    if (!parts || typeof cell !== 'number') return []
    return [{ fiscalYear: Number(parts[0]), source: parts[1] ?? '', amountBaht: cell }]
  })
  return ceilings.sort((a, b) => a.fiscalYear - b.fiscalYear || order(a.source, b.source))
}

function things<T>(cells: Readonly<Record<string, Cell>>, prefix: string): T[] {
  return Object.entries(cells).flatMap(([field, cell]) => {
    const value = field.startsWith(`${prefix}:`) ? jsonCell<T>(cell) : null
    return value ? [value] : []
  })
}

/** 1, 1.1, 2, 10: as people number them. */
function byCode(a: Strategy, b: Strategy): number {
  return a.order - b.order || a.code.localeCompare(b.code, 'th', { numeric: true }) || order(a.id, b.id)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
