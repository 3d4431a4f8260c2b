import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateHouseholdsCsv, headerOf } from '../bench/generate.ts'
import { type BenchArea, insideRings, ringsOf } from '../bench/generate-areas.ts'

const square = (x: number, y: number): GeoJSON.Position[] => [
  [x, y],
  [x + 0.1, y],
  [x + 0.1, y + 0.1],
  [x, y + 0.1],
  [x, y],
]
const hole: GeoJSON.Position[] = [
  [103.03, 16.03],
  [103.03, 16.07],
  [103.07, 16.07],
  [103.07, 16.03],
  [103.03, 16.03],
]
const areas: BenchArea[] = [
  { code: '980101', geometry: { type: 'Polygon', coordinates: [square(103, 16), hole] } },
  { code: '980102', geometry: { type: 'MultiPolygon', coordinates: [[square(103.1, 16)], [square(103.3, 16)]] } },
]

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-bench-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

test('as many rows as asked for, each of the asked width, each inside one of the areas', async () => {
  const out = join(folder, 'a.csv')
  const made = await generateHouseholdsCsv({ boundaries: areas, rows: 20_000, out, seed: 'x' })
  const [header, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\n')
  expect(header?.split(',')).toEqual(headerOf(45))
  expect(rows).toHaveLength(20_000)
  const rings = areas.map((area) => ringsOf(area.geometry))
  const counted = areas.map(() => 0)
  for (const row of rows) {
    const cells = row.split(',')
    expect(cells).toHaveLength(45)
    const at = rings.findIndex((ring) => insideRings(ring, Number(cells[1]), Number(cells[2])))
    expect(at).toBeGreaterThanOrEqual(0)
    counted[at]!++
  }
  expect([...made.rowsByArea.values()]).toEqual(counted)
})

test('the same seed gives the same bytes, another seed and another order do not', async () => {
  const make = async (name: string, seed: string, shuffle: boolean): Promise<string> => {
    const out = join(folder, name)
    await generateHouseholdsCsv({ boundaries: areas, rows: 500, out, seed, shuffle, columns: 50 })
    return hashOf(out)
  }
  const first = await make('1.csv', 'x', false)
  expect(await make('2.csv', 'x', false)).toBe(first)
  expect(await make('3.csv', 'y', false)).not.toBe(first)
  expect(await make('4.csv', 'x', true)).not.toBe(first)
})
