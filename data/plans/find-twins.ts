/**
 * Items that are there twice: the same folded title, and the same place. The place is the same where
 * - both name one village by its code;
 * - one names a whole area (by code and without more of a shape than a point) that the other's area is, lies in or holds;
 * - their shapes come within 100 m of each other, or one holds the other;
 * - neither is placed and both, in one plan, say the same target: that is where the ผ.02 form puts the place in words.
 * Across plans an item is no twin of what it was taken from, of what was taken from the same item, nor of anything in a scenario
 * of its plan.
 */
import type { Database } from 'better-sqlite3'
import type { Geometry } from 'geojson'
import { foldThai } from '../exchange/text/fold.ts'
import { decodeGeometry } from '../store/geometry.ts'
import { areNear } from './near-shapes.ts'
import { related } from './plan-area.ts'
import type { Twin } from './rules.ts'

const SAME_PLACE_M = 100
const VILLAGE_DIGITS = 8

export interface TitledItem {
  readonly id: string
  readonly planId: string
  readonly title: string
  readonly target: string | null
  readonly areaCode: string | null
  /** Where it lies; read once, and only for items that share a title. */
  readonly shape: () => Geometry | null
}

type ByTitle = ReadonlyMap<string, readonly TitledItem[]>

/**
 * The items of all plans by folded title. What is kept of a plan is read again only where its rows are others than they were: the
 * tables carry a hash of each plan's items.
 */
export class TitleIndex {
  readonly #fold = rememberingFold()
  readonly #plans = new Map<string, { readonly hash: string; readonly titles: ByTitle }>()

  readonly fold = (text: string): string => this.#fold(text)

  /** By plan, as the tables stand now. */
  read(db: Database): ReadonlyMap<string, ByTitle> {
    const stands = db
      .prepare(`SELECT document_id, content_hash FROM phaenthi_projection WHERE table_name = 'plan_item'`)
      .raw()
      .all() as Array<[planId: string, hash: string]>
    const there = new Set(stands.map(([planId]) => planId))
    for (const planId of this.#plans.keys()) if (!there.has(planId)) this.#plans.delete(planId)
    for (const [planId, hash] of stands) {
      if (this.#plans.get(planId)?.hash === hash) continue
      const titles = Map.groupBy(readTitledItems(db, planId), ({ title }) => this.#fold(title))
      this.#plans.set(planId, { hash, titles })
    }
    return new Map([...this.#plans].map(([planId, { titles }]) => [planId, titles]))
  }
}

/** A plan's items that stand, in its order. */
function readTitledItems(db: Database, planId: string): TitledItem[] {
  const rows = db
    .prepare(
      `SELECT item_id, title, target, area_code FROM plan_item WHERE plan_id = ? AND NOT dropped ORDER BY ordinal, item_id`,
    )
    .raw()
    .all(planId) as Array<[string, string, string | null, string | null]>
  const geometry = db.prepare<[string], Uint8Array | null>('SELECT geom FROM plan_item WHERE item_id = ?').pluck()
  return rows.map(([id, title, target, areaCode]) => {
    let shape: Geometry | null | undefined
    const read = () => {
      const geom = geometry.get(id)
      return geom ? decodeGeometry(geom) : null
    }
    return {
      ...{ id, planId, title, target, areaCode },
      shape: () => {
        shape = shape === undefined ? read() : shape
        return shape
      },
    }
  })
}

export interface TwinWorld {
  readonly plans: ReadonlyMap<string, ByTitle>
  readonly fold: (text: string) => string
  /** Whether two items are one on purpose: taken from each other, or of scenarios of one plan. */
  readonly isLinked: (a: TitledItem, b: TitledItem) => boolean
  readonly planTitle: (planId: string) => string
}

/** For items of a plan that are there twice, the other one: of the same plan where there is one. */
export function findTwins(planId: string, { plans, fold, isLinked, planTitle }: TwinWorld): Map<string, Twin> {
  const twins = new Map<string, Twin>()
  const others = [...plans].filter(([id]) => id !== planId).map(([, titles]) => titles)
  for (const [key, own] of plans.get(planId) ?? []) {
    const all = [...own, ...others.flatMap((titles) => titles.get(key) ?? [])]
    if (all.length === 1) continue
    for (const item of own) {
      const other = all.find((each) => each !== item && !isLinked(item, each) && isSamePlace(item, each, fold))
      if (!other) continue
      const { planId: plan, id, title } = other
      twins.set(item.id, { plan, item: id, title, planTitle: planTitle(plan), isSamePlan: plan === planId })
    }
  }
  return twins
}

function isSamePlace(a: TitledItem, b: TitledItem, fold: (text: string) => string): boolean {
  const [shapeA, shapeB] = [a.shape(), b.shape()]
  if (!shapeA && !shapeB && a.areaCode === null && b.areaCode === null)
    return a.planId === b.planId && fold(a.target ?? '') === fold(b.target ?? '')
  if (a.areaCode !== null && b.areaCode !== null) {
    if (a.areaCode === b.areaCode && a.areaCode.length === VILLAGE_DIGITS) return true
    const isWhole = (code: string, shape: typeof shapeA) =>
      code.length < VILLAGE_DIGITS && (!shape || shape.type === 'Point')
    const namesArea = isWhole(a.areaCode, shapeA) || isWhole(b.areaCode, shapeB)
    if (namesArea && related(a.areaCode, b.areaCode)) return true
  }
  return Boolean(shapeA && shapeB && areNear(shapeA, shapeB, SAME_PLACE_M))
}

/** Groups of plans that are scenarios of each other, and of items that were taken or copied from each other. */
export function readLinks(db: Database): Pick<TwinWorld, 'isLinked'> {
  const scenarios = db.prepare('SELECT plan_id, scenario_of FROM plan WHERE scenario_of IS NOT NULL').raw().all()
  const sources = db.prepare('SELECT item_id, source_item_id FROM plan_item_source').raw().all()
  const copies = db
    .prepare(
      `SELECT i.item_id, i.copy_of FROM plan p JOIN plan_item i USING (plan_id)
       WHERE p.scenario_of IS NOT NULL AND i.copy_of IS NOT NULL`,
    )
    .raw()
    .all()
  const familyOf = groups(scenarios as Array<[string, string]>)
  const originOf = groups([...sources, ...copies] as Array<[string, string]>)
  return {
    isLinked: (a, b) =>
      (a.planId !== b.planId && familyOf(a.planId) === familyOf(b.planId)) || originOf(a.id) === originOf(b.id),
  }
}

/** Answers for anything the name of its group, which is its own where no pair names it. */
function groups(pairs: ReadonlyArray<readonly [string, string]>): (name: string) => string {
  const parent = new Map<string, string>()
  const find = (name: string): string => {
    let root = name
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next
    return root
  }
  for (const [a, b] of pairs) {
    const [one, other] = [find(a), find(b)]
    if (one !== other) parent.set(one, other)
  }
  return find
}

/** A fold that remembers: titles are compared after every change and seldom change themselves. */
function rememberingFold(): (text: string) => string {
  const folded = new Map<string, string>()
  return (text) => {
    const known = folded.get(text)
    if (known !== undefined) return known
    const fold = foldThai(text)
    folded.set(text, fold)
    return fold
  }
}
