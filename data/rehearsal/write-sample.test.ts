import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportOutcome } from '../contract/imports.ts'
import { WriteTurn } from '../jobs/write-turn.ts'
import { currentVersion, listVersions } from '../store/datasets.ts'
import { createStore, type Store } from '../store/open.ts'
import { writeSample } from './write-sample.ts'

let folder = ''
let store: Store
let outcomes: ImportOutcome[] = []
const steps = new Set<string>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-rehearsal-'))
  const path = join(folder, 'sample.gpkg')
  store = createStore(path)
  outcomes = await writeSample({
    db: store.db,
    workspacePath: path,
    turn: new WriteTurn(),
    cancelled: () => false,
    progress: ({ step }) => steps.add(step),
  })
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const one = (sql: string): unknown => store.db.prepare(sql).pluck().get()

test('nothing of it is refused', () => {
  expect(outcomes.length).toBeGreaterThan(5)
  for (const { refused, refusedRows } of outcomes)
    expect({ refused, refusedRows }).toEqual({ refused: 0, refusedRows: [] })
})

test('every level, both surveys, the register and the reference layers are there and current', () => {
  const counts = Object.fromEntries(listVersions(store.db).map(({ datasetId, rowCount }) => [datasetId, rowCount]))
  expect(counts).toMatchObject({
    'areas:province': 1,
    'areas:amphoe': 4,
    'areas:tambon': 32,
    'areas:village': 380,
    'households:2566': 60_000,
    'households:2567': 60_000,
  })
  expect(listVersions(store.db).every(({ current }) => current)).toBe(true)
  expect(listVersions(store.db).filter(({ kind }) => kind === 'table')).toHaveLength(1)
})

test('the layers that the map draws by itself are there under their own names, titled for people', () => {
  const layers = listVersions(store.db).filter(({ kind }) => kind === 'layer')
  expect(layers.map(({ datasetId }) => datasetId)).toEqual(
    ['forest', 'places', 'reservoirs', 'rivers', 'roads'].map((slug) => `layer:${slug}`),
  )
  for (const { title, table } of layers) {
    expect(title).toContain('ตัวอย่าง')
    expect(one(`SELECT identifier FROM gpkg_contents WHERE table_name = '${table}'`)).toContain(title)
    expect(one(`SELECT count(*) FROM "${table}" WHERE name_th IS NULL OR kind IS NULL`)).toBe(0)
  }
})

test('each household is in the village that its code names', () => {
  for (const survey of ['2566', '2567']) {
    const table = currentVersion(store.db, `households:${survey}`)?.table
    const strays = `SELECT count(*) FROM "${table}" WHERE village_code IS NOT "รหัสหมู่บ้าน" OR tambon_code <> substr(village_code, 1, 6)`
    expect(one(strays)).toBe(0)
  }
})

test('all 38 indicators and the household basics are understood from the Thai headings', () => {
  const columns = (currentVersion(store.db, 'households:2567')?.meta.columns ?? []) as { role: string | null }[]
  const roles = columns.map(({ role }) => role)
  const bmn = Array.from({ length: 38 }, (_, i) => `bmn_${String(i + 1).padStart(2, '0')}`)
  const basics = [
    'household_id',
    'members',
    'children',
    'elderly',
    'disabled',
    'income_baht',
    'debt_baht',
    'savings_baht',
  ]
  expect(roles).toEqual(expect.arrayContaining([...bmn, ...basics]))
})

test('the workspace is marked as the sample and sound', () => {
  expect(one("SELECT value FROM phaenthi_meta WHERE key = 'sample'")).toBe('1')
  expect(one('PRAGMA integrity_check')).toBe('ok')
  expect(store.db.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  expect(steps).toContain('job.sample-plans')
})

test('a workspace that holds something already is left as it is', async () => {
  const before = one('SELECT total_changes()')
  const context = {
    db: store.db,
    workspacePath: store.path,
    turn: new WriteTurn(),
    cancelled: () => false,
    progress: () => {},
  }
  await expect(writeSample(context)).rejects.toMatchObject({ code: 'sample.not-empty' })
  expect(one('SELECT total_changes()')).toBe(before)
})
