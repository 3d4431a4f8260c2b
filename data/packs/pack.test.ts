/** Packs as they are made, opened elsewhere, and refused. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { DocumentStore } from '../documents/store.ts'
import { openTestWorkspace, sayingOf } from '../documents/testing.test-support.ts'
import { createStore } from '../store/open.ts'
import { openIdentity } from './identity.ts'
import { readPack } from './read-pack.ts'
import { bend, openPlanWorkspace, type PlanWorkspace, packOf, quiet, resign } from './testing.test-support.ts'
import { writePack } from './write-pack.ts'

const home = mkdtempSync(join(tmpdir(), 'phaenthi-home-'))
let workspace: PlanWorkspace
beforeAll(() => vi.stubEnv('PHAENTHI_HOME', home))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})
beforeEach(() => {
  workspace = openPlanWorkspace()
})
afterEach(() => workspace.remove())

const codeOf = (read: () => unknown): string => {
  try {
    read()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'read'
}
const rowsOf = (path: string, sql: string) => {
  const db = new Sqlite(path, { readonly: true })
  const rows = db.prepare(sql).raw().all()
  db.close()
  return rows
}

describe('a pack', () => {
  it('brings a plan to another workspace, with who sent it', () => {
    const { path, manifest } = packOf(workspace)
    const { documents, from } = readPack(path)
    const { name, keyId, publicKey } = openIdentity()
    expect(from).toEqual({ name, keyId, publicKey })
    expect(manifest.made).toMatchObject({ by: name, publicKey })
    const elsewhere = openTestWorkspace()
    const [document] = documents
    elsewhere.store.merge({ documentId: document!.id, kind: document!.kind }, document!.changes)
    expect(sayingOf(elsewhere.store, workspace.plan)).toEqual(sayingOf(workspace.store, workspace.plan))
    elsewhere.remove()
  })

  it('holds the areas that the plan and its items name or lie in, and no other', () => {
    const { path } = packOf(workspace)
    expect(rowsOf(path, 'SELECT level, code, name_th FROM place ORDER BY code')).toEqual([
      ['amphoe', '4501', 'เมือง'],
      ['tambon', '450101', 'ในเมือง'],
      ['village', '45010102', 'โนนสูง'],
      ['tambon', '450102', 'รอบเมือง'],
    ])
    expect(rowsOf(path, 'SELECT count(*) FROM place WHERE geom IS NULL')).toEqual([[0]])
  })

  it('has the same hashes wherever the same plan and boundaries are, whoever packs them', () => {
    const first = packOf(workspace, 'one.plan.gpkg').manifest
    const elsewhere = openPlanWorkspace('คนอื่น')
    const { documents } = readPack(packOf(workspace, 'two.plan.gpkg').path)
    elsewhere.store.merge({ documentId: workspace.plan, kind: 'plan' }, documents[0]!.changes.toReversed())
    const second = packOf({ ...elsewhere, plan: workspace.plan }).manifest
    const content = ({ documents: list, layers, boundaries }: typeof first) => ({
      ...{ list, boundaries },
      layers: layers.filter(({ table }) => table !== 'about'),
    })
    expect(content(second)).toEqual(content(first))
    workspace.store.apply({ type: 'editPlan', plan: workspace.plan, field: 'title', value: 'อีกชื่อ' })
    const changed = packOf(workspace, 'three.plan.gpkg').manifest
    expect(changed.documents[0]?.sha256).not.toBe(first.documents[0]?.sha256)
    const hash = (manifest: typeof first, table: string) =>
      manifest.layers.find((layer) => layer.table === table)?.sha256
    expect(hash(changed, 'plan')).not.toBe(hash(first, 'plan'))
    expect(hash(changed, 'plan_item')).toBe(hash(first, 'plan_item'))
    elsewhere.remove()
  })

  it('is opened by ogrinfo without a warning, with its layers and nothing of ours', (context) => {
    const { path } = packOf(workspace)
    const answer = spawnSync('ogrinfo', ['-al', '-so', path], { encoding: 'utf8' })
    if (answer.error) return context.skip('ogrinfo is not installed')
    expect(answer.stderr).toBe('')
    for (const layer of ['plan', 'plan_item', 'plan_item_budget', 'place', 'about']) {
      expect(answer.stdout).toContain(`Layer name: ${layer}\n`)
    }
    expect(answer.stdout).toContain('IDENTIFIER=โครงการ (plan items)')
    expect(answer.stdout).not.toContain('phaenthi_')
    const place = spawnSync('ogrinfo', ['-so', path, 'place'], { encoding: 'utf8' }).stdout
    expect(place).toContain('Extent: (103.000000, 16.000000) - (103.200000, 16.100000)')
  })

  it('is loaded by QGIS as valid layers with a style', (context) => {
    const { path } = packOf(workspace)
    const script = join(home, 'open.py')
    writeFileSync(
      script,
      `import sys
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
for name in ['plan_item', 'place', 'plan']:
    layer = QgsVectorLayer(sys.argv[1] + '|layername=' + name, name, 'ogr')
    print(name, layer.isValid(), layer.featureCount(), type(layer.renderer()).__name__)
`,
    )
    const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen', HOME: home }
    const answer = spawnSync('/usr/bin/python3', [script, path], { encoding: 'utf8', env })
    if (answer.error || /No module named/.test(answer.stderr)) return context.skip('QGIS is not installed')
    expect(answer.stdout.split('\n').slice(0, 3)).toEqual([
      'plan_item True 5 QgsCategorizedSymbolRenderer',
      'place True 4 QgsSingleSymbolRenderer',
      'plan True 1 NoneType',
    ])
    expect(codeOf(() => readPack(path))).toBe('read')
  })

  it('shows the document where somebody changed the workspace’s tables in QGIS', () => {
    workspace.file.db.prepare("UPDATE plan_item SET title = 'แก้ใน QGIS'").run()
    expect(codeOf(() => readPack(packOf(workspace).path))).toBe('read')
  })

  it('is not made of a plan that is not there or was dropped, and leaves nothing when it is stopped', () => {
    const target = join(home, 'none.plan.gpkg')
    const context = { db: workspace.file.db, ...quiet }
    expect(codeOf(() => writePack({ plan: 'nowhere', target }, context))).toBe('request.not-found')
    const stopped = { ...context, cancelled: () => true }
    expect(codeOf(() => writePack({ plan: workspace.plan, target }, stopped))).toBe('cancelled')
    workspace.store.apply({ type: 'dropPlan', plan: workspace.plan })
    expect(codeOf(() => writePack({ plan: workspace.plan, target }, context))).toBe('pack.dropped')
    expect(existsSync(target) || existsSync(`${target}.part`)).toBe(false)
  })

  it('says when its folder cannot be written to, or the disk is full, and leaves nothing', (context) => {
    const at = (target: string) =>
      codeOf(() => writePack({ plan: workspace.plan, target }, { db: workspace.file.db, ...quiet }))
    if (!existsSync('/dev/full')) return context.skip('needs /proc and /dev/full')
    expect(at('/proc/แผน.plan.gpkg')).toMatch(/^disk\./)
  })
})

describe('reading', () => {
  it('leaves nothing beside the file and not a byte of it changed, also where it was left in WAL mode', () => {
    const { path } = packOf(workspace)
    bend(path, (db) => db.pragma('journal_mode = WAL'))
    const folder = mkdtempSync(join(tmpdir(), 'phaenthi-stick-'))
    const stick = join(folder, 'แผน.plan.gpkg')
    copyFileSync(path, stick)
    const before = readFileSync(stick)
    expect(codeOf(() => readPack(stick))).toBe('read')
    expect(readdirSync(folder)).toEqual(['แผน.plan.gpkg'])
    expect(readFileSync(stick)).toEqual(before)
    rmSync(folder, { recursive: true })
  })

  it('refuses what is no pack: nothing, an empty file, words, another database, a workspace', () => {
    const at = (name: string, bytes: string) => {
      writeFileSync(join(home, name), bytes)
      return codeOf(() => readPack(join(home, name)))
    }
    expect(codeOf(() => readPack(join(home, 'none.plan.gpkg')))).toBe('file.not-found')
    expect(codeOf(() => readPack(home))).toBe('pack.foreign')
    expect(at('empty.plan.gpkg', '')).toBe('file.empty')
    expect(at('words.plan.gpkg', 'แผน'.repeat(1000))).toBe('pack.foreign')
    const other = join(home, 'work.gpkg')
    createStore(other).close()
    expect(codeOf(() => readPack(other))).toBe('pack.foreign')
  })

  it('refuses a file that was cut short, anywhere, by telling so', () => {
    const { path } = packOf(workspace)
    const { length } = readFileSync(path)
    for (const left of [length - 1, length - 4096, length >> 1, 4096, 150, 60]) {
      truncateSync(path, left)
      expect(codeOf(() => readPack(path))).toBe('pack.cut-short')
    }
  })

  it('refuses a later form before anything else of it is judged', () => {
    const { path } = packOf(workspace)
    bend(path, (db) => {
      const later = JSON.stringify({ format: 'phaenthi-pack', version: 2, whatever: [] })
      db.prepare("UPDATE phaenthi_pack SET value = ? WHERE key = 'manifest'").run(Buffer.from(later))
    })
    expect(codeOf(() => readPack(path))).toBe('pack.newer')
  })

  it.each([
    ['a row edited', "UPDATE plan_item SET title = 'อื่น' WHERE fid = 1", 'pack.altered'],
    ['a sum edited', 'UPDATE plan_item_budget SET amount_baht = amount_baht + 1', 'pack.altered'],
    ['a row added', "INSERT INTO plan_item (item_id, plan_id, title) VALUES ('x', 'y', 'z')", 'pack.altered'],
    ['a row taken out', 'DELETE FROM plan_item_budget', 'pack.altered'],
    ['a border moved', 'UPDATE place SET geom = NULL WHERE code = 450101', 'pack.altered'],
    ['another name as sender', "UPDATE about SET made_by = 'นายอำเภอ'", 'pack.altered'],
    ['a layer taken out', 'DROP TABLE plan_item_budget', 'pack.altered'],
    ['a layer as a view', 'ALTER TABLE place RENAME TO p; CREATE VIEW place AS SELECT * FROM p', 'pack.altered'],
    ['a document taken out', 'DELETE FROM phaenthi_pack_document', 'pack.altered'],
    ['its manifest taken out', "DELETE FROM phaenthi_pack WHERE key = 'manifest'", 'pack.damaged'],
    ['its signature taken out', "DELETE FROM phaenthi_pack WHERE key = 'signature'", 'pack.damaged'],
    ['another signature', "UPDATE phaenthi_pack SET value = zeroblob(64) WHERE key = 'signature'", 'pack.signature'],
    [
      'a word of its manifest',
      "UPDATE phaenthi_pack SET value = CAST(replace(CAST(value AS TEXT), 'tambon', 'amphoe') AS BLOB) WHERE key = 'manifest'",
      'pack.signature',
    ],
  ])('refuses %s', (_, sql, code) => {
    const { path } = packOf(workspace)
    bend(path, (db) => db.exec(sql))
    expect(codeOf(() => readPack(path))).toBe(code)
  })

  it('minds no style and no layer that somebody added in QGIS: they are neither read nor vouched for', () => {
    const { path } = packOf(workspace)
    bend(path, (db) =>
      db.exec(
        "UPDATE layer_styles SET styleQML = ''; CREATE TABLE notes (a TEXT); UPDATE gpkg_contents SET last_change = '2027-01-01T00:00:00Z'",
      ),
    )
    expect(codeOf(() => readPack(path))).toBe('read')
  })

  it('refuses layers that do not show the documents, though they are rightly signed', () => {
    const { path } = packOf(workspace)
    const { path: other } = packOf(workspace, 'other.plan.gpkg')
    const elsewhere = new DocumentStore(workspace.file.db)
    elsewhere.apply({
      type: 'editItem',
      plan: workspace.plan,
      item: workspace.itemIds[0]!,
      field: 'title',
      value: 'อื่น',
    })
    const later = packOf(workspace, 'later.plan.gpkg')
    const [document] = rowsOf(other, 'SELECT deflated FROM phaenthi_pack_document')
    const { documents } = JSON.parse(
      String((rowsOf(path, "SELECT value FROM phaenthi_pack WHERE key = 'manifest'")[0] as [Buffer])[0]),
    )
    bend(later.path, (db) =>
      db.prepare('UPDATE phaenthi_pack_document SET deflated = ?').run((document as [Buffer])[0]),
    )
    resign(later.path, (manifest) => ({ ...manifest, documents }))
    expect(codeOf(() => readPack(later.path))).toBe('pack.altered')
  })

  it('refuses a document that lacks changes it builds on', () => {
    const { path, manifest } = packOf(workspace)
    const pack = readPack(path)
    const changes = pack.documents[0]!.changes.slice(1)
    const bytes = Buffer.concat(changes)
    bend(path, (db) => db.prepare('UPDATE phaenthi_pack_document SET deflated = ?').run(deflateRawSync(bytes)))
    const { sha256 } = hashed(bytes)
    const documents = [{ ...manifest.documents[0], changes: changes.length, bytes: bytes.length, sha256 }]
    resign(path, (given) => ({ ...given, documents }))
    expect(codeOf(() => readPack(path))).toBe('pack.incomplete')
  })
})

function hashed(bytes: Uint8Array): { sha256: string } {
  return { sha256: createHash('sha256').update(bytes).digest('hex') }
}
