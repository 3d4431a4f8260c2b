/** The history says in words what the hand did to an item's places, and takes each back as one step. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CommandAnswer, placeGestures } from '../data/contract/commands.ts'
import { documentsMessages } from '../data/contract/messages/documents.ts'
import type { Place, PlanItem } from '../data/contract/plans.ts'
import { type Bench, openBench, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('gestures')
let bench: Bench

beforeAll(() => {
  bench = openBench(join(folder.path, 'work.gpkg'))
})
afterAll(async () => {
  await bench.close()
  folder.remove()
})

const point = (lon: number): Place => ({
  id: 'a',
  kind: 'point',
  geometry: JSON.stringify({ type: 'Point', coordinates: [lon, 16] }),
  code: null,
  label: null,
})

test('each gesture has its own words', async () => {
  const plan = 'plan:gestures'
  await bench.post('/api/commands', { type: 'createPlan', plan, fields: { title: 'แผน' } })
  const { created } = await bench.post<CommandAnswer>('/api/commands', {
    type: 'addItem',
    plan,
    item: { fields: { title: 'ฝาย' }, places: [point(100)] },
  })
  const item = created[0] as string
  for (const [at, gesture] of placeGestures.entries()) {
    const where = gesture === 'pick-areas' ? { where: 'กู่กาสิงห์' } : {}
    const input =
      at % 2 === 0
        ? { type: 'placeItem', plan, item, places: [point(101 + at)], gesture, ...where }
        : { type: 'moveItem', plan, item, place: point(101 + at), gesture, ...where }
    const { label, undoable } = await bench.post<CommandAnswer>('/api/commands', input)
    expect(label.message).toBe(`command.place-${gesture}`)
    expect(label.values).toMatchObject({ title: 'ฝาย', ...where })
    expect(Object.keys(documentsMessages)).toContain(label.message)
    expect(undoable).toBe(true)
    await bench.post('/api/undo', {})
    expect((await bench.get<PlanItem>(`/api/items/${item}`)).places).toEqual([point(100)])
  }
  const moved = await bench.post<CommandAnswer>('/api/commands', { type: 'moveItem', plan, item, place: point(102) })
  expect(moved.label.message).toBe('command.move-item')
})
