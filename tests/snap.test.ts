/** What a pen is held to: the file's own positions, each border once, and nothing of it for the room. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AreaRow, SnapLines } from '../data/contract/api.ts'
import type { CommandAnswer } from '../data/contract/commands.ts'
import { decodeGeometry, eachPosition } from '../data/store/geometry.ts'
import { createStore, openStore } from '../data/store/open.ts'
import { type Bench, openBench, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('snap')
const path = join(folder.path, 'sample.gpkg')
let bench: Bench

beforeAll(async () => {
  createStore(path).close()
  bench = openBench(path)
  await bench.job(await bench.post('/api/workspace/sample', {}))
})
afterAll(async () => {
  await bench.close()
  folder.remove()
})

async function snapWithin(box: readonly number[]): Promise<SnapLines> {
  return bench.get<SnapLines>(`/api/snap?box=${box.join(',')}`)
}

describe('what a pen is held to', () => {
  it('is every corner of the boundaries in view, to the last digit, and each border once', async () => {
    const areas = await bench.get<AreaRow[]>('/api/areas?level=tambon')
    const { box } = areas[10]!
    const { lines, corners } = await snapWithin(box)
    expect(corners).toEqual([])
    const told = new Set(lines.flatMap(({ positions }) => positions.map(String)))
    const sides = lines
      .filter(({ item }) => item === null)
      .flatMap(({ positions }) =>
        positions.slice(1).map((to, at) => [String(positions[at]), String(to)].sort().join(' ')),
      )
    expect(sides.length).toBeGreaterThan(100)
    expect(new Set(sides).size).toBe(sides.length)
    const { db, close } = openStore(path, { readOnly: true })
    const table = db.prepare("SELECT table_name FROM gpkg_contents WHERE table_name LIKE 'tambon%'").pluck().get()
    const geom = db.prepare<[string], Uint8Array>(`SELECT geom FROM ${table} WHERE code = ?`).pluck()
    let checked = 0
    eachPosition(decodeGeometry(geom.get(areas[10]!.code)!)!, (x, y) => {
      checked++
      expect(told).toContain(`${x},${y}`)
    })
    expect(checked).toBeGreaterThan(20)
    close()
  })

  it('is what items are drawn by, with the item they are of', async () => {
    const plan = 'plan:snap'
    await bench.post('/api/commands', { type: 'createPlan', plan, fields: { title: 'แผน' } })
    const line = {
      type: 'LineString',
      coordinates: [
        [103.123456789012, 16.0000000001],
        [103.2, 16.1],
      ],
    }
    const { created } = await bench.post<CommandAnswer>('/api/commands', {
      type: 'addItem',
      plan,
      item: { fields: { title: 'ถนน' }, places: [{ id: 'a', kind: 'line', geometry: JSON.stringify(line) }] },
    })
    const { lines } = await snapWithin([103.12, 15.99, 103.13, 16.01])
    expect(lines.filter(({ item }) => item === created[0])).toEqual([{ item: created[0], positions: line.coordinates }])
    await bench.post('/api/commands', { type: 'dropItem', plan, item: created[0] })
    expect((await snapWithin([103.12, 15.99, 103.13, 16.01])).lines.some(({ item }) => item === created[0])).toBe(false)
  })

  it('is one corner in each dot of the screen where there are too many to draw by', async () => {
    const plan = 'plan:snap'
    const coordinates = Array.from({ length: 61_000 }, (_, index) => [103 + index * 1e-5, 16 + (index % 2) * 1e-6])
    await bench.post('/api/commands', {
      type: 'addItem',
      plan,
      item: {
        fields: { title: 'เส้นยาว' },
        places: [{ id: 'b', kind: 'line', geometry: JSON.stringify({ type: 'LineString', coordinates }) }],
      },
    })
    const { lines, corners } = await snapWithin([102, 15, 104, 17])
    expect(lines).toEqual([])
    expect(corners.length).toBeGreaterThan(400)
    expect(corners.length).toBeLessThan(20_000)
    const known = new Set(coordinates.map(String))
    expect(corners.some((corner) => known.has(String(corner)))).toBe(true)
    expect((await snapWithin([103, 15.99, 103.01, 16.01])).lines.length).toBeGreaterThan(0)
  })

  it('is refused to the room, and asks for a box', async () => {
    expect((await bench.ask('/api/snap?box=102,15,104,17', {}, 'room')).status).toBe(403)
    expect((await bench.ask('/api/snap?box=here')).status).toBe(400)
    expect((await bench.ask('/api/snap')).status).toBe(400)
  })
})
