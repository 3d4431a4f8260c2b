/** Which tambon each placed item lies in: by its own area code, else by where the middle of its shape falls. */
import type { Database } from 'better-sqlite3'
import { envelopeOf } from '../store/geometry.ts'
import { countedIn } from './read.ts'

export interface ItemInArea {
  readonly id: string
  readonly title: string
  readonly category: string | null
  readonly budgetBaht: number
  /** Tambon or village code; '' for an item that lies nowhere known. */
  readonly code: string
}

/** Finds the tambon of a position, or null. */
export type LocateTambon = (lon: number, lat: number) => string | null

/** All items that stand and count, each thing once, where it arrived; the costliest first. Those of scenarios are the same thought of otherwise. */
export function listItemsWithArea(db: Database, locate: LocateTambon): ItemInArea[] {
  const rows = db
    .prepare(
      `SELECT item_id AS id, title, category, budget_baht AS budgetBaht, area_code AS areaCode, geom
       FROM plan_item i WHERE NOT dropped AND ${countedIn(db, null)}
       ORDER BY budget_baht DESC, item_id`,
    )
    .all() as (Omit<ItemInArea, 'code'> & { areaCode: string | null; geom: Uint8Array | null })[]
  return rows.map(({ areaCode, geom, ...item }) => ({ ...item, code: areaCode || tambonOf(geom, locate) }))
}

function tambonOf(geom: Uint8Array | null, locate: LocateTambon): string {
  const box = geom ? envelopeOf(geom) : null
  return box ? (locate((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) ?? '') : ''
}
