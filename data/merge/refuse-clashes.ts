/**
 * An item's id is its own in the whole workspace. A pack with an item whose id another plan has is refused by itself, before anything
 * is merged, so that it keeps none of the others out.
 */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { ReadPack } from '../packs/read-pack.ts'
import type { PackRead } from './read-packs.ts'

interface Owner {
  readonly planId: string
  readonly plan: string
}

/** The packs in their order; of two that bring one id for two plans, the first keeps it. */
export function refuseClashes(db: Database, packs: readonly PackRead[]): PackRead[] {
  const coming = new Map<string, Owner>()
  return packs.map((read) => {
    if (!read.pack) return read
    const { name, pack } = read
    const clash = clashHere(db, pack) ?? clashComing(coming, pack)
    if (clash) return { name, pack: null, problem: new Refusal('merge.item-elsewhere', { name, ...clash }).toProblem() }
    for (const { id, items } of pack.documents)
      for (const item of items) coming.set(item.id, { planId: id, plan: pack.manifest.plan.title })
    return read
  })
}

interface Clash {
  readonly item: string
  readonly title: string
  /** Title of the other plan. */
  readonly plan: string
}

/** An item of the pack that stands in another plan of the workspace, dropped or not. */
function clashHere(db: Database, { documents }: ReadPack): Clash | null {
  const other = db.prepare<[string, string], { id: string; plan: string }>(
    `SELECT i.item_id AS id, coalesce(p.title, i.plan_id) AS plan
     FROM json_each(?) AS came CROSS JOIN plan_item i ON i.item_id = came.value LEFT JOIN plan p ON p.plan_id = i.plan_id
     WHERE i.plan_id <> ? LIMIT 1`,
  )
  for (const { id, items } of documents) {
    const found = other.get(JSON.stringify(items.map((item) => item.id)), id)
    const item = items.find((each) => each.id === found?.id)
    if (found && item) return { item: item.id, title: item.title, plan: found.plan }
  }
  return null
}

/** An item of the pack that a pack before it brings for another plan. */
function clashComing(coming: ReadonlyMap<string, Owner>, { documents }: ReadPack): Clash | null {
  for (const { id, items } of documents) {
    for (const item of items) {
      const owner = coming.get(item.id)
      if (owner && owner.planId !== id) return { item: item.id, title: item.title, plan: owner.plan }
    }
  }
  return null
}
