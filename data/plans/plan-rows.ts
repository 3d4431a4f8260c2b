/** A plan's document as rows of the tables that show plans to QGIS. */
import type { Geometry } from 'geojson'
import type { Place, PlanInfo, PlanItem } from '../contract/plans.ts'
import { type CellReader, fingerprint } from '../documents/cells.ts'
import { keyed, type ProjectedRow, type ProjectedRows } from '../documents/projected-tables.ts'
import { foldThai } from '../exchange/text/fold.ts'
import type { tablesOfPlan } from '../store/authored-tables.ts'
import { encodeGeometry } from '../store/geometry.ts'
import { itemIdOf, readItem, readPlan } from './plan-cells.ts'
import { tellingCells } from './telling-cells.ts'

/** The rows that follow from these records of a plan (null: the plan's own fields). A dropped plan has none. */
export function planRows(document: CellReader, planId: string, records: Iterable<string | null>): ProjectedRows {
  const plan = readPlan(document, planId)
  if (!plan || plan.dropped) return {}
  const rows: Record<PlanTable, ProjectedRow[]> = {
    ...{ plan: [], plan_item: [], plan_item_budget: [], plan_item_need: [], plan_item_goal: [] },
    ...{ plan_item_organisation: [], plan_item_source: [], plan_ceiling: [], plan_answer: [] },
  }
  for (const record of records) {
    const itemId = record === null ? null : itemIdOf(record)
    if (record === null) addFrameRows(rows, plan)
    const item = itemId === null ? null : readItem(document, planId, itemId)
    if (item) addItemRows(rows, item, fingerprint(tellingCells(document.cells(record))))
  }
  const tables = Object.entries(rows) as Array<[PlanTable, ProjectedRow[]]>
  return Object.fromEntries(tables.map(([table, list]) => [table, keyed(table, list)]))
}

type PlanTable = (typeof tablesOfPlan)[number]

function addFrameRows(rows: Record<PlanTable, ProjectedRow[]>, plan: PlanInfo): void {
  const { title, level, areaCode, firstFiscalYear, lastFiscalYear, state, entity } = plan.fields
  const plan_id = plan.id
  rows.plan.push({
    ...{ plan_id, title, level, area_code: areaCode, state: state ?? 'draft', entity },
    ...{ first_fiscal_year: firstFiscalYear, last_fiscal_year: lastFiscalYear },
    scenario_of: plan.scenarioOf?.plan ?? null,
  })
  for (const { fiscalYear, source, amountBaht } of plan.ceilings)
    rows.plan_ceiling.push({ plan_id, fiscal_year: fiscalYear, source, amount_baht: amountBaht })
  for (const answer of plan.answers) {
    const { plan: source_plan_id, item: source_item_id, verdict, why } = answer
    rows.plan_answer.push({ plan_id, source_plan_id, source_item_id, verdict, why })
  }
}

function addItemRows(rows: Record<PlanTable, ProjectedRow[]>, item: PlanItem, contentHash: string): void {
  const ids = { item_id: item.id, plan_id: item.planId }
  rows.plan_item.push({ ...itemRow(item), content_hash: contentHash })
  for (const { fiscalYear, source, amountBaht } of item.budgets)
    rows.plan_item_budget.push({ ...ids, fiscal_year: fiscalYear, source, amount_baht: amountBaht })
  for (const { indicator, baseline, survey } of item.needs)
    rows.plan_item_need.push({ ...ids, indicator, baseline, survey })
  for (const { indicator, fiscalYear, goal } of item.goals)
    rows.plan_item_goal.push({ ...ids, indicator, fiscal_year: fiscalYear, goal })
  for (const { organisation, role } of item.roles) rows.plan_item_organisation.push({ ...ids, organisation, role })
  for (const { plan, item: sourceItem, seen } of item.sources)
    rows.plan_item_source.push({
      ...{ ...ids, source_plan_id: plan, source_item_id: sourceItem, seen_hash: fingerprint(seen) },
    })
}

/** The item's places as one geometry: of one kind where they are alike, a collection where they are not, null without any. */
export function geometryOfPlaces(places: readonly Place[]): Geometry | null {
  const parts = places.flatMap((place) => (place.geometry ? [JSON.parse(place.geometry) as Geometry] : []))
  const [first] = parts
  if (!first || parts.length === 1) return first ?? null
  const kinds = new Set(parts.map((part) => part.type.replace('Multi', '')))
  const [kind] = kinds
  if (kinds.size > 1) return { type: 'GeometryCollection', geometries: parts }
  const coordinates = parts.flatMap((part) => {
    if (part.type === 'GeometryCollection') return []
    return part.type.startsWith('Multi') ? (part.coordinates as unknown[]) : [part.coordinates as unknown]
  })
  return { type: `Multi${kind}`, coordinates } as Geometry
}

/** `geometryOfPlaces` as a layer keeps it. */
export function encodePlaces(places: readonly Place[]): Uint8Array | null {
  const geometry = geometryOfPlaces(places)
  return geometry ? encodeGeometry(geometry) : null
}

function itemRow(item: PlanItem): ProjectedRow {
  const { title, category, status, ownerUnit, objective, target, form, jointIssue, strategy, tactic } = item.fields
  const { programme, proposedTo, reason } = item.fields
  return {
    geom: encodePlaces(item.places),
    item_id: item.id,
    plan_id: item.planId,
    ...{ title, category, status, owner: ownerUnit, objective, target },
    area_code: item.places.find((place) => place.code !== null)?.code ?? null,
    budget_baht: item.budgetBaht,
    // "None" is a place too: a training project is not waiting to be placed.
    placed: item.places.length > 0 ? 1 : 0,
    dropped: item.dropped ? 1 : 0,
    ordinal: item.rank,
    ...{ form, joint_issue: jointIssue, strategy, tactic, programme, proposed_to: proposedTo, reason },
    lead: item.roles.find(({ role }) => role === 'lead')?.organisation ?? null,
    copy_of: item.copyOf,
    dropped_why: item.dropped?.why ?? null,
    // A title is found in either spelling of สระอำ and with or without spaces.
    title_folded: foldThai(title),
  }
}
