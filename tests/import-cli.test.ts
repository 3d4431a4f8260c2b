/** Importing from the command line: what its options say is what the window shows. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SurveyInfo } from '../data/contract/api.ts'
import { openBench, runCli, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('import-cli')
const workspace = join(folder.path, 'งาน.gpkg')
const csv = join(folder.path, 'ครัวเรือน.csv')

beforeAll(async () => {
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  writeFileSync(csv, 'household_id,lon,lat,members,bmn_01\nH1,103.4,16,4,1\nH2,103.5,16.1,2,0\n')
})
afterAll(() => folder.remove())

const importOf = (survey: string, year: string) =>
  runCli('import', workspace, csv, '--as', 'households', '--survey', survey, '--year', year)

test('a survey’s year may be given in พ.ศ. or in ค.ศ.', async () => {
  expect(await importOf('thai', '2568')).toMatchObject({ status: 0, stderr: '' })
  expect(await importOf('gregorian', '2025')).toMatchObject({ status: 0, stderr: '' })
  const bench = openBench(workspace)
  const surveys = await bench.get<SurveyInfo[]>('/api/surveys')
  await bench.close()
  const found = surveys.filter(({ id }) => id === 'thai' || id === 'gregorian')
  expect(found.map(({ id, year }) => [id, year]).sort()).toEqual([
    ['gregorian', 2025],
    ['thai', 2025],
  ])
})

test('a year of no era is refused with a sentence, and nothing is imported', async () => {
  const refused = await importOf('short', '68')
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('พ.ศ. 2400 to 2699 or ค.ศ. 1800 to 2199, not 68')
  const bench = openBench(workspace)
  const surveys = await bench.get<SurveyInfo[]>('/api/surveys')
  await bench.close()
  expect(surveys.some(({ id }) => id === 'short')).toBe(false)
})
