import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importChoicesSchema } from '../../data/contract/imports.ts'
import { SurveyCache } from '../../data/households/cache.ts'
import { importHouseholds } from '../../data/households/import-households.ts'
import { areaValues } from '../../data/indicators/values.ts'
import { currentVersion } from '../../data/store/datasets.ts'
import { openStore } from '../../data/store/open.ts'
import { benchContext, boundariesPath, createBenchWorkspace } from '../bench/bench-workspace.ts'
import { type Generated, generateHouseholdsCsv } from '../bench/generate.ts'
import { readIndicators } from '../bench/read-indicators.ts'

const here = existsSync(boundariesPath)
if (!here) console.warn(`skipped: ${boundariesPath} is not there`)
const ogrinfo = spawnSync('ogrinfo', ['--version']).status === 0
if (!ogrinfo) console.warn('skipped in part: ogrinfo is not installed')

const ROWS = 40_000
const BOX = [103, 16, 103.6, 16.4] as const

describe.skipIf(!here)('a survey on the eight provinces', () => {
  let folder: string
  let workspace: string
  let made: Generated
  let lines: string[][]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'phaenthi-survey-acceptance-'))
    workspace = join(folder, 'w.gpkg')
    const out = join(folder, 'h.csv')
    made = await generateHouseholdsCsv({
      boundaries: boundariesPath,
      rows: ROWS,
      out,
      seed: 'acceptance',
      shuffle: true,
    })
    lines = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const store = createBenchWorkspace(workspace, boundariesPath)
    const choices = importChoicesSchema.parse({ role: 'households', survey: '2567' })
    await importHouseholds({ kind: 'csv', path: out, name: 'h.csv', format: 'csv' }, choices, benchContext(store))
    store.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('puts every household into the tambon it was made in', () => {
    const store = openStore(workspace, { readOnly: true })
    const { codes, starts } = new SurveyCache(store.db).survey('2567').runs('tambon')
    const found = new Map(codes.map((code, i) => [code, starts[i + 1]! - starts[i]!]))
    const wanted = new Map([...made.rowsByArea].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
    store.close()
    expect(found).toEqual(wanted)
  })

  test('answers every จปฐ indicator as the file itself does', () => {
    const store = openStore(workspace, { readOnly: true })
    const survey = new SurveyCache(store.db).survey('2567')
    for (const indicator of readIndicators('bmn38')) {
      const field = 6 + Number(indicator.number)
      const answers = lines.map((cells) => cells[field]).filter((cell) => cell !== '')
      const failed = answers.filter((cell) => cell === '0').length
      const { total } = areaValues({ survey, indicator, level: 'province' })
      expect(total).toEqual({ state: 'value', value: (100 * failed) / answers.length, n: answers.length })
    }
    store.close()
  })

  test.skipIf(!ogrinfo)('is a layer that GDAL reads by its R-tree, each point and value in place', () => {
    const store = openStore(workspace, { readOnly: true })
    const { table } = currentVersion(store.db, 'households:2567')!
    store.close()
    const [minX, minY, maxX, maxY] = BOX
    const inside = lines.filter(
      ([, lon, lat]) => Number(lon) >= minX && Number(lon) <= maxX && Number(lat) >= minY && Number(lat) <= maxY,
    )
    const report = execFileSync('ogrinfo', ['-al', '-spat', ...BOX.map(String), workspace, table], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    expect(report).not.toMatch(/warning|error/i)
    expect(report).toContain(`Feature Count: ${inside.length}`)
    const points = [...report.matchAll(/household_id \(String\) = (BN-\d+)[\s\S]*?POINT \(([\d.]+) ([\d.]+)\)/g)]
    const found = new Map(points.map(([, id, lon, lat]) => [id, [Number(lon), Number(lat)]]))
    expect(found).toEqual(new Map(inside.map(([id, lon, lat]) => [id, [Number(lon), Number(lat)]])))
  })
})
