import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultCategories } from '../contract/workbook.ts'
import { publishVersion, stageVersion } from './datasets.ts'
import { createLayerTable } from './layers.ts'
import { createStore, type Store } from './open.ts'
import { storeWorkbookStyles } from './workbook-styles.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-styles-'))
let store: Store
let table: string

beforeAll(() => {
  store = createStore(join(folder, 'w.gpkg'))
  const staged = stageVersion(store.db, {
    ...{
      datasetId: 'layer:flood',
      kind: 'layer',
      title: 'น้ำท่วม',
      tablePrefix: 'layer_flood',
      contentHash: null,
      meta: {},
    },
  })
  table = staged.table
  createLayerTable(store.db, { table, geometryType: 'POLYGON', columns: [{ name: 'ระดับ', type: 'REAL' }] })
  store.db.prepare(`INSERT INTO "${table}" ("ระดับ") VALUES (1), (9)`).run()
  publishVersion(store.db, staged.versionId, {
    ...{
      rowCount: 2,
      refusedCount: 0,
      refusedRows: [],
      meta: {},
      box: null,
      geometryType: 'POLYGON',
      identifier: 'น้ำท่วม',
    },
    provenance: {
      file: '',
      hash: '',
      bytes: 0,
      format: '',
      layer: '',
      crs: null,
      datum: null,
      encoding: null,
      columns: {},
      importedAt: '',
      notes: [],
    },
  })
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const qml = () =>
  store.db.prepare('SELECT styleQML FROM layer_styles WHERE f_table_name = ?').pluck().get(table) as string
const keep = (style: Record<string, unknown> | null) =>
  storeWorkbookStyles(store.db, {
    categories: defaultCategories,
    styles: style ? { 'layer:flood': style as never } : {},
  })

describe('styles for QGIS', () => {
  it('follow what people chose: one colour, categories, classes', () => {
    keep({ kind: 'single', color: '#ff0000', fillOpacity: 0.5, label: { column: 'ระดับ', size: 12 } })
    expect(qml()).toContain('type="singleSymbol"')
    expect(qml()).toContain('value="255,0,0,128"')
    expect(qml()).toContain('fieldName="ระดับ"')
    keep({ kind: 'category', column: 'ระดับ', entries: [{ value: 'สูง & ต่ำ', color: '#00ff00' }] })
    expect(qml()).toContain('attr="ระดับ"')
    expect(qml()).toContain('value="สูง &amp; ต่ำ"')
    keep({ kind: 'graduated', column: 'ระดับ', breaks: [3, 6], ramp: 'Oranges' })
    expect(qml().match(/<range /g)).toHaveLength(3)
    expect(qml()).toContain('lower="1" upper="3"')
    expect(qml()).toContain('lower="6" upper="9"')
  })

  it('go back to the default where nothing that is understood was chosen', () => {
    keep({ kind: 'of a later release' })
    const fallback = qml()
    keep(null)
    expect(qml()).toBe(fallback)
    expect(store.db.prepare('SELECT count(*) FROM layer_styles WHERE f_table_name = ?').pluck().get(table)).toBe(1)
  })
})
