import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeGeometry } from '../store/geometry.ts'
import { dropDrift, findDrift, takeInDrift } from './drift.ts'
import { openTestWorkspace, type TestWorkspace, tableStates } from './testing.test-support.ts'

let workspace: TestWorkspace
let plan: string
beforeEach(() => {
  workspace = openTestWorkspace()
  const { store } = workspace
  plan = store.apply({ type: 'createPlan', fields: { title: 'แผนตำบล' } }).documentId
  for (const id of ['a', 'b', 'c']) {
    const budgets = [{ fiscalYear: 2025, amountBaht: 1000 }]
    store.apply({ type: 'addItem', plan, item: { id, fields: { title: `งาน ${id}` }, budgets } })
  }
  store.apply({ type: 'defineAuthority', authority: { code: '1', nameTh: 'อบต.นาคำ', kind: 'tao' } })
})
afterEach(() => workspace.remove())

/** What a person does to the file in QGIS. */
function inQgis(sql: string, ...values: unknown[]): void {
  workspace.file.db.prepare(sql).run(...values)
}

function drift() {
  return findDrift(workspace.file.db, workspace.store)
}

const blob = encodeGeometry({ type: 'Point', coordinates: [103, 16] })

/** Each change, what is told of it, and what the plan says once it was taken in. */
const cases: ReadonlyArray<{
  readonly name: string
  readonly change: () => void
  readonly told: object
  readonly says: () => unknown
  readonly becomes: unknown
}> = [
  {
    name: 'a title',
    change: () => inQgis("UPDATE plan_item SET title = 'งานใหม่' WHERE item_id = 'a'"),
    told: { kind: 'changed', title: 'งาน a', fields: [{ column: 'title', from: 'งาน a', to: 'งานใหม่' }] },
    says: () => workspace.store.item(plan, 'a')?.fields.title,
    becomes: 'งานใหม่',
  },
  {
    name: 'a shape',
    change: () => inQgis("UPDATE plan_item SET geom = ? WHERE item_id = 'a'", blob),
    told: { kind: 'changed', fields: [{ column: 'geom', from: null, to: '{"type":"Point","coordinates":[103,16]}' }] },
    says: () => workspace.store.item(plan, 'a')?.places[0]?.geometry,
    becomes: '{"type":"Point","coordinates":[103,16]}',
  },
  {
    name: 'a deleted item',
    change: () => inQgis("DELETE FROM plan_item WHERE item_id = 'b'"),
    told: { kind: 'deleted', key: { item_id: 'b' }, title: 'งาน b' },
    says: () => workspace.store.item(plan, 'b')?.dropped?.why,
    becomes: 'drift.deleted-in-qgis',
  },
  {
    name: 'a new item',
    change: () =>
      inQgis("INSERT INTO plan_item (item_id, plan_id, title, geom) VALUES ('d', ?, 'จากสนาม', ?)", plan, blob),
    told: { kind: 'new', key: { item_id: 'd' }, title: 'จากสนาม' },
    says: () => workspace.store.item(plan, 'd')?.fields.title,
    becomes: 'จากสนาม',
  },
  {
    name: 'money',
    change: () => inQgis("UPDATE plan_item_budget SET amount_baht = 2500 WHERE item_id = 'c'"),
    told: { table: 'plan_item_budget', fields: [{ column: 'amount_baht', from: 1000, to: 2500 }] },
    says: () => workspace.store.item(plan, 'c')?.budgetBaht,
    becomes: 2500,
  },
  {
    name: 'the plan',
    change: () => inQgis("UPDATE plan SET state = 'agreed'"),
    told: { table: 'plan', fields: [{ column: 'state', from: 'draft', to: 'agreed' }] },
    says: () => workspace.store.plan(plan)?.fields.state,
    becomes: 'agreed',
  },
  {
    name: 'a local authority',
    change: () => inQgis("UPDATE local_authority SET name_th = 'ทต.นาคำ'"),
    told: { table: 'local_authority', documentId: 'workbook' },
    says: () => workspace.store.workbook().authorities[0]?.nameTh,
    becomes: 'ทต.นาคำ',
  },
]

describe.each(cases)('$name changed in QGIS', ({ change, told, says, becomes }) => {
  test('is told, taken in as one step, and undone', () => {
    const before = says()
    change()
    expect(drift()).toMatchObject([told])
    const { answers, left } = takeInDrift(workspace.file.db, workspace.store, drift())
    expect(left).toEqual([])
    expect(answers).toHaveLength(1)
    expect(says()).toBe(becomes)
    expect(drift()).toEqual([])
    workspace.store.undo()
    expect(says()).toBe(before)
    for (const { inTable, inDocument } of tableStates(workspace)) expect(inTable).toEqual(inDocument)
  })

  test('is dropped, and the table is as it was', () => {
    const before = tableStates(workspace)
    change()
    dropDrift(workspace.file.db, workspace.store, drift())
    expect(drift()).toEqual([])
    expect(tableStates(workspace)).toEqual(before)
  })
})

test('what no command can say is left and told: a sum, a status nobody knows, a row of no plan', () => {
  inQgis("UPDATE plan_item SET budget_baht = 9 WHERE item_id = 'a'")
  inQgis("UPDATE plan_item SET status = 'maybe' WHERE item_id = 'b'")
  inQgis("INSERT INTO plan_item (item_id, plan_id, title) VALUES ('x', 'nowhere', 'หลง')")
  const { answers, left } = takeInDrift(workspace.file.db, workspace.store, drift())
  expect(answers).toEqual([])
  expect(left.map(({ key }) => key.item_id)).toEqual(['a', 'b', 'x'])
  dropDrift(workspace.file.db, workspace.store, left)
  expect(drift()).toEqual([])
  expect(workspace.file.db.prepare("SELECT count(*) AS n FROM plan_item WHERE item_id = 'x'").get()).toEqual({ n: 0 })
})

test('a command leaves what QGIS changed in other columns and rows to be noticed', () => {
  inQgis("UPDATE plan_item SET owner = 'อบจ.' WHERE item_id = 'a'")
  inQgis("UPDATE plan_item SET title = 'อื่น' WHERE item_id = 'b'")
  workspace.store.apply({ type: 'editItem', plan, item: 'a', field: 'title', value: 'เปลี่ยนที่นี่' })
  expect(drift()).toMatchObject([
    { key: { item_id: 'a' }, fields: [{ column: 'owner', to: 'อบจ.' }] },
    { key: { item_id: 'b' }, fields: [{ column: 'title', to: 'อื่น' }] },
  ])
})

test('an item moved to another plan in QGIS is one difference', () => {
  const other = workspace.store.apply({ type: 'createPlan', fields: { title: 'แผนอื่น' } }).documentId
  inQgis("UPDATE plan_item SET plan_id = ? WHERE item_id = 'a'", other)
  expect(drift()).toMatchObject([{ key: { item_id: 'a' }, fields: [{ column: 'plan_id', from: plan, to: other }] }])
  dropDrift(workspace.file.db, workspace.store, drift())
  expect(drift()).toEqual([])
})
