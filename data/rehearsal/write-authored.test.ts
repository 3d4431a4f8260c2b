import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DocumentStore } from '../documents/store.ts'
import { WriteTurn } from '../jobs/write-turn.ts'
import { createStore, type Store } from '../store/open.ts'
import { rehearsalProvince } from './create-province.ts'
import { writeAuthored } from './write-authored.ts'

let folder = ''
let store: Store
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-rehearsal-'))
  store = createStore(join(folder, 'sample.gpkg'))
  writeAuthored(rehearsalProvince(), { db: store.db, turn: new WriteTurn() })
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('both plans stand in the tables that QGIS sees, with their budgets', () => {
  const count = (sql: string) => store.db.prepare(sql).pluck().get()
  expect(count('SELECT count(*) FROM plan')).toBe(2)
  expect(count('SELECT count(*) FROM plan_item')).toBe(240)
  expect(count('SELECT count(*) FROM plan_item WHERE NOT placed')).toBe(30)
  expect(count('SELECT sum(budget_baht) FROM plan_item')).toBe(count('SELECT sum(amount_baht) FROM plan_item_budget'))
  expect(count('SELECT count(DISTINCT tambon_code) FROM local_authority_tambon')).toBe(32)
})

test('the workbook has the pilots, the bookmarks and the title, and the last step can be undone', () => {
  const documents = new DocumentStore(store.db)
  const workbook = documents.workbook()
  expect(workbook.title).toBe('จังหวัดตัวอย่าง')
  expect(workbook.pilots).toHaveLength(5)
  expect(workbook.bookmarks).toHaveLength(10)
  expect(documents.undoState().undo).not.toBeNull()
})

test('made on two laptops it is the same documents, so that they can rehearse sending plans to each other', () => {
  const other = createStore(join(folder, 'other.gpkg'))
  writeAuthored(rehearsalProvince(), { db: other.db, turn: new WriteTurn() })
  const [here, there] = [new DocumentStore(store.db), new DocumentStore(other.db)]
  const [plan = ''] = here.documents().flatMap(({ id, kind }) => (kind === 'plan' ? [id] : []))
  there.apply({ type: 'editPlan', plan, field: 'vision', value: 'น้ำถึงทุกบ้าน' })
  expect(here.merge({ documentId: plan, kind: 'plan' }, there.changes(plan))).toEqual({ added: 1 })
  expect(here.plan(plan)?.fields.vision).toBe('น้ำถึงทุกบ้าน')
  expect(here.questions(plan)).toEqual([])
  other.close()
})
