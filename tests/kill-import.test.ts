/** An import that is killed at any moment leaves the workspace as it was (no rows, no layer, no staging table) or is there whole. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatasetInfo } from '../data/contract/api.ts'
import { findDamage } from '../data/store/check.ts'
import { currentVersion } from '../data/store/datasets.ts'
import { openStore } from '../data/store/open.ts'
import { root, runCli, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('kill')
const workspace = join(folder.path, 'งาน.gpkg')
const ROWS = 150_000
const csv = join(folder.path, 'ครัวเรือน.csv')

beforeAll(async () => {
  expect((await runCli('new', workspace, '--sample')).status).toBe(0)
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `H${row},${103.4 + (row % 100) / 500},${16 + (row % 97) / 500},${row % 7},${row % 2}`,
  )
  writeFileSync(csv, `household_id,lon,lat,members,bmn_01\n${rows.join('\n')}\n`)
})
afterAll(() => folder.remove())

const tablesOf = () => {
  const store = openStore(workspace)
  const tables = store.db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all()
  const layers = store.db.prepare('SELECT table_name FROM gpkg_contents ORDER BY table_name').pluck().all()
  const damage = findDamage(store.db)
  const version = currentVersion(store.db, 'households:2599')
  const rows = version ? (store.db.prepare(`SELECT count(*) FROM "${version.table}"`).pluck().get() as number) : 0
  store.close()
  return { tables, layers, damage, rows }
}

/** Starts an import in a process of its own and kills it after a while; answers whether it was still at work. */
function killAfter(milliseconds: number): Promise<boolean> {
  const args = [join(root, 'data', 'cli.ts'), 'import', workspace, csv, '--as', 'households', '--survey', '2599']
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  return new Promise((resolve) => {
    child.on('exit', (_, signal) => {
      clearTimeout(timer)
      resolve(signal === 'SIGKILL')
    })
  })
}

describe('an import that is killed', () => {
  it('leaves nothing behind, or all of it, whenever that was', async () => {
    const before = tablesOf()
    expect(before.damage).toBeNull()
    let killed = 0
    // From the first look to the last transaction, wherever this machine has them.
    for (const milliseconds of [300, 600, 900, 1200, 1500, 1800, 2100, 2500, 3000]) {
      if (!(await killAfter(milliseconds))) break
      killed++
      const after = tablesOf()
      if (after.rows === 0) {
        expect(after).toEqual(before)
        continue
      }
      // Killed after it had become visible, while tiles and the backup were made: then it is there whole.
      expect(after.rows).toBe(ROWS)
      expect(after.damage).toBeNull()
      break
    }
    expect(killed).toBeGreaterThanOrEqual(2)
    const done = await runCli('import', workspace, csv, '--as', 'households', '--survey', '2598', '--json')
    expect(JSON.parse(done.stdout)).toMatchObject({ taken: ROWS })
    const { datasets } = JSON.parse((await runCli('info', workspace, '--json')).stdout) as { datasets: DatasetInfo[] }
    expect(datasets.find(({ id }) => id === 'households:2598')?.versions).toHaveLength(1)
  })
})
