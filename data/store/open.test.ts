import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Provenance } from '../contract/imports.ts'
import { checkStore, findDamage } from './check.ts'
import {
  currentVersion,
  dropStaging,
  listEditedElsewhere,
  listVersions,
  makeCurrent,
  publishVersion,
  stageVersion,
} from './datasets.ts'
import { encodeGeometry } from './geometry.ts'
import { createLayerTable } from './layers.ts'
import { takeLock } from './lock.ts'
import { createStore, openStore, type Store } from './open.ts'
import { recoverStore } from './recover.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let path: string
let count = 0
beforeEach(() => {
  path = join(folder, `งาน ${++count}.gpkg`)
})

const provenance: Provenance = {
  file: 'ตำบล.zip',
  hash: '',
  bytes: 0,
  format: 'shapefile',
  layer: '',
  crs: null,
  datum: null,
  encoding: null,
  columns: {},
  importedAt: '2026-11-22T00:00:00Z',
  notes: [],
}

function addTambons(store: Store, codes: readonly string[]): number {
  const { db } = store
  const { versionId, table } = stageVersion(db, {
    datasetId: 'areas:tambon',
    kind: 'areas',
    title: 'ตำบล',
    tablePrefix: 'tambon',
    contentHash: null,
    meta: {},
  })
  createLayerTable(db, { table, geometryType: 'MULTIPOLYGON', columns: [{ name: 'code', type: 'TEXT' }] })
  const insert = db.prepare(`INSERT INTO "${table}" (geom, code) VALUES (?, ?)`)
  codes.forEach((code, index) => {
    const x = 102 + index * 0.1
    const coordinates = [
      [
        [
          [x, 16],
          [x + 0.1, 16],
          [x + 0.1, 16.1],
          [x, 16],
        ],
      ],
    ]
    insert.run(encodeGeometry({ type: 'MultiPolygon', coordinates }), code)
  })
  publishVersion(db, versionId, {
    rowCount: codes.length,
    refusedCount: 1,
    refusedRows: [{ row: 9, column: 'code', value: 'x', reason: 'refused.no-code' }],
    provenance,
    meta: {},
    box: [102, 16, 103, 16.1],
    geometryType: 'MULTIPOLYGON',
    identifier: 'ตำบล (tambon)',
  })
  return versionId
}

describe('a workspace file', () => {
  it('is one sound file after closing, and opens again as it was', () => {
    const made = createStore(path)
    addTambons(made, ['400101', '400102'])
    made.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
    expect(readFileSync(path).readUInt8(18)).toBe(1) // rollback journal: safe to copy to a stick
    const opened = openStore(path)
    expect(opened.closedClean).toBe(true)
    expect(currentVersion(opened.db, 'areas:tambon')?.rowCount).toBe(2)
    expect(checkStore(opened.db).map((finding) => finding.severity)).toEqual(['info'])
    opened.close()
  })

  it('is read by ogrinfo without a warning, Thai names whole', (context) => {
    const store = createStore(path)
    addTambons(store, ['400101'])
    store.close()
    const answer = spawnSync('ogrinfo', ['-al', '-so', path], { encoding: 'utf8' })
    if (answer.error) return context.skip('ogrinfo is not installed')
    expect(answer.stderr).toBe('')
    expect(answer.stdout).toContain('IDENTIFIER=ตำบล (tambon)')
    expect(answer.stdout).toContain('Feature Count: 1')
    expect(answer.stdout).not.toContain('phaenthi_')
  })

  it('keeps the spatial index through edits, as QGIS makes them', () => {
    const store = createStore(path)
    addTambons(store, ['400101', '400102'])
    const { db } = store
    const table = currentVersion(db, 'areas:tambon')!.table
    db.prepare(`DELETE FROM "${table}" WHERE code = '400102'`).run()
    const moved = {
      type: 'MultiPolygon' as const,
      coordinates: [
        [
          [
            [99, 10],
            [99.1, 10],
            [99.1, 10.1],
            [99, 10],
          ],
        ],
      ],
    }
    db.prepare(`UPDATE "${table}" SET geom = ?`).run(encodeGeometry(moved))
    expect(db.prepare(`SELECT count(*) FROM "rtree_${table}_geom" WHERE maxx < 99.2`).pluck().get()).toBe(1)
    db.prepare(`UPDATE "${table}" SET geom = NULL`).run()
    expect(db.prepare(`SELECT count(*) FROM "rtree_${table}_geom"`).pluck().get()).toBe(0)
    store.close()
  })

  it('notices on opening what another program changed in an imported layer', (context) => {
    const store = createStore(path)
    addTambons(store, ['400101', '400102'])
    const { table } = currentVersion(store.db, 'areas:tambon')!
    store.close()
    const more = join(folder, 'more.geojson')
    const coordinates = [
      [
        [
          [104, 16],
          [104.1, 16],
          [104.1, 16.1],
          [104, 16],
        ],
      ],
    ]
    const feature = { type: 'Feature', properties: { code: '400199' }, geometry: { type: 'MultiPolygon', coordinates } }
    writeFileSync(more, JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
    const edit = spawnSync('ogr2ogr', ['-append', '-nln', table, path, more], { encoding: 'utf8' })
    if (edit.error) return context.skip('ogr2ogr is not installed')
    const opened = openStore(path)
    expect(listEditedElsewhere(opened.db)).toEqual(['ตำบล'])
    addTambons(opened, ['400101'])
    expect(listEditedElsewhere(opened.db)).toEqual([])
    opened.close()
  })

  it('makes a second import a new version and an earlier one current again', () => {
    const store = createStore(path)
    const first = addTambons(store, ['400101'])
    const second = addTambons(store, ['400101', '400102'])
    expect(listVersions(store.db).map(({ versionId, current }) => [versionId, current])).toEqual([
      [first, false],
      [second, true],
    ])
    makeCurrent(store.db, 'areas:tambon', first)
    expect(currentVersion(store.db, 'areas:tambon')?.rowCount).toBe(1)
    const listed = store.db
      .prepare("SELECT count(*) FROM gpkg_contents WHERE identifier = 'ตำบล (tambon)'")
      .pluck()
      .get()
    expect(listed).toBe(1)
    store.close()
  })

  it('drops staging that a kill left behind', () => {
    const store = createStore(path)
    const { table } = stageVersion(store.db, {
      datasetId: 'households:2567',
      kind: 'households',
      title: '',
      tablePrefix: 'households_2567',
      contentHash: null,
      meta: {},
    })
    createLayerTable(store.db, { table, geometryType: 'POINT', columns: [] })
    expect(dropStaging(store.db)).toBe(1)
    expect(store.db.prepare('SELECT count(*) FROM sqlite_master WHERE name = ?').pluck().get(table)).toBe(0)
    expect(store.db.prepare('SELECT count(*) FROM phaenthi_dataset').pluck().get()).toBe(0)
    store.close()
  })
})

describe('opening', () => {
  it('refuses what is not a workspace with a code, and never overwrites', () => {
    writeFileSync(path, 'ไม่ใช่ฐานข้อมูล'.repeat(100))
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: 'workspace.not-ours' }))
    expect(() => createStore(path)).toThrow(expect.objectContaining({ code: 'workspace.exists' }))
    expect(() => openStore(join(folder, 'none.gpkg'))).toThrow(expect.objectContaining({ code: 'workspace.not-found' }))
  })

  it('refuses a workspace of a newer release', () => {
    const store = createStore(path)
    store.db.prepare("UPDATE phaenthi_meta SET value = '999' WHERE key = 'schema_version'").run()
    store.close()
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: 'workspace.newer' }))
  })

  it('reads without writing when asked to', () => {
    createStore(path).close()
    const before = readFileSync(path)
    const store = openStore(path, { readOnly: true })
    expect(store.readOnlyBecause).toBe('workspace.opened-read-only')
    expect(() => store.db.exec('DELETE FROM phaenthi_meta')).toThrow(/readonly/)
    store.close()
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('finds damage, and what can be read is saved into a new file', () => {
    const store = createStore(path)
    addTambons(
      store,
      Array.from({ length: 400 }, (_, index) => String(400101 + index)),
    )
    store.close()
    const damaged = join(folder, `damaged ${count}.gpkg`)
    copyFileSync(path, damaged)
    const file = openSync(damaged, 'r+')
    const { table } = (() => {
      const opened = openStore(path, { readOnly: true })
      const version = currentVersion(opened.db, 'areas:tambon')!
      opened.close()
      return version
    })()
    const clean = openStore(path, { readOnly: true })
    const pages = clean.db.pragma('page_count', { simple: true }) as number
    clean.close()
    // The last pages hold rows and index of the tambons; garbage there leaves the schema readable.
    writeSync(file, Buffer.alloc(4096 * 6, 0xa5), 0, 4096 * 6, 4096 * (pages - 8))
    const broken = openStore(damaged, { readOnly: true })
    expect(findDamage(broken.db)).not.toBeNull()
    broken.close()
    const saved = join(folder, `saved ${count}.gpkg`)
    const report = recoverStore(damaged, saved)
    expect(report.find((entry) => entry.table === 'phaenthi_dataset')).toMatchObject({ rows: 1, whole: true })
    expect(report.some((entry) => entry.table === table)).toBe(true)
    const reopened = openStore(saved)
    expect(findDamage(reopened.db)).toBeNull()
    reopened.close()
  })
})

describe('the lock', () => {
  it('names its holder to the second one, and a dead holder does not count', async () => {
    createStore(path).close()
    const lock = await takeLock(path)
    await expect(takeLock(path)).rejects.toMatchObject({ code: 'workspace.locked' })
    lock.release()
    const dead = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }).stdout.trim()
    const holder = { user: 'x', host: 'elsewhere', pid: Number(dead), since: '', socket: null, secret: null }
    writeFileSync(`${path}.lock`, JSON.stringify({ ...holder, host: hostname() }))
    const taken = await takeLock(path)
    taken.release()
    writeFileSync(`${path}.lock`, JSON.stringify(holder))
    await expect(takeLock(path)).rejects.toMatchObject({ code: 'workspace.locked' })
    rmSync(`${path}.lock`)
  })
})
