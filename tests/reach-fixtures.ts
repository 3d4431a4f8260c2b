/** Random households, plans and shapes, and what answers are made from, in memory: for tests of reach and lenses. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import type { Geometry } from 'geojson'
import { buildRegister } from '../data/areas/register.ts'
import type { ItemReach, Place, PlanInfo, PlanItem } from '../data/contract/plans.ts'
import { defaultCategories, type Workbook } from '../data/contract/workbook.ts'
import { surveyOf, type TestHousehold } from '../data/households/test-survey.ts'
import type { ReachSources } from '../data/reach/answer-reach.ts'
import { ReachDesk } from '../data/reach/reach-desk.ts'
import { encodeGeometry } from '../data/store/geometry.ts'

export const areas = ['400101', '40010102', '40010103', '40010201', '400102', '40020101', '45010101']
const coordinate = (from: number, to: number) =>
  fc.integer({ min: 0, max: 10_000 }).map((i) => from + ((to - from) * i) / 10_000)
const position = fc.tuple(coordinate(102, 102.1), coordinate(16, 16.1))
export const household: fc.Arbitrary<TestHousehold> = fc
  .record({
    area: fc.constantFrom(...areas),
    lon: fc.option(coordinate(102, 102.1), { freq: 12 }),
    lat: coordinate(16, 16.1),
    cells: fc.record({
      members: fc.option(fc.nat(9), { freq: 5 }),
      disabled: fc.constantFrom(0, 0, 1, 2, null),
      debt_baht: fc.constantFrom(0, 5000, 120_000, 0.5, null),
      bmn_18: fc.constantFrom('1', '0', '', 'ไม่เกี่ยวข้อง'),
    }),
  })
  .map((row) => (row.lon === null ? { ...row, lat: null } : row))
const columns = { members: 'number', disabled: 'number', debt_baht: 'number', bmn_18: 'answer' } as const

const ring = (around: readonly [number, number], radius: number, corners: number): [number, number][] =>
  Array.from({ length: corners + 1 }, (_, k) => {
    const angle = (2 * Math.PI * (k % corners)) / corners + 0.1
    return [around[0] + radius * Math.cos(angle), around[1] + radius * Math.sin(angle)]
  })
const polygon = fc.tuple(position, coordinate(0.001, 0.05), fc.integer({ min: 3, max: 7 }), fc.boolean())
export const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  fc
    .array(position, { minLength: 2, maxLength: 5 })
    .map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  polygon.map(([at, radius, corners, hole]): Geometry => {
    const rings = [ring(at, radius, corners), ...(hole ? [ring(at, radius / 2, 4)] : [])]
    return { type: 'Polygon', coordinates: rings }
  }),
  fc.array(polygon, { minLength: 2, maxLength: 3 }).map(
    (all): Geometry => ({
      type: 'MultiPolygon',
      coordinates: all.map(([at, radius, corners]) => [ring(at, radius, corners)]),
    }),
  ),
)
const reach: fc.Arbitrary<ItemReach | null> = fc.oneof(
  fc.constant(null),
  fc.constant({ by: 'shape' } as const),
  fc.constant({ by: 'areas' } as const),
  coordinate(10, 4000).map((distanceM) => ({ by: 'distance', distanceM }) as const),
)
const place = fc.oneof(
  { weight: 3, arbitrary: geometry.map((each) => ({ geometry: JSON.stringify(each), code: null as string | null })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('400101', '40010102', '4002', '99').map((code) => ({ geometry: null, code })),
  },
)
const item: fc.Arbitrary<DrawnItem> = fc.record({
  places: fc.array(place, { maxLength: 3 }),
  reach,
  budgetBaht: fc.constantFrom(0, 90_000),
  jointIssue: fc.constantFrom('น้ำกินน้ำใช้', 'นํ้ากิน นํ้าใช้', 'หนี้', null),
  ownerUnit: fc.constantFrom('อบต.ก', 'อบต.ข', null),
  fiscalYear: fc.constantFrom(2025, 2026),
})

export interface DrawnItem {
  readonly places: ReadonlyArray<{ readonly geometry: string | null; readonly code: string | null }>
  readonly reach: ItemReach | null
  readonly budgetBaht: number
  readonly jointIssue: string | null
  readonly ownerUnit: string | null
  readonly fiscalYear: number
}

export const plan = fc.record({
  items: fc.array(item, { maxLength: 5 }),
  areaCode: fc.constantFrom('40', '4001', '400101', null),
})

/** A plan as the tests hold it. */
export type MadePlan = { items: readonly PlanItem[]; areaCode: string | null }

/** An item of a plan from what was drawn; its id is its place in the plan. */
export function madeItem(
  { places, reach: by, budgetBaht, jointIssue, ownerUnit, fiscalYear }: DrawnItem,
  index: number,
): PlanItem {
  const whole = {
    ...{ id: `i${index}`, planId: 'p', reach: by, budgetBaht, dropped: null },
    ...{
      needs: [{ indicator: 'bmn38_18', baseline: null, survey: null }],
      goals: [],
      roles: [],
      links: [],
      sources: [],
    },
    fields: { title: `item ${index}`, jointIssue, ownerUnit },
    budgets: budgetBaht > 0 ? [{ fiscalYear, source: '', amountBaht: budgetBaht }] : [],
    places: places.map((each, at): Place => ({ ...each, id: `i${index}-${at}`, kind: 'area', label: null })),
  }
  return whole as unknown as PlanItem
}

/** The positions that a file has of areas, as its imported levels hold them. */
function storeAreas(db: Database.Database, positions: ReadonlyMap<string, Geometry>): void {
  db.exec(`CREATE TABLE phaenthi_dataset (id TEXT, kind TEXT, title TEXT, current_version INTEGER);
    CREATE TABLE phaenthi_version (id INTEGER, dataset_id TEXT, table_name TEXT, state TEXT DEFAULT 'ready', content_hash TEXT,
      row_count INTEGER, refused_count INTEGER, created_at TEXT, provenance TEXT DEFAULT '{}', meta TEXT DEFAULT '{}')`)
  for (const [version, level, length] of [[1, 'tambon', 6] as const, [2, 'village', 8] as const]) {
    db.prepare("INSERT INTO phaenthi_dataset VALUES (?, 'areas', '', ?)").run(`areas:${level}`, version)
    db.prepare('INSERT INTO phaenthi_version (id, dataset_id, table_name) VALUES (?, ?, ?)').run(
      version,
      `areas:${level}`,
      level,
    )
    db.exec(`CREATE TABLE ${level} (code TEXT, geom BLOB)`)
    const insert = db.prepare(`INSERT INTO ${level} VALUES (?, ?)`)
    for (const [code, each] of positions) if (code.length === length) insert.run(code, encodeGeometry(each))
  }
}

/** A plan and a survey as what answers are made from, with the survey's rows in its order; no area has a position but those given. */
export function sourcesOf(
  made: MadePlan,
  households: readonly TestHousehold[],
  positions: ReadonlyMap<string, Geometry> = new Map(),
) {
  const { survey, rows } = surveyOf(households, columns)
  const documents = {
    plan: () => ({ id: 'p', fields: { title: 'p', areaCode: made.areaCode }, dropped: null }) as unknown as PlanInfo,
    items: () => [...made.items],
    workbook: () => ({ indicators: [], categories: defaultCategories }) as unknown as Workbook,
  }
  const db = new Database(':memory:')
  db.exec('CREATE TABLE plan_item_source (item_id TEXT, source_plan_id TEXT, source_item_id TEXT)')
  storeAreas(db, positions)
  const desk = new ReachDesk(db, documents)
  const sources: ReachSources = {
    db,
    desk,
    register: buildRegister(
      areas.concat('400201', '400202', '450101').map((code) => ({
        code,
        level: code.length === 8 ? 'village' : 'tambon',
        nameTh: code,
        nameEn: '',
        parentCode: code.slice(0, -2),
      })),
    ),
    surveys: { survey: () => survey, surveyIds: () => ['test'] },
  }
  return { sources, rows }
}
