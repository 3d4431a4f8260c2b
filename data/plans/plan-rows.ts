/** A plan's document as rows of plan, plan_item and plan_item_budget. */
import type { Geometry } from 'geojson'
import type { Place, PlanItem } from '../contract/plans.ts'
import type { CellReader } from '../documents/cells.ts'
import { keyed, type ProjectedRow, type ProjectedRows } from '../documents/projected-tables.ts'
import { encodeGeometry } from '../store/geometry.ts'
import { itemIdOf, readItem, readPlan } from './plan-cells.ts'

/** The rows that follow from these records of a plan (null: the plan's own fields). A dropped plan has none. */
export function planRows(document: CellReader, planId: string, records: Iterable<string | null>): ProjectedRows {
  const plan = readPlan(document, planId)
  if (!plan || plan.dropped) return {}
  const plans: ProjectedRow[] = []
  const items: ProjectedRow[] = []
  const budgets: ProjectedRow[] = []
  for (const record of records) {
    if (record === null) {
      const { title, level, areaCode, firstFiscalYear, lastFiscalYear, state } = plan.fields
      plans.push({
        ...{ plan_id: planId, title, level, area_code: areaCode, state: state ?? 'draft' },
        ...{ first_fiscal_year: firstFiscalYear, last_fiscal_year: lastFiscalYear },
      })
      continue
    }
    const itemId = itemIdOf(record)
    const item = itemId === null ? null : readItem(document, planId, itemId)
    if (!item) continue
    items.push(itemRow(item))
    budgets.push(...budgetRows(item))
  }
  return {
    plan: keyed('plan', plans),
    plan_item: keyed('plan_item', items),
    plan_item_budget: keyed('plan_item_budget', budgets),
  }
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

function itemRow(item: PlanItem): ProjectedRow {
  const geometry = geometryOfPlaces(item.places)
  const { title, category, status, ownerUnit, objective, target } = item.fields
  return {
    geom: geometry ? encodeGeometry(geometry) : null,
    item_id: item.id,
    plan_id: item.planId,
    ...{ title, category, status, owner: ownerUnit, objective, target },
    area_code: item.places.find((place) => place.code !== null)?.code ?? null,
    budget_baht: item.budgetBaht,
    // "None" is a place too: a training project is not waiting to be placed.
    placed: item.places.length > 0 ? 1 : 0,
    dropped: item.dropped ? 1 : 0,
    ordinal: item.rank,
  }
}

function budgetRows(item: PlanItem): ProjectedRow[] {
  return item.budgets.map((line) => ({
    ...{ item_id: item.id, plan_id: item.planId, fiscal_year: line.fiscalYear },
    ...{ source: line.source, amount_baht: line.amountBaht },
  }))
}
