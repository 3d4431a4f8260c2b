import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identifyFile } from './identify.ts'
import { openVector } from './open-vector.ts'
import { understandLayer } from './understand.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shapefile-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const names = ['บ้านโคกสูง', 'บ้านน้ำพอง', 'ทุ่งกุลาร้องไห้']
const as874 = (text: string) =>
  Buffer.from([...text].map((char) => (char < '\u0080' ? char.charCodeAt(0) : char.charCodeAt(0) - 0x0e00 + 0xa0)))

/** The parts of a point shapefile with one text column, NAME, in Windows-874 (ESRI Shapefile Technical Description, 1998). */
function parts(): Record<'shp' | 'shx' | 'dbf', Buffer> {
  const header = (bytes: number) => {
    const head = Buffer.alloc(100)
    head.writeInt32BE(9994, 0)
    head.writeInt32BE(bytes / 2, 24)
    head.writeInt32LE(1000, 28)
    head.writeInt32LE(1, 32)
    for (const [index, side] of [102, 16, 102.2, 16].entries()) head.writeDoubleLE(side, 36 + index * 8)
    return head
  }
  const shapes = names.map((_, index) => {
    const record = Buffer.alloc(28)
    record.writeInt32BE(index + 1, 0)
    record.writeInt32BE(10, 4)
    record.writeInt32LE(1, 8)
    record.writeDoubleLE(102 + index / 10, 12)
    record.writeDoubleLE(16, 20)
    return record
  })
  const index = names.map((_, row) => {
    const entry = Buffer.alloc(8)
    entry.writeInt32BE((100 + row * 28) / 2, 0)
    entry.writeInt32BE(10, 4)
    return entry
  })
  const dbfHead = Buffer.alloc(65)
  dbfHead.set([3, 124, 1, 1])
  dbfHead.writeUInt32LE(names.length, 4)
  dbfHead.writeUInt16LE(65, 8)
  dbfHead.writeUInt16LE(31, 10)
  dbfHead.write('NAME', 32, 'latin1')
  dbfHead.write('C', 43, 'latin1')
  dbfHead[48] = 30
  dbfHead[64] = 13
  const rows = names.map((name) => Buffer.concat([Buffer.from(' '), as874(name), Buffer.alloc(30 - name.length, 32)]))
  return {
    shp: Buffer.concat([header(100 + 28 * 3), ...shapes]),
    shx: Buffer.concat([header(100 + 8 * 3), ...index]),
    dbf: Buffer.concat([dbfHead, ...rows]),
  }
}

function write(files: Record<string, Uint8Array | string>): string {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return join(folder, Object.keys(files)[0]!)
}

async function look(path: string) {
  const source = await openVector(await identifyFile(path))
  try {
    return source.layers.map((layer) => ({
      layer,
      described: understandLayer(layer, {}).described,
      rows: [...layer.read()],
    }))
  } finally {
    source.close()
  }
}

describe('shapefiles', () => {
  it.each([
    ['no .cpg', {}],
    ['a .cpg that lies', { 'a.cpg': 'UTF-8' }],
    ['a .cpg that is a web page', { 'a.cpg': '<!doctype html><html><body>Not found</body></html>' }],
    ['OEM 874', { 'a.cpg': 'OEM 874' }],
  ])('read Thai with %s', async (_, more) => {
    const { shp, shx, dbf } = parts()
    const [found] = await look(write({ 'a.shp': shp, 'a.shx': shx, 'a.dbf': dbf, ...more }))
    expect(found!.described.encoding?.value).toBe('windows-874')
    expect(found!.described.columns).toEqual([{ name: 'NAME', type: 'text', samples: names }])
    expect(found!.described.crs).toMatchObject({ value: 'EPSG:4326', certainty: 'likely' })
  })

  it('never write to the files they were given', async () => {
    const { shp, dbf } = parts()
    const path = write({ 'a.shp': shp, 'a.dbf': dbf })
    const [found] = await look(path)
    expect(found!.rows.map((row) => row.geometry)).toHaveLength(3)
    expect(readFileSync(path)).toEqual(shp)
    expect(() => readFileSync(join(folder, 'a.shx'))).toThrow('ENOENT')
  })

  it('come several in a zip, whatever the case of their names', async () => {
    const { shp, shx, dbf } = parts()
    const members = {
      'โฟลเดอร์/One.SHP': shp,
      'โฟลเดอร์/one.shx': shx,
      'โฟลเดอร์/ONE.DBF': dbf,
      'two.v2.shp': shp,
      'two.v2.shx': shx,
    }
    writeFileSync(join(folder, 'several.zip'), zipSync(members))
    const found = await look(join(folder, 'several.zip'))
    expect(found.map(({ layer }) => [layer.name, layer.rowCount, layer.columns.length])).toEqual([
      ['One', 3, 1],
      ['two.v2', 3, 0],
    ])
    expect(found[1]!.described.notes).toContainEqual({
      message: 'vector.part-missing',
      values: { part: '.dbf' },
      severity: 'warn',
    })
  })

  it('say when a part was cut off', async () => {
    const { shp, shx, dbf } = parts()
    const path = write({ 'a.shp': shp, 'a.shx': shx, 'a.dbf': dbf })
    truncateSync(join(folder, 'a.dbf'), dbf.length - 40)
    const [found] = await look(path)
    expect(found!.described.notes.map(({ message }) => message)).toContain('vector.part-cut')
  })

  it('are refused where the shapes themselves are missing or broken', async () => {
    const { shx, dbf } = parts()
    await expect(look(write({ 'a.dbf': dbf, 'a.shx': shx }))).rejects.toMatchObject({ code: 'file.part-missing' })
    await expect(look(write({ 'b.shp': Buffer.alloc(60, 1), 'b.dbf': dbf }))).rejects.toMatchObject({ name: 'Refusal' })
  })

  it('stop when the person asks, and leave no file behind', async () => {
    const { shp, shx, dbf } = parts()
    const kind = await identifyFile(write({ 'a.shp': shp, 'a.shx': shx, 'a.dbf': dbf }))
    await expect(openVector(kind, () => true)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
