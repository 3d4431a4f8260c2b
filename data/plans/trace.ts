/**
 * Where every baht of a plan comes from: each item that counts, down to the items at the bottom that it stands on. Nothing is counted
 * twice: an item that stands on what another item of the plan stands on as well is named and left out.
 */
import type { Database } from 'better-sqlite3'
import type { SourceDetail, Trace, TraceRow } from '../contract/roll-up.ts'
import type { CellReader } from '../documents/cells.ts'
import type { DocumentStore } from '../documents/store.ts'
import { standsIn } from './joint-lines.ts'
import { readSourceLinks, type SourceLinks, uncountedItems } from './overlaps.ts'
import { itemRecord, readItem, readPlan } from './plan-cells.ts'
import { isTelling, tellingCells } from './telling-cells.ts'

interface TracedItem {
  readonly itemId: string
  readonly planId: string
  readonly planTitle: string
  readonly title: string
  readonly budgetBaht: number
  readonly reason: string | null
  readonly isDropped: number
  readonly droppedWhy: string | null
}

/** The whole trace of a plan, in its order. */
export function tracePlan(db: Database, planId: string): Trace {
  const items = readTraced(db)
  const sources = readSourceLinks(db)
  const needs = Map.groupBy(readNeeds(db), ({ itemId }) => itemId)
  const own = [...items.values()].filter((item) => item.planId === planId && item.isDropped === 0)
  const twice = uncountedItems(db, planId)
  const missing: Trace['missing'][number][] = []
  const rows = own
    .filter(({ itemId }) => !twice.has(itemId))
    .map(({ itemId, title, budgetBaht }): TraceRow => {
      const known = missing.length
      const leaves = leavesOf(itemId, { items, sources, missing })
      const isOwn = !sources.has(itemId)
      return {
        ...{ itemId, title, budgetBaht, isOwn, isWhole: missing.length === known },
        leaves: leaves.map(({ isDropped, droppedWhy, ...leaf }) => ({
          ...leaf,
          dropped: isDropped === 0 ? null : (droppedWhy ?? ''),
          needs: (needs.get(leaf.itemId) ?? []).map(({ indicator }) => indicator),
        })),
      }
    })
  return {
    totalBaht: rows.reduce((sum, { budgetBaht }) => sum + budgetBaht, 0),
    rows,
    twice: own
      .filter(({ itemId }) => twice.has(itemId))
      .map(({ itemId, title, budgetBaht }) => ({ itemId, title, budgetBaht })),
    missing,
  }
}

/** What an item was taken from and what has changed there since, for whoever decides about it. */
export function sourcesOf(store: DocumentStore, planId: string, itemId: string): SourceDetail[] {
  const plan = store.open(planId)
  const item = readItem(plan, planId, itemId)
  const own = plan.cells(itemRecord(itemId))
  return (item?.sources ?? []).map(({ plan: below, item: source, planTitle, seen, at, by }) => {
    const document = below === planId ? null : store.open(below)
    const found = document && readItem(document, below, source)
    const now = found && document ? tellingCells(document.cells(itemRecord(source))) : null
    const changes = now
      ? changedFields(seen, now).map((field) => ({
          ...{ field, before: seen[field] ?? null, after: now[field] ?? null },
          own: own[standsIn(field, { plan: below, item: source }, (name) => own[name] ?? null)] ?? null,
        }))
      : []
    return {
      source: { plan: below, item: source, at, by },
      planTitle: (document && titleOf(document, below)) ?? planTitle,
      title: found?.fields.title ?? String(seen.title ?? ''),
      budgetBaht: found?.budgetBaht ?? null,
      reason: found?.fields.reason ?? null,
      needs: found?.needs.map(({ indicator }) => indicator) ?? [],
      dropped: found?.dropped?.why ?? null,
      changes,
    }
  })
}

function titleOf(document: CellReader, planId: string): string | null {
  return readPlan(document, planId)?.fields.title ?? null
}

function changedFields(seen: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string[] {
  return [...new Set([...Object.keys(seen), ...Object.keys(now)])]
    .filter((field) => isTelling(field) && (seen[field] ?? null) !== (now[field] ?? null))
    .sort()
}

function readTraced(db: Database): Map<string, TracedItem> {
  const rows = db
    .prepare(
      `SELECT i.item_id AS itemId, i.plan_id AS planId, p.title AS planTitle, i.title, i.budget_baht AS budgetBaht, i.reason,
         i.dropped AS isDropped, i.dropped_why AS droppedWhy
       FROM plan_item i JOIN plan p ON p.plan_id = i.plan_id ORDER BY i.ordinal, i.item_id`,
    )
    .all() as TracedItem[]
  return new Map(rows.map((row) => [row.itemId, row]))
}

function readNeeds(db: Database): Array<{ readonly itemId: string; readonly indicator: string }> {
  return db.prepare('SELECT item_id AS itemId, indicator FROM plan_item_need').all() as Array<{
    itemId: string
    indicator: string
  }>
}

interface Tracing {
  readonly items: ReadonlyMap<string, TracedItem>
  readonly sources: SourceLinks
  readonly missing: Trace['missing'][number][]
}

/** The items at the bottom, each once. One that was dropped since is where it ends: nothing below it is planned by way of it any more. */
function leavesOf(itemId: string, { items, sources, missing }: Tracing): TracedItem[] {
  const leaves = new Map<string, TracedItem>()
  const seen = new Set<string>([itemId])
  const open = [...(sources.get(itemId) ?? [])]
  for (let next = open.shift(); next; next = open.shift()) {
    if (seen.has(next.item)) continue
    seen.add(next.item)
    const found = items.get(next.item)
    const below = sources.get(next.item) ?? []
    if (!found) missing.push({ itemId, plan: next.plan, item: next.item })
    else if (below.length === 0 || found.isDropped === 1) leaves.set(found.itemId, found)
    else open.push(...below)
  }
  return [...leaves.values()]
}
