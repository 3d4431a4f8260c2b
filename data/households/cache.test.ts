import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { benchContext, createBenchWorkspace } from '../../tests/bench/bench-workspace.ts'
import { importChoicesSchema } from '../contract/imports.ts'
import type { Store } from '../store/open.ts'
import { SurveyCache } from './cache.ts'
import { cellOf } from './columns.ts'
import { importHouseholds } from './import-households.ts'

let folder: string
let store: Store
const choices = importChoicesSchema.parse({ role: 'households', survey: '2567' })
const source = { kind: 'csv', path: '', name: 's.csv', format: 'csv' } as const

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-cache-'))
  const ring = [
    [102, 16],
    [103, 16],
    [103, 17],
    [102, 17],
    [102, 16],
  ] as [number, number][]
  store = createBenchWorkspace(join(folder, 'w.gpkg'), [
    { code: '400101', geometry: { type: 'Polygon', coordinates: [ring] } },
  ])
  await importRows(5000)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function importRows(count: number): Promise<void> {
  const path = join(folder, `s${count}.csv`)
  const rows = Array.from({ length: count }, (_, i) => `${102.1 + i / 10_000},16.5,${i},${i * 3}`)
  writeFileSync(path, `lon,lat,a,b\n${rows.join('\n')}\n`)
  await importHouseholds({ ...source, path }, choices, benchContext(store))
}

describe('the cache of columns', () => {
  test('keeps within its budget by letting go of what was not asked for longest', () => {
    const wide = new SurveyCache(store.db)
    const survey = wide.survey('2567')
    const a = survey.column('a')!
    expect(survey.column('a')).toBe(a)
    const narrow = new SurveyCache(store.db, 45_000)
    const tight = narrow.survey('2567')
    const first = tight.column('a')
    tight.column('b')
    tight.fids()
    expect(narrow.heldBytes).toBeLessThanOrEqual(45_000)
    expect(tight.column('a')).not.toBe(first)
    expect(cellOf(tight.column('a')!, 17)).toBe(cellOf(a, 17))
    wide.drop()
    expect(wide.heldBytes).toBe(0)
  })

  test('answers the new version as soon as it is the current one', async () => {
    const cache = new SurveyCache(store.db)
    const before = cache.survey('2567')
    expect(cache.survey('2567')).toBe(before)
    before.column('a')
    await importRows(700)
    const after = cache.survey('2567')
    expect([before.count, after.count]).toEqual([5000, 700])
    expect(after.versionId).toBeGreaterThan(before.versionId)
    expect(cache.surveyIds()).toEqual(['2567'])
    expect(() => cache.survey('2560')).toThrow(/survey.unknown/)
  })
})
