/**
 * What an item stands on: what it was taken from, what that was taken from, and so on down. Two items of one plan that stand on the same
 * thing, whether at once or by way of plans between, would count it twice; so one of them does not count until somebody settles it.
 */
import type { Database } from 'better-sqlite3'
import { type PlanItem, planHeight } from '../contract/plans.ts'

/** One link from an item to an item below that it was taken from. */
export interface SourceLink {
  readonly itemId: string
  readonly plan: string
  readonly item: string
}

/** Links by the item above. */
export type SourceLinks = ReadonlyMap<string, readonly SourceLink[]>

export interface Footing {
  /** Keys of everything below, at whatever depth. */
  readonly all: ReadonlySet<string>
  /** How many of them stand on nothing further. */
  readonly bottoms: number
}

export function readSourceLinks(db: Database): SourceLinks {
  const links = db
    .prepare('SELECT item_id AS itemId, source_plan_id AS plan, source_item_id AS item FROM plan_item_source')
    .all() as SourceLink[]
  return Map.groupBy(links, ({ itemId }) => itemId)
}

export function keyOfSource({ plan, item }: Pick<SourceLink, 'plan' | 'item'>): string {
  return `${plan}/${item}`
}

/** Everything that an item stands on. A ring of links, which a file from elsewhere may hold, ends where it comes round. */
export function footingOf(first: readonly Pick<SourceLink, 'plan' | 'item'>[], links: SourceLinks): Footing {
  const all = new Set<string>()
  const open = [...first]
  let bottoms = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const key = keyOfSource(next)
    if (all.has(key)) continue
    all.add(key)
    const below = links.get(next.item) ?? []
    if (below.length === 0) bottoms++
    open.push(...below)
  }
  return { all, bottoms }
}

/**
 * Not dropped items that may share what they stand on, of a plan or of all, in their plans' order. Two of one plan share something only
 * where two links lead to it, or, where plans stand on each other in a ring, which merging can bring about, at any item.
 */
const doubtfulSql = (wanted: string) => `
  WITH RECURSIVE
    pair AS MATERIALIZED (SELECT DISTINCT plan_id AS upper, source_plan_id AS lower FROM plan_item_source),
    reach AS (SELECT upper, lower FROM pair UNION SELECT r.upper, p.lower FROM reach r JOIN pair p ON p.upper = r.lower),
    shared AS (SELECT source_item_id AS item FROM plan_item_source GROUP BY source_item_id HAVING count(*) > 1),
    above AS (
      SELECT s.item_id AS item FROM shared JOIN plan_item_source s ON s.source_item_id = shared.item
      UNION SELECT s.item_id FROM plan_item_source s WHERE EXISTS (SELECT 1 FROM reach WHERE upper = lower)
      UNION SELECT s.item_id FROM above JOIN plan_item_source s ON s.source_item_id = above.item
    )
  SELECT i.plan_id AS planId, i.item_id AS itemId, p.level FROM above CROSS JOIN plan_item i ON i.item_id = above.item
  JOIN plan p ON p.plan_id = i.plan_id
  WHERE NOT i.dropped AND ${wanted}
  ORDER BY i.plan_id, i.ordinal, i.item_id`

interface Doubtful {
  readonly planId: string
  readonly itemId: string
  readonly level: string | null
}

/** SQL of `plan_item i`: what no plan above has taken, nor is of a scenario. */
export const arrivedSql = `NOT EXISTS (SELECT 1 FROM plan_item_source s JOIN plan_item u ON u.item_id = s.item_id AND NOT u.dropped
      JOIN plan up ON up.plan_id = u.plan_id AND up.scenario_of IS NULL
      WHERE s.source_item_id = i.item_id AND s.source_plan_id = i.plan_id)
    AND i.plan_id NOT IN (SELECT plan_id FROM plan WHERE scenario_of IS NOT NULL)`

/** Ids of items that do not count, of a plan or of all plans (each by itself), since others of the plan stand on what they stand on. */
export function uncountedItems(db: Database, planId: string | null): Set<string> {
  const doubtful = db.prepare(doubtfulSql('(@planId IS NULL OR i.plan_id = @planId)')).all({ planId }) as Doubtful[]
  if (doubtful.length === 0) return new Set()
  const links = readSourceLinks(db)
  const plans = Map.groupBy(doubtful, (row) => row.planId)
  return new Set([...plans.values()].flatMap((own) => [...overlappingOf(own, links)]))
}

/**
 * Ids of items that do not count where all plans are added up, of those that arrived: two plans may have taken one thing, the amphoe's and
 * the province's past it. Where both stand on as much, it counts in the higher plan.
 */
export function uncountedTogether(db: Database): Set<string> {
  const doubtful = db.prepare(doubtfulSql(arrivedSql)).all() as Doubtful[]
  if (doubtful.length === 0) return new Set()
  const fromTheTop = doubtful.toSorted((a, b) => planHeight(b.level) - planHeight(a.level))
  return overlappingOf(fromTheTop, readSourceLinks(db))
}

function overlappingOf(items: readonly Doubtful[], links: SourceLinks): Set<string> {
  return overlapping(items.map(({ itemId }) => ({ id: itemId, ...footingOf(links.get(itemId) ?? [], links) })))
}

/** The same of a plan's items as a document has them, in the plan's order, with the links of what lies below. */
export function uncountedOf(items: readonly PlanItem[], links: SourceLinks): Set<string> {
  const standing = items.filter(({ dropped, sources }) => dropped === null && sources.length > 0)
  return overlapping(standing.map(({ id, sources }) => ({ id, ...footingOf(sources, links) })))
}

/**
 * Of items in a plan's order, those that do not count. Whoever stands on most keeps it, then whoever comes first; who stands on one
 * thing that is another's does not count.
 */
export function overlapping(items: ReadonlyArray<Footing & { readonly id: string }>): Set<string> {
  const claimed = new Set<string>()
  const uncounted = new Set<string>()
  for (const { id, all } of items.toSorted((a, b) => b.bottoms - a.bottoms || b.all.size - a.all.size)) {
    if ([...all].some((key) => claimed.has(key))) uncounted.add(id)
    else for (const key of all) claimed.add(key)
  }
  return uncounted
}
