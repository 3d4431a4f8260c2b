import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listZip, unpackZip } from './archive.ts'
import { identifyFile } from './identify.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identify-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const zip = (name: string, members: Record<string, string>) =>
  put(name, zipSync(Object.fromEntries(Object.entries(members).map(([key, text]) => [key, strToU8(text)]))))

const shpHeader = () => {
  const header = Buffer.alloc(100)
  header.writeInt32BE(9994, 0)
  header.writeInt32LE(1000, 28)
  return header
}

describe('identifyFile', () => {
  it.each([
    ['a.txt', '{"type":"FeatureCollection","features":[]}', 'geojson'],
    ['b.zip', '{"type":"Topology","objects":{},"arcs":[]}', 'topojson'],
    ['c.json', '[{"project":"x","budget":1}]', 'json'],
    ['d', '<?xml version="1.0"?><!-- <gpx> --><kml xmlns="x"></kml>', 'kml'],
    ['e.kml', '\ufeff<?xml version="1.0"?>\n<gpx version="1.1"/>', 'gpx'],
    ['f.csv', '  0\nSECTION\n  2\nHEADER\n', 'dxf'],
    ['g.txt', '!table\n!version 300\n', 'mapinfo'],
    ['h.dat', 'รหัส,ชื่อ\n1,ก\n', 'csv'],
    ['i.tsv', 'a\tb\n1\t2\n', 'csv'],
    ['j.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xls'],
    ['k.bin', Buffer.from('fgb\x03fgb\x00', 'latin1'), 'flatgeobuf'],
    ['l.shp', shpHeader(), 'shapefile'],
  ])('%s is what its content is', async (name, content, format) => {
    expect((await identifyFile(put(name, content))).format).toBe(format)
  })

  it('tells zips by what is in them', async () => {
    const kinds = [
      zip('1.zip', { 'a/b.SHP': 'x', 'a/b.dbf': 'x' }),
      zip('2.zip', { 'doc.kml': '<kml/>', 'images/a.png': 'x' }),
      zip('3.zip', { 'xl/workbook.xml': '<x/>', '[Content_Types].xml': '<x/>' }),
      zip('4.zip', { 'content.xml': '<x/>', 'META-INF/manifest.xml': '<x/>' }),
      zip('5.zip', { 'x.gdb/a00000001.gdbtable': 'x' }),
      zip('6.zip', { 'x.gpkg': 'x', '__MACOSX/._x.shp': 'x' }),
    ]
    const found = await Promise.all(kinds.map((path) => identifyFile(path)))
    expect(found.map((kind) => kind.format)).toEqual(['shapefile', 'kml', 'xlsx', 'ods', 'filegdb', 'gpkg'])
  })

  it.each([
    ['empty.shp', '', 'file.empty'],
    ['blank.csv', ' \n\t', 'file.empty'],
    ['a.pdf', '%PDF-1.7', 'file.unknown-format'],
    ['b.shp', '<!doctype html><html></html>', 'file.unknown-format'],
    ['c.gpkg', 'hello there', 'file.unknown-format'],
    ['d.csv', Buffer.from([1, 2, 3, 0, 255]), 'file.unknown-format'],
    ['e.prj', 'GEOGCS["x",DATUM["y"]]', 'file.part-missing'],
    ['f.zip', Buffer.from('PK\x03\x04 not really', 'latin1'), 'file.damaged'],
    ['g.pmtiles', 'PMTiles\x03', 'file.unknown-format'],
  ])('%s is refused', async (name, content, code) => {
    await expect(identifyFile(put(name, content))).rejects.toMatchObject({ code })
  })

  it('opens the .shp when a part beside it was picked', async () => {
    const main = put('Roads.SHP', shpHeader())
    expect(await identifyFile(put('roads.prj', 'GEOGCS["x"]'))).toMatchObject({ format: 'shapefile', path: main })
  })

  it('says what a folder, a missing file and a database are', async () => {
    await expect(identifyFile(join(folder, 'nothing.shp'))).rejects.toMatchObject({ code: 'file.not-found' })
    await expect(identifyFile(folder)).rejects.toMatchObject({ code: 'file.empty' })
    mkdirSync(join(folder, 'x.gdb'))
    writeFileSync(join(folder, 'x.gdb', 'a00000001.gdbtable'), 'x')
    expect((await identifyFile(join(folder, 'x.gdb'))).format).toBe('filegdb')
    const db = new Sqlite(join(folder, 'x.mbtiles'))
    db.exec('CREATE TABLE tiles (a); CREATE TABLE metadata (a)')
    db.close()
    await expect(identifyFile(join(folder, 'x.mbtiles'))).rejects.toMatchObject({ code: 'file.unknown-format' })
  })
})

describe('zips from strangers', () => {
  it('refuses one that would unpack to an abnormal size', async () => {
    const path = put('bomb.zip', zipSync({ 'a.shp': new Uint8Array(80_000_000) }))
    await expect(listZip(path)).rejects.toMatchObject({ code: 'file.zip-bomb' })
  })

  it('never writes outside the folder', async () => {
    const path = zip('slip.zip', { '../../outside.shp': 'x', '/etc/absolute.shp': 'x', 'C:\\win\\back.shp': 'x' })
    const target = join(folder, 'deep', 'target')
    mkdirSync(target, { recursive: true })
    const placed = await unpackZip(path, target, await listZip(path))
    for (const file of placed.values()) expect(file.startsWith(target)).toBe(true)
    expect(placed.size).toBe(3)
    expect(readdirSync(join(folder, 'deep'))).toEqual(['target'])
  })

  it('reads Thai names that Windows packed in its own code page', async () => {
    const bytes = Buffer.from(zipSync({ 'AAAA.shp': strToU8('x') }))
    const thai = Buffer.from([0xb5, 0xd3, 0xba, 0xc5])
    for (let at = bytes.indexOf('AAAA'); at >= 0; at = bytes.indexOf('AAAA')) thai.copy(bytes, at)
    const entries = await listZip(put('thai.zip', bytes))
    expect(entries.map((entry) => entry.name)).toEqual(['ตำบล.shp'])
  })
})
