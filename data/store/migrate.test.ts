/** The file of the release before opens in this one, with everything in it, and looks as if it had been made here. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findDrift, takeInDrift } from '../documents/drift.ts'
import { reprojectIfWanted } from '../documents/reproject.ts'
import { DocumentStore } from '../documents/store.ts'
import { tableStates } from '../documents/testing.test-support.ts'
import { listItems, listPlans } from '../plans/read.ts'
import { createStore, openStore } from './open.ts'
import { recoverStore } from './recover.ts'

const fixture = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'workspace-v1.gpkg.gz')
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-migrate-'))
  path = join(folder, 'v1.gpkg')
  writeFileSync(path, gunzipSync(readFileSync(fixture)))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('its tables become those of a new file, listed for QGIS alike', () => {
  const migrated = openStore(path)
  const fresh = createStore(join(folder, 'fresh.gpkg'))
  expect(shapeOf(migrated.db)).toEqual(shapeOf(fresh.db))
  expect(migrated.db.pragma('integrity_check', { simple: true })).toBe('ok')
  migrated.close()
  fresh.close()
})

test('new columns are filled from the documents, and what QGIS had changed before is still noticed and can be taken in', () => {
  const file = openStore(path)
  const store = new DocumentStore(file.db)
  reprojectIfWanted(file.db, store)
  const row = file.db.prepare("SELECT form, strategy, tactic, reason FROM plan_item WHERE item_id = 'item-1'").get()
  expect(row).toEqual({ form: '02', strategy: 'น้ำและดิน', tactic: 'แหล่งน้ำชุมชน', reason: 'น้ำไม่พอหน้าแล้ง' })
  const drift = findDrift(file.db, store)
  expect(drift.map(({ kind, title }) => [kind, title])).toEqual([
    ['changed', 'อบรมผู้ดูแล'],
    ['deleted', 'ถูกลบใน QGIS'],
  ])
  takeInDrift(file.db, store, drift)
  expect(store.item('plan-v1', 'item-2')?.fields.title).toBe('แก้ใน QGIS')
  expect(store.item('plan-v1', 'item-3')?.dropped).not.toBeNull()
  for (const { inTable, inDocument } of tableStates({ file, store })) expect(inTable).toEqual(inDocument)
  file.close()
  const again = openStore(path)
  expect(findDrift(again.db, new DocumentStore(again.db))).toEqual([])
  again.close()
})

test('what is recovered of one that is damaged is filled in the same way', () => {
  const recovered = join(folder, 'recovered.gpkg')
  expect(recoverStore(path, recovered).every(({ whole }) => whole)).toBe(true)
  const file = openStore(recovered)
  const store = new DocumentStore(file.db)
  reprojectIfWanted(file.db, store)
  expect(file.db.prepare("SELECT reason FROM plan_item WHERE item_id = 'item-1'").pluck().get()).toBe('น้ำไม่พอหน้าแล้ง')
  expect(findDrift(file.db, store)).toHaveLength(2)
  file.close()
})

test('where it may not be written it can still be read, and not a byte of it changes', () => {
  const before = readFileSync(path)
  const file = openStore(path, { readOnly: true })
  expect(listPlans(file.db)).toMatchObject([{ title: 'แผนตำบลตัวอย่าง', itemCount: 2, budgetBaht: 250_000 }])
  expect(listItems(file.db, { words: 'หนองน้ำ' }).items).toHaveLength(1)
  expect(new DocumentStore(file.db).questions('plan-v1')).toEqual([])
  file.close()
  expect(readFileSync(path).equals(before)).toBe(true)
})

/** Columns of each table of authored content, and what is listed. */
function shapeOf(db: Database): unknown {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'plan*' ORDER BY name")
    .pluck()
    .all() as string[]
  const indexes = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name GLOB 'plan*' ORDER BY name")
    .pluck()
    .all()
  const listed = db
    .prepare("SELECT table_name, data_type, identifier FROM gpkg_contents WHERE table_name GLOB 'plan*' ORDER BY 1")
    .all()
  return { tables: tables.map((table) => [table, db.pragma(`table_info(${table})`)]), indexes, listed }
}
