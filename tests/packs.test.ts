/** Packs through the whole workbench: by route and by command line, and that none carries a household. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FileToken, JobState } from '../data/contract/api.ts'
import type { IdentityInfo, PackLook } from '../data/contract/packs.ts'
import type { PlanSummary } from '../data/contract/plans.ts'
import { readPack } from '../data/packs/read-pack.ts'
import { type Bench, openBench, runCli, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('packs')
const workspace = join(folder.path, 'งาน.gpkg')
const packed = join(folder.path, 'แผน.plan.gpkg')
let plan: PlanSummary

beforeAll(async () => {
  vi.stubEnv('PHAENTHI_HOME', join(folder.path, 'home'))
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0, stderr: '' })
  const [first] = JSON.parse((await runCli('plan', workspace, 'list', '--json')).stdout) as PlanSummary[]
  if (!first) throw new Error('the rehearsal province has no plan')
  plan = first
  expect(await runCli('pack', workspace, plan.id, packed)).toMatchObject({ status: 0, stderr: '' })
})
afterAll(() => {
  vi.unstubAllEnvs()
  folder.remove()
})

describe('pack on the command line', () => {
  it('writes a plan, found by id or by title, and says who signed it', async () => {
    const nowhere = await runCli('pack', workspace, plan.id, join(folder.path, 'ไม่มี', 'a.plan.gpkg'))
    expect(nowhere).toMatchObject({ status: 1, stdout: '' })
    expect(nowhere.stderr).toContain('folder.not-found: ไม่พบโฟลเดอร์')
    const byTitle = await runCli('pack', workspace, plan.title, packed)
    expect(byTitle).toMatchObject({ status: 0, stderr: '' })
    expect(byTitle.stdout).toMatch(/signed by .+ \w{4}-\w{4}-\w{4}-\w{4}/)
    const { manifest, from } = readPack(packed)
    expect(manifest.plan).toEqual({ id: plan.id, title: plan.title })
    const again = await runCli('pack', workspace, plan.id, packed, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ plan: plan.id, from, items: expect.any(Number) })
    expect(readPack(packed).manifest.documents).toEqual(manifest.documents)
  })

  it('leaves alone a file that is not this plan, and says so', async () => {
    const other = join(folder.path, 'other.plan.gpkg')
    writeFileSync(other, 'รายงาน')
    expect(await runCli('pack', workspace, plan.id, other)).toMatchObject({ status: 1, stdout: '' })
    expect(readFileSync(other, 'utf8')).toBe('รายงาน')
    const { stderr } = await runCli('pack', workspace, plan.id, join(folder.path, 'x.gpkg'))
    expect(stderr).toContain('pack.ending')
    expect((await runCli('pack', workspace, 'ไม่มี', packed)).stderr).toContain('plan.not-found')
    expect((await runCli('pack', workspace, plan.id)).status).toBe(2)
    const nowhere = await runCli('pack', workspace, plan.id, join(folder.path, 'none', 'x.plan.gpkg'))
    expect(nowhere.status).toBe(1)
    expect(existsSync(join(folder.path, 'none'))).toBe(false)
  })
})

describe('a pack of a workspace with households', () => {
  it('holds no value of a household, no name of a person and no house’s position, in no form', async () => {
    const db = new Sqlite(workspace, { readonly: true })
    const tables = db
      .prepare("SELECT table_name FROM gpkg_contents WHERE table_name LIKE 'households%' OR table_name LIKE 'people%'")
      .pluck()
      .all()
    expect(tables.length).toBeGreaterThan(0)
    const pack = new Sqlite(packed, { readonly: true })
    const documents = pack.prepare('SELECT deflated FROM phaenthi_pack_document').pluck().all() as Buffer[]
    pack.close()
    const bytes = Buffer.concat([readFileSync(packed), ...documents.map((each) => inflateRawSync(each))])
    const areaNames = new Set(readAreaNames(db))
    const whole = readFileSync(workspace)
    let asked = 0
    for (const table of tables as string[]) {
      const rows = db.prepare(`SELECT * FROM "${table}" LIMIT 4000`).all() as Record<string, unknown>[]
      // What a column says of many households (where the water comes from) names none of them.
      const telling = Object.keys(rows[0] ?? {}).filter(
        (column) => new Set(rows.map((row) => row[column])).size > rows.length / 4,
      )
      expect(telling).toContain('geom')
      for (const [column, cell] of rows.flatMap((row) => telling.map((name) => [name, row[name]] as const))) {
        // A point's coordinates are its last 16 bytes; a number of a few digits stands in any file.
        const told =
          cell instanceof Uint8Array
            ? Buffer.from(cell.subarray(-16))
            : typeof cell === 'string' && cell.length >= 8
              ? cell
              : null
        if (told === null || (typeof told === 'string' && areaNames.has(told))) continue
        if (asked++ < 40) expect(whole.includes(told), `${column} is looked for rightly`).toBe(true)
        expect(bytes.includes(told), `${column} of ${table}`).toBe(false)
      }
    }
    db.close()
    expect(asked).toBeGreaterThan(5000)
  })

  it('holds only the tables it says', () => {
    const pack = new Sqlite(packed, { readonly: true })
    const names = pack
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[]
    pack.close()
    const own = names.filter((name) => !/^(gpkg_|rtree_|sqlite_|layer_styles)/.test(name))
    const listed = readPack(packed).manifest.layers.map(({ table }) => table)
    expect(own).toEqual([...listed, 'phaenthi_pack', 'phaenthi_pack_document'].sort())
  })
})

function readAreaNames(db: Sqlite.Database): string[] {
  const tables = db
    .prepare("SELECT table_name FROM phaenthi_version WHERE dataset_id LIKE 'areas:%'")
    .pluck()
    .all() as string[]
  return tables.flatMap((table) =>
    (db.prepare(`SELECT code, name_th, name_en, label, parent_code FROM "${table}"`).raw().all() as (string | null)[][])
      .flat()
      .flatMap((cell) => (typeof cell === 'string' ? [cell] : [])),
  )
}

describe('the routes of packs', () => {
  let bench: Bench
  beforeAll(() => {
    bench = openBench(workspace)
  })
  afterAll(() => bench.close())

  it('make a pack as a job, and look at one that came, refused where it is not whole', async () => {
    const job = await bench.job(await bench.post<JobState>('/api/packs', { plan: plan.id }))
    if (job.result?.kind !== 'file') throw new Error('no file')
    expect(job.result.name).toMatch(/\.plan\.gpkg$/)
    const look = await bench.post<PackLook>('/api/packs/look', { token: job.result.token })
    const { name, keyId } = await bench.get<IdentityInfo>('/api/identity')
    expect(look).toMatchObject({ planId: plan.id, title: plan.title, isOwn: true, from: { name, keyId } })
    expect(look.items).toBeGreaterThanOrEqual(plan.itemCount)
    const bytes = readFileSync(packed)
    const cut = join(folder.path, 'cut.plan.gpkg')
    writeFileSync(cut, bytes.subarray(0, 9000))
    const [token] = await bench.post<FileToken[]>('/api/paths', { paths: [cut] })
    const answer = await bench.ask('/api/packs/look', { method: 'POST', body: JSON.stringify({ token: token?.token }) })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'pack.cut-short'])
    await expect(bench.post('/api/packs', { plan: 'nowhere' })).rejects.toMatchObject({ status: 404 })
  })

  it('name the person, and give a new key only when asked', async () => {
    const before = await bench.get<IdentityInfo>('/api/identity')
    const named = await bench.post<IdentityInfo>('/api/identity', { name: 'กองแผน อบต.ทดลอง' })
    expect(named).toEqual({ name: 'กองแผน อบต.ทดลอง', keyId: before.keyId })
    const renewed = await bench.post<IdentityInfo>('/api/identity/renew', {})
    expect(renewed.name).toBe(named.name)
    expect(renewed.keyId).not.toBe(before.keyId)
  })

  it('are closed to the room', async () => {
    for (const [path, init] of [
      ['/api/packs', { method: 'POST', body: '{}' }],
      ['/api/packs/look', { method: 'POST', body: '{}' }],
      ['/api/identity', {}],
      ['/api/identity', { method: 'POST', body: '{}' }],
      ['/api/identity/renew', { method: 'POST', body: '{}' }],
    ] as const) {
      expect((await bench.ask(path, init, 'room')).status).toBe(403)
    }
  })
})
