import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identifyFile } from './identify.ts'
import { openVector } from './open-vector.ts'
import type { VectorSource } from './vector-source.ts'

let folder = ''
let source: VectorSource | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kml-test-'))
})
afterEach(() => {
  source?.close()
  source = null
  rmSync(folder, { recursive: true, force: true })
})

const document = (placemarks: string, declaration = '<?xml version="1.0" encoding="UTF-8"?>') =>
  `${declaration}<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>${placemarks}</Document></kml>`

async function open(name: string, content: string | Uint8Array): Promise<VectorSource> {
  const path = join(folder, name)
  writeFileSync(path, content)
  source = await openVector(await identifyFile(path))
  return source
}

const rowsOf = (opened: VectorSource) => {
  const layer = opened.layers[0]!
  const at = (column: string) => layer.columns.findIndex(({ name }) => name === column)
  return [...layer.read()].map((row) => ({ ...row, value: (column: string) => row.values[at(column)] }))
}

describe('KML', () => {
  it('keeps Thai text, extended data and every kind of shape', async () => {
    const opened = await open(
      'a.kml',
      document(`
        <Folder><name>วัด</name>
        <Placemark><name>วัดป่า</name><ExtendedData><Data name="หมู่"><value>๓</value></Data></ExtendedData>
          <Point><coordinates>102.5,16.25,180</coordinates></Point></Placemark></Folder>
        <Placemark><name>สองแปลง</name><MultiGeometry>
          <Polygon><outerBoundaryIs><LinearRing><coordinates>102,16 102.1,16 102.1,16.1 102,16</coordinates></LinearRing></outerBoundaryIs></Polygon>
          <Polygon><outerBoundaryIs><LinearRing><coordinates>103,16 103.1,16 103.1,16.1 103,16</coordinates></LinearRing></outerBoundaryIs></Polygon>
        </MultiGeometry></Placemark>
        <Placemark><name>ทาง</name><gx:Track><when>2024-01-01T00:00:00Z</when><when>2024-01-01T00:01:00Z</when>
          <gx:coord>102 16 0</gx:coord><gx:coord>102.1 16.1 0</gx:coord></gx:Track></Placemark>
        <Placemark><name>ไม่มีรูป</name></Placemark>
        <GroundOverlay><name>ภาพ</name><LatLonBox><north>17</north><south>16</south><east>103</east><west>102</west></LatLonBox></GroundOverlay>`),
    )
    const rows = rowsOf(opened)
    expect(rows.map((row) => [row.value('name'), row.geometry?.type ?? null])).toEqual([
      ['วัดป่า', 'Point'],
      ['สองแปลง', 'MultiPolygon'],
      ['ทาง', 'LineString'],
      ['ไม่มีรูป', null],
    ])
    expect(rows[0]!.value('หมู่')).toBe('๓')
    expect(opened.layers[0]!.box).toEqual([102, 16, 103.1, 16.25])
  })

  it('reads Windows-874, declared or not', async () => {
    const bytes = (text: string) =>
      Uint8Array.from(
        [...text].map((char) => (char < '\u0080' ? char.charCodeAt(0) : char.charCodeAt(0) - 0x0e00 + 0xa0)),
      )
    const placemark = '<Placemark><name>บ้านโคก</name><Point><coordinates>102,16</coordinates></Point></Placemark>'
    const declared = await open('b.kml', bytes(document(placemark, '<?xml version="1.0" encoding="TIS-620"?>')))
    expect(rowsOf(declared)[0]!.value('name')).toBe('บ้านโคก')
    declared.close()
    const silent = await open('c.kml', bytes(document(placemark, '<?xml version="1.0"?>')))
    expect(rowsOf(silent)[0]!.value('name')).toBe('บ้านโคก')
  })

  it('opens doc.kml of a KMZ and asks where there are several files', async () => {
    const text = strToU8(
      document('<Placemark><name>ก</name><Point><coordinates>102,16</coordinates></Point></Placemark>'),
    )
    const opened = await open('a.kmz', zipSync({ 'images/a.png': strToU8('x'), 'other.kml': text, 'doc.kml': text }))
    expect([opened.format, opened.layers[0]!.rowCount]).toEqual(['kml', 1])
    await expect(open('two.zip', zipSync({ 'a.kml': text, 'b.kml': text }))).rejects.toMatchObject({
      code: 'file.several-in-zip',
    })
  })

  it('refuses what is broken or holds no placemark', async () => {
    await expect(open('d.kml', document('<Placemark><name>'))).rejects.toMatchObject({ code: 'file.damaged' })
    await expect(open('e.kml', document(''))).rejects.toMatchObject({ code: 'file.empty' })
  })
})
