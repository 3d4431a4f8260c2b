/** The workbench as one function, without a port: imports with their memory, cancelling, versions, exports, read-only files. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkbench } from '../data/client.ts'
import type {
  AreaRow,
  DatasetInfo,
  FileToken,
  ImportSession,
  JobState,
  PlaceProfile,
  RowPage,
  WorkspaceInfo,
} from '../data/contract/api.ts'
import type { ImportOutcome, ImportPreview } from '../data/contract/imports.ts'
import type { Workbook } from '../data/contract/workbook.ts'
import { createStore } from '../data/store/open.ts'
import { type Bench, hasProgram, openBench, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('workbench')
const path = join(folder.path, 'งาน.gpkg')
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

function file(name: string, text: string): string {
  const at = join(folder.path, name)
  writeFileSync(at, text)
  return at
}

/** What the tables hold, whatever SQLite did to the file's pages. */
function contentOf(): string {
  const db = new Sqlite(path, { readonly: true })
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree%' ORDER BY name")
    .pluck()
    .all()
  const hash = createHash('sha256')
  for (const table of tables as string[]) {
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate()) hash.update(JSON.stringify(row))
  }
  db.close()
  return hash.digest('hex')
}

describe('imports', () => {
  it('remember what a person settled, as an undoable step', async () => {
    const tambons = await bench.get<AreaRow[]>('/api/areas?level=tambon')
    const tambon = tambons[0]!
    const wrong = `${tambon.nameTh}ๆ`
    const csv = file('ประชากร.csv', `ตำบล,จำนวน\n${wrong},12\n${tambons[1]?.nameTh},7\n`)
    const [token] = await bench.post<FileToken[]>('/api/paths', { paths: [csv] })
    const { importId } = await bench.post<ImportSession>('/api/imports', { tokens: [token?.token] })
    const choices = { role: 'table', level: 'tambon' }
    const before = await bench.post<ImportPreview>(`/api/imports/${importId}/preview`, choices)
    const near = [...(before.join?.near ?? []), ...(before.join?.none ?? [])].find(({ label }) => label.includes(wrong))
    expect(near).toBeDefined()
    const joins = { [near?.key ?? '']: tambon.code }
    const done = await bench.job(await bench.post<JobState>(`/api/imports/${importId}/run`, { ...choices, joins }))
    expect(done.result).toMatchObject({ kind: 'import', outcome: { taken: 1, refused: 1 } })
    expect((await bench.get<Workbook>('/api/workbook')).joins).toEqual(joins)
    const again = await bench.post<ImportPreview>(`/api/imports/${importId}/preview`, choices)
    expect(again.join?.matchedBySettled).toBe(1)
    await bench.post('/api/undo', {})
    expect((await bench.get<Workbook>('/api/workbook')).joins).toEqual({})
  })

  it('show a household file as each encoding and header row reads it', async () => {
    const csv = file('ครัวเรือน.csv', '')
    writeFileSync(
      csv,
      Buffer.from('note,,,\nhhid,lon,lat,nom\nA,103.3,16.1,Caf\u00e9\nB,103.3,16.1,na\u00efve\n', 'latin1'),
    )
    const [token] = await bench.post<FileToken[]>('/api/paths', { paths: [csv] })
    const { importId } = await bench.post<ImportSession>('/api/imports', { tokens: [token?.token] })
    const columnsIn = async (choices: object) => {
      const asked = { role: 'households', ...choices }
      const { layer } = await bench.post<ImportPreview>(`/api/imports/${importId}/preview`, asked)
      return layer.columns
    }
    const namesIn = async (encoding: string) =>
      (await columnsIn({ encoding })).find(({ name }) => name === 'nom')?.samples
    expect(await namesIn('windows-1252')).toEqual(['Caf\u00e9', 'na\u00efve'])
    expect((await namesIn('windows-874'))?.[0]).toMatch(/^Caf[\u0e00-\u0e7f]$/)
    const asTitles = await columnsIn({ encoding: 'windows-1252', headerRow: 2 })
    expect(asTitles.map(({ name }) => name)).toEqual(['hhid', 'lon', 'lat', 'nom'])
  })

  it('bring local authorities, many to many with tambons', async () => {
    const [first, second] = await bench.get<AreaRow[]>('/api/areas?level=tambon')
    const csv = file(
      'อปท.csv',
      `authority_code,name,kind,tambon_code,coverage\n98990,เทศบาลตำบลทดลอง,ทต.,${first?.code},บางส่วน\n98990,เทศบาลตำบลทดลอง,ทต.,${second?.code},ทั้งตำบล\n98991,อบต.ทดลอง,อบต.,999999,\n`,
    )
    const outcome = await bench.import(csv, { role: 'authorities' })
    expect(outcome).toMatchObject({ taken: 2, refused: 1 })
    const profile = await bench.get<PlaceProfile>(`/api/areas/${first?.code}/profile`)
    expect(profile.authorities).toContainEqual(expect.objectContaining({ code: '98990', coverage: 'part' }))
  })

  it('leave every table as it was when they are refused or cancelled', async () => {
    const before = contentOf()
    await expect(bench.import(file('ว่าง.csv', ''), { role: 'table' })).rejects.toMatchObject({
      problem: { code: 'file.empty' },
    })
    const rows = Array.from({ length: 60_000 }, (_, row) => `H${row},103.5,16.05,${row % 7},${row % 2}`)
    const csv = file('ครัวเรือน.csv', `household_id,lon,lat,members,bmn_01\n${rows.join('\n')}\n`)
    const [token] = await bench.post<FileToken[]>('/api/paths', { paths: [csv] })
    const { importId } = await bench.post<ImportSession>('/api/imports', { tokens: [token?.token] })
    const started = await bench.post<JobState>(`/api/imports/${importId}/run`, { role: 'households', survey: '2568' })
    await bench.ask(`/api/jobs/${started.jobId}`, { method: 'DELETE' })
    await bench.job(started).catch(() => undefined)
    expect((await bench.get<JobState>(`/api/jobs/${started.jobId}`)).state).toBe('cancelled')
    expect(contentOf()).toBe(before)
  })

  it('make a second import of a survey a new version, and the earlier one current again on request', async () => {
    const rows = Array.from({ length: 50 }, (_, row) => `H${row},103.5,16.05,${row % 7}`)
    const take = (count: number): Promise<ImportOutcome> =>
      bench.import(file(`สำรวจ${count}.csv`, `household_id,lon,lat,members\n${rows.slice(0, count).join('\n')}\n`), {
        role: 'households',
        survey: '2570',
        year: 2027,
      })
    await take(40)
    await take(50)
    const find = async () =>
      (await bench.get<DatasetInfo[]>('/api/datasets')).find(({ id }) => id === 'households:2570')
    const both = await find()
    expect(both?.versions.map(({ rowCount }) => rowCount)).toEqual([40, 50])
    expect(both?.versions[1]?.provenance).toMatchObject({ file: 'สำรวจ50.csv', format: 'csv' })
    await bench.post('/api/datasets/households%3A2570/current', { versionId: both?.versions[0]?.versionId })
    expect((await find())?.currentVersion).toBe(both?.versions[0]?.versionId)
    const values = await bench.post<{ total: { value: number } }>('/api/values', {
      indicator: 'households',
      level: 'province',
      survey: '2570',
    })
    expect(values.total.value).toBe(40)
  })
})

describe('exports', () => {
  const formats = ['gpkg', 'geojson', 'shp.zip', 'kml']
  it.skipIf(!hasProgram('ogrinfo')).each(formats)(
    'as %s have the same count for desktop GDAL (ogrinfo)',
    async (format) => {
      const job = await bench.job(await bench.post<JobState>('/api/exports', { what: 'areas:tambon', format }))
      if (job.result?.kind !== 'file') throw new Error('no file')
      const target = join(folder.path, `out.${format}`)
      const response = await bench.ask(`/api/files/${job.result.token}`)
      writeFileSync(target, Buffer.from(await response.arrayBuffer()))
      const source = format === 'shp.zip' ? `/vsizip/${target}` : target
      const { stdout } = spawnSync('ogrinfo', ['-al', '-so', source], { encoding: 'utf8' })
      expect(stdout).toContain('Feature Count: 32')
    },
  )

  it('of households hold just those that a filter lets through', async () => {
    const filter = { where: { kind: 'compare', column: 'members', op: 'gt', value: 6 } }
    const page = await bench.post<RowPage>('/api/rows', { table: 'households:2567', filter, limit: 1 })
    expect(page.points?.[0]).toHaveLength(2)
    const job = await bench.job(
      await bench.post<JobState>('/api/exports', { what: 'households:2567', format: 'csv', filter }),
    )
    if (job.result?.kind !== 'file') throw new Error('no file')
    const response = await bench.ask(`/api/files/${job.result.token}?name=${encodeURIComponent('ใหญ่.csv')}`)
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('ใหญ่.csv'))
    const lines = (await response.text()).trim().split('\r\n')
    expect(lines.length - 1).toBe(page.total)
    expect(page.total).toBeGreaterThan(0)
  })

  it('for the room leave out households and small cells', async () => {
    const refused = bench.post<JobState>('/api/exports', { what: 'households:2567', format: 'csv', audience: 'room' })
    await expect(refused.then((started) => bench.job(started))).rejects.toMatchObject({
      problem: { code: 'room.forbidden' },
    })
    const values = { indicator: 'bmn38_10', level: 'village', survey: '2567' }
    const job = await bench.job(
      await bench.post<JobState>('/api/exports', { what: 'values', format: 'csv', audience: 'room', values }),
    )
    if (job.result?.kind !== 'file') throw new Error('no file')
    const text = await (await bench.ask(`/api/files/${job.result.token}`)).text()
    const lines = text.trim().split('\r\n').slice(1)
    const hidden = lines.filter((line) => line.endsWith(',suppressed'))
    expect(hidden.length).toBeGreaterThan(10)
    for (const line of hidden) expect(line).toMatch(/,,,,suppressed$/)
  })
})

it('a copy of the workspace is a workspace of its own', async () => {
  const job = await bench.job(await bench.post<JobState>('/api/workspace/copy', {}))
  if (job.result?.kind !== 'file') throw new Error('no file')
  expect(job.result.name).toBe('งาน.gpkg')
  const target = join(folder.path, 'สำเนา.gpkg')
  writeFileSync(target, Buffer.from(await (await bench.ask(`/api/files/${job.result.token}`)).arrayBuffer()))
  const copy = openBench(target)
  expect(await copy.get<WorkspaceInfo>('/api/workspace')).toMatchObject({
    areaCounts: { tambon: 32 },
    readOnlyBecause: null,
  })
  await copy.close()
})

describe('a file that may not be written', () => {
  it('opens read-only, says why, and refuses changes with a sentence', async () => {
    const other = join(folder.path, 'อ่านอย่างเดียว.gpkg')
    createStore(other).close()
    chmodSync(other, 0o444)
    const client = await startWorkbench({ path: other, readOnly: true })
    const stamp = { audience: 'desk', trust: 'window' } as const
    const info = (await (await client.fetch(new Request('http://x/api/workspace'), stamp)).json()) as WorkspaceInfo
    expect(info.readOnlyBecause).toBe('workspace.opened-read-only')
    const body = JSON.stringify({ type: 'setTitle', title: 'ใหม่' })
    const response = await client.fetch(new Request('http://x/api/commands', { method: 'POST', body }), stamp)
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'workspace.read-only' })
    await client.close()
    await expect(client.fetch(new Request('http://x/api/workspace'), stamp)).rejects.toThrow()
  })
})
