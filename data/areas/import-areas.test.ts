import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Polygon, Position } from 'geojson'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ImportChoices, importChoicesSchema } from '../contract/imports.ts'
import type { JobContext } from '../jobs/context.ts'
import { WriteTurn } from '../jobs/write-turn.ts'
import { currentVersion, listRefused, listVersions } from '../store/datasets.ts'
import { decodeGeometry } from '../store/geometry.ts'
import { createStore, type Store } from '../store/open.ts'
import { loadAreaIndex } from './area-index.ts'
import { areaRaiOf, labelPointOf } from './import-area-measure.ts'
import { labelOf, sortKeyOf } from './import-area-names.ts'
import { importAreas } from './import-areas.ts'

let folder = ''
let store: Store
let context: JobContext

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'areas-test-'))
  const path = join(folder, 'work.gpkg')
  store = createStore(path)
  context = { db: store.db, workspacePath: path, turn: new WriteTurn(), cancelled: () => false, progress: () => {} }
})

afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

function square(x: number, y: number, size = 0.1): Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
    ],
  }
}

function write(name: string, features: ReadonlyArray<readonly [properties: object, geometry: object | null]>): string {
  const path = join(folder, name)
  const list = features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry }))
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features: list }))
  return path
}

const choices = (more: Partial<ImportChoices> = {}) => importChoicesSchema.parse({ role: 'areas', ...more })

/** Two amphoe of two tambons each, side by side; borders shared vertex by vertex. */
const fourTambons = [
  ['400101', 'ในเมือง', 102.0],
  ['400102', 'สำราญ', 102.1],
  ['400201', 'โคกสูง', 102.2],
  ['400202', 'น้ำพอง', 102.3],
].map(([code, name, x]) => [
  {
    ADM3_PCODE: `TH${code}`,
    ADM3_TH: name,
    ADM2_PCODE: `TH${String(code).slice(0, 4)}`,
    ADM2_TH: String(code).startsWith('4001') ? 'เมืองขอนแก่น' : 'บ้านฝาง',
    ADM1_TH: 'ขอนแก่น',
    ADM1_EN: 'Khon Kaen',
  },
  square(Number(x), 16),
]) as [object, Polygon][]

describe('importing areas', () => {
  it('writes tambons and dissolves amphoe and province with the same borders', async () => {
    const outcome = await importAreas({ path: write('tambon.geojson', fourTambons) }, choices(), context)
    expect(outcome.datasetIds).toEqual(['areas:tambon', 'areas:amphoe', 'areas:province'])
    expect([outcome.taken, outcome.refused]).toEqual([4, 0])
    const amphoe = loadAreaIndex(store.db, 'amphoe')
    expect([amphoe.codes, amphoe.namesTh, amphoe.parents]).toEqual([
      ['4001', '4002'],
      ['เมืองขอนแก่น', 'บ้านฝาง'],
      ['40', '40'],
    ])
    const province = loadAreaIndex(store.db, 'province')
    expect([province.namesTh, province.namesEn, province.box]).toEqual([
      ['ขอนแก่น'],
      ['Khon Kaen'],
      [102, 16, 102.3 + 0.1, 16.1],
    ])
    const tambon = loadAreaIndex(store.db)
    const total = tambon.areaRai.reduce((sum, rai) => sum + rai, 0)
    expect(province.areaRai[0]).toBeCloseTo(total, 3)
    expect(tambon.codes[tambon.locate(102.25, 16.05)]).toBe('400201')
    expect(tambon.locate(103, 16)).toBe(-1)
    // No vertex of the outline that no tambon has.
    const own = new Set<string>()
    for (let i = 0; i < tambon.coordinates.length; i += 2)
      own.add(`${tambon.coordinates[i]} ${tambon.coordinates[i + 1]}`)
    for (let i = 0; i < province.coordinates.length; i += 2) {
      expect(own).toContain(`${province.coordinates[i]} ${province.coordinates[i + 1]}`)
    }
  })

  it('makes a second import a new version and dissolves anew', async () => {
    await importAreas({ path: write('a.geojson', fourTambons) }, choices(), context)
    const first = currentVersion(store.db, 'areas:province')!
    await importAreas({ path: write('b.geojson', fourTambons.slice(0, 3)) }, choices(), context)
    const second = currentVersion(store.db, 'areas:province')!
    expect(second.versionId).toBeGreaterThan(first.versionId)
    expect(listVersions(store.db).filter(({ datasetId }) => datasetId === 'areas:tambon')).toHaveLength(2)
    expect(loadAreaIndex(store.db).codes).toEqual(['400101', '400102', '400201'])
  })

  it('leaves a province alone that was imported as such', async () => {
    const province = write('province.geojson', [[{ pro_code: '40', pro_th: 'ขอนแก่น' }, square(102, 16, 0.5)]])
    await importAreas({ path: province }, choices(), context)
    const before = currentVersion(store.db, 'areas:province')!.versionId
    const outcome = await importAreas({ path: write('tambon.geojson', fourTambons) }, choices(), context)
    expect(outcome.datasetIds).toEqual(['areas:tambon', 'areas:amphoe'])
    expect(currentVersion(store.db, 'areas:province')!.versionId).toBe(before)
  })

  it('lists every row that it leaves out, with its reason', async () => {
    const twice = [
      [
        [102, 17],
        [102.4, 17],
        [102.4, 17.4],
        [102.1, 17.4],
        [102.1, 16.9],
        [102.3, 16.9],
        [102.3, 17.3],
        [102, 17.3],
        [102, 17],
      ],
    ]
    const rows: [object, object | null][] = [
      ...fourTambons,
      ...fourTambons.map(([p], i): [object, Polygon] => [
        { ...p, ADM3_PCODE: `TH40030${i + 1}` },
        square(102 + i / 10, 16.5),
      ]),
      [{ ...fourTambons[0]![0], ADM3_PCODE: 'TH4003' }, square(102, 17)],
      [{ ...fourTambons[0]![0], ADM3_PCODE: 'TH400402' }, null],
      [
        { ...fourTambons[0]![0], ADM3_PCODE: 'TH400403' },
        { type: 'Point', coordinates: [102, 16] },
      ],
      [{ ...fourTambons[0]![0], ADM3_PCODE: 'TH400404' }, square(2, 48)],
      [{ ...fourTambons[0]![0], ADM3_PCODE: 'TH400102' }, square(102.6, 16)],
      [
        { ...fourTambons[0]![0], ADM3_PCODE: 'TH400405' },
        { type: 'Polygon', coordinates: twice },
      ],
    ]
    const outcome = await importAreas({ path: write('mixed.geojson', rows) }, choices({ level: 'tambon' }), context)
    expect(outcome.refusedRows.map(({ row, reason }) => [row, reason])).toEqual([
      [9, 'refused.area-code'],
      [10, 'refused.no-geometry'],
      [11, 'refused.not-a-polygon'],
      [12, 'refused.outside-thailand'],
      [13, 'refused.code-repeated'],
      [14, 'refused.ring-crosses-itself'],
    ])
    expect(outcome.taken).toBe(8)
    expect(listRefused(store.db, outcome.versionIds[0]!)).toEqual(outcome.refusedRows)
  })

  it('takes villages as points, with their numbers', async () => {
    const path = write('villages.geojson', [
      [
        { VILL_CODE: '40010201', VILL_NAME: 'บ้านสำราญ' },
        { type: 'Point', coordinates: [102.05, 16.05] },
      ],
      [
        { VILL_CODE: '40010211', VILL_NAME: 'บ้านโนน' },
        { type: 'Point', coordinates: [102.06, 16.05] },
      ],
    ])
    const outcome = await importAreas({ path }, choices(), context)
    expect(outcome.datasetIds).toEqual(['areas:village'])
    const { table } = currentVersion(store.db, 'areas:village')!
    const rows = store.db.prepare(`SELECT code, parent_code, moo, label_lon FROM "${table}" ORDER BY code`).raw().all()
    expect(rows).toEqual([
      ['40010201', '400102', 1, 102.05],
      ['40010211', '400102', 11, 102.06],
    ])
  })

  it('changes nothing when it refuses or is cancelled', async () => {
    await importAreas({ path: write('good.geojson', fourTambons) }, choices(), context)
    const before = contentHash(store)
    const elsewhere = write('france.geojson', [[{ code: '400101', name_th: 'ก' }, square(2, 48)]])
    await expect(importAreas({ path: elsewhere }, choices(), context)).rejects.toMatchObject({
      code: 'import.outside-thailand',
    })
    const nameless = write('nameless.geojson', [[{ a: 1 }, square(102, 16)]])
    await expect(importAreas({ path: nameless }, choices(), context)).rejects.toMatchObject({
      code: 'import.no-column',
    })
    let polls = 0
    const stopping = { ...context, cancelled: () => ++polls > 6 }
    await expect(importAreas({ path: write('x.geojson', fourTambons) }, choices(), stopping)).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(contentHash(store)).toBe(before)
  })

  it('takes codes from names that the workspace knows, when the file has none', async () => {
    await importAreas({ path: write('good.geojson', fourTambons) }, choices(), context)
    const path = write('amphoe.geojson', [
      [{ AMPHOE_T: 'อำเภอเมืองขอนแก่น', PROV_T: 'ขอนแก่น' }, square(102, 16, 0.2)],
      [{ AMPHOE_T: 'บ้านฝาง', PROV_T: 'ขอนแก่น' }, square(102.2, 16, 0.2)],
    ])
    const outcome = await importAreas({ path }, choices(), context)
    expect(outcome.notes.map(({ message }) => message)).toContain('areas.codes-by-name')
    expect(loadAreaIndex(store.db, 'amphoe').codes).toEqual(['4001', '4002'])
  })

  it('keeps geometry that QGIS reads: multipolygons of closed rings', async () => {
    await importAreas({ path: write('good.geojson', fourTambons) }, choices(), context)
    const { table } = currentVersion(store.db, 'areas:tambon')!
    const rows = store.db.prepare<[], { geom: Buffer }>(`SELECT geom FROM "${table}"`).all()
    for (const { geom } of rows) {
      const geometry = decodeGeometry(geom)
      expect(geometry?.type).toBe('MultiPolygon')
      const ring: Position[] = geometry?.type === 'MultiPolygon' ? geometry.coordinates[0]![0]! : []
      expect(ring[0]).toEqual(ring.at(-1))
    }
  })
})

describe('names of areas', () => {
  const names = [
    'โพนทราย',
    'เสลภูมิ',
    'น้ำพอง',
    'ในเมือง',
    'สาเกตนคร',
    'ทุ่งกุลาร้องไห้',
    'แก่งเลิงจาน',
    'กมลาไสย',
    'ไก่คำ',
    'คำชะอี',
    'หนองอีเฒ่า',
    'หนองอิเฒ่า',
    'ป่าไม้',
    'ป่าโมก',
    'ปากช่อง',
  ]

  it('sort by their keys as Thai dictionaries do', () => {
    const byKey = [...names].sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))
    expect(byKey).toEqual([...names].sort(new Intl.Collator('th').compare))
  })

  it('get word joiners in the label and nowhere else', () => {
    for (const name of names) {
      const label = labelOf(name)
      expect(label.replaceAll('\u2060', '')).toBe(name)
      expect(label).not.toMatch(/[เแโใไ]\u2060|\u2060[\u0E30-\u0E3A\u0E45\u0E47-\u0E4E]/)
    }
    expect(labelOf('สาเกตนคร')).toBe('สา\u2060เก\u2060ต\u2060น\u2060ค\u2060ร')
    expect(labelOf('ก. (ข)')).not.toContain(' \u2060')
  })
})

describe('measures of areas', () => {
  it('gives the ellipsoidal area of a known cell in ไร่', () => {
    const side = (from: Position, to: Position): Position[] =>
      Array.from({ length: 100 }, (_, i) => [
        from[0]! + ((to[0]! - from[0]!) * i) / 100,
        from[1]! + ((to[1]! - from[1]!) * i) / 100,
      ])
    const ring = [
      ...side([102, 15], [103, 15]),
      ...side([103, 15], [103, 16]),
      ...side([103, 16], [102, 16]),
      ...side([102, 16], [102, 15]),
      [102, 15],
    ]
    const km2 = (areaRaiOf({ type: 'Polygon', coordinates: [ring] }) * 1600) / 1e6
    // Authalic sphere: R²·Δλ·(sin β2 − sin β1), R = 6371.0072 km, β = φ − 0.128963°·sin 2φ + …
    const beta = (lat: number) =>
      (lat * Math.PI) / 180 - ((0.1289633 * Math.PI) / 180) * Math.sin((2 * lat * Math.PI) / 180)
    const expected = 6371.0072 ** 2 * (Math.PI / 180) * (Math.sin(beta(16)) - Math.sin(beta(15)))
    expect(km2 / expected).toBeCloseTo(1, 4)
  })

  it('puts the label inside, also where the middle is not', () => {
    const horseshoe: Position[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [7, 10],
      [7, 3],
      [3, 3],
      [3, 10],
      [0, 10],
      [0, 0],
    ]
    const [x, y] = labelPointOf({ type: 'Polygon', coordinates: [horseshoe] })!
    expect(x < 3 || x > 7 || y < 3).toBe(true)
    expect(
      labelPointOf({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [2, 0],
            [2, 2],
            [0, 2],
            [0, 0],
          ],
        ],
      }),
    ).toEqual([1, 1])
  })
})

/** A hash over the rows of every table: files differ by their headers even where their content does not. */
function contentHash({ db }: Store): string {
  const hash = createHash('sha256')
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
  for (const { name } of tables) {
    hash.update(name)
    for (const row of db.prepare(`SELECT * FROM "${name}"`).raw().iterate()) hash.update(JSON.stringify(row))
  }
  return hash.digest('hex')
}
