/** A disk that is full: of the workspace, of the person's own folder, of temporary files. Each is a memory disk of some megabytes. */
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobState, WorkspaceInfo } from '../../data/contract/api.ts'
import { createStore } from '../../data/store/open.ts'
import { runCli, temporaryFolder } from '../harness.ts'
import { type Desk, openDesk, readFile } from './desk.ts'
import { memoryDisk, whyNoMounts } from './disks.ts'

const folder = temporaryFolder('full')
const before = { home: process.env.PHAENTHI_HOME, temporary: process.env.TMPDIR }
const because = whyNoMounts(folder.path)
if (because) console.warn(`full disks are not tested: ${because}`)

const MEGABYTES = 16
type MemoryDisk = ReturnType<typeof memoryDisk>
let disks: Record<'work' | 'home' | 'temporary', MemoryDisk>
let path: string
let desk: Desk
let plan: string
let count = 0

afterAll(() => folder.remove())

/** Takes all room but so many KB. */
function fill({ folder: at }: MemoryDisk, leftKb = 0): void {
  const { bavail, bsize } = statfsSync(at)
  writeFileSync(join(at, 'filler'), new Uint8Array(Math.max(0, bavail * bsize - leftKb * 1024)))
}

function makeRoom({ folder: at }: MemoryDisk): void {
  rmSync(join(at, 'filler'))
}

/** A layer of some 3 MB in the workspace. */
function pointsFile(): string {
  const at = join(folder.path, 'points.geojson')
  const features = Array.from({ length: 20_000 }, (_, row) => ({
    type: 'Feature',
    properties: { row, name: `จุดที่ ${row} ${'ก'.repeat(20)}` },
    geometry: { type: 'Point', coordinates: [103 + (row % 100) / 500, 16 + (row % 97) / 500] },
  }))
  if (!existsSync(at)) writeFileSync(at, JSON.stringify({ type: 'FeatureCollection', features }))
  return at
}

/** A file that GDAL has to convert, in a scratch folder. */
async function lookAtTrack(): Promise<unknown> {
  const at = join(folder.path, 'track.gpx')
  const points = Array.from(
    { length: 5000 },
    (_, row) => `<wpt lat="16" lon="${103 + row / 9000}"><name>${row}</name></wpt>`,
  )
  const head = '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
  writeFileSync(at, `<?xml version="1.0"?>${head}${points.join('')}</gpx>`)
  const [held] = await desk.get<{ token: string }[]>('/api/paths', { paths: [at] })
  return desk.ask('/api/imports', { tokens: [held?.token] })
}

async function importPoints(): Promise<JobState> {
  const [held] = await desk.get<{ token: string }[]>('/api/paths', { paths: [pointsFile()] })
  const { importId } = await desk.get<{ importId: string }>('/api/imports', { tokens: [held?.token] })
  return desk.job(`/api/imports/${importId}/run`, { role: 'layer' })
}

/** Adds items until one is refused; answers the titles that were acknowledged and the refusal. */
async function addUntilRefused(): Promise<{ kept: string[]; refusal: string }> {
  const kept: string[] = []
  for (let turn = 0; ; turn++) {
    const title = `โครงการ ${turn} ${'ยาว'.repeat(200)}`
    const answer = await desk.add(plan, title)
    if (answer !== 'kept') return { kept, refusal: answer }
    kept.push(title)
  }
}

describe.skipIf(because)('a full disk', () => {
  beforeEach(async () => {
    const at = join(folder.path, String(count++))
    disks = {
      work: memoryDisk(join(at, 'work'), MEGABYTES),
      home: memoryDisk(join(at, 'home'), MEGABYTES),
      temporary: memoryDisk(join(at, 'temporary'), MEGABYTES),
    }
    process.env.PHAENTHI_HOME = disks.home.folder
    process.env.TMPDIR = disks.temporary.folder
    path = join(disks.work.folder, 'งาน.gpkg')
    createStore(path).close()
    desk = await openDesk(path)
    plan = (await desk.command({ type: 'createPlan', fields: { title: 'แผน' } })).documentId
  })
  afterEach(async () => {
    await desk.close()
    for (const disk of Object.values(disks)) disk.remove()
    if (before.home === undefined) delete process.env.PHAENTHI_HOME
    else process.env.PHAENTHI_HOME = before.home
    if (before.temporary === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before.temporary
  })

  it('refuses a command, keeps every earlier one, and takes them again once there is room', async () => {
    fill(disks.work, 300)
    const { kept, refusal } = await addUntilRefused()
    expect(refusal).toBe('disk.full')
    expect(kept.length).toBeGreaterThan(3)
    expect(await desk.titles()).toEqual(kept)
    expect(await desk.add(plan, 'ยังเต็ม')).toBe('disk.full')
    makeRoom(disks.work)
    expect(await desk.add(plan, 'มีที่แล้ว')).toBe('kept')
    await desk.close()
    expect(readFile(path)).toEqual({ whole: 'ok', titles: [...kept, 'มีที่แล้ว'] })
  })

  it('never says of a change that was stored that it was not', async () => {
    fill(disks.work, 60)
    const answers: string[] = []
    for (let turn = 0; turn < 60; turn++) {
      const title = `ชื่อ ${turn}`
      const answer = await desk.ask<object>('/api/commands', { type: 'setTitle', title })
      const { title: stored } = await desk.get<WorkspaceInfo>('/api/workspace')
      expect(stored === title).toBe(!('code' in answer))
      answers.push('code' in answer ? String(answer.code) : 'kept')
    }
    expect(new Set(answers)).toEqual(new Set(['kept', 'disk.full']))
  })

  it('refuses an import and leaves nothing of it; the same import goes through once there is room', async () => {
    expect(await desk.add(plan, 'ก่อน')).toBe('kept')
    fill(disks.work, 1500)
    expect(await importPoints()).toMatchObject({ state: 'refused', problem: { code: 'disk.full' } })
    expect(await desk.get('/api/datasets')).toEqual([])
    makeRoom(disks.work)
    expect(await importPoints()).toMatchObject({ state: 'done', problem: null })
    await desk.close()
    expect(readFile(path)).toEqual({ whole: 'ok', titles: ['ก่อน'] })
  })

  it('refuses a backup and leaves no half of one, and the earlier ones stay', async () => {
    expect((await desk.job('/api/workspace/backup')).state).toBe('done')
    fill(disks.home, 40)
    expect(await desk.job('/api/workspace/backup')).toMatchObject({ problem: { code: 'disk.full' } })
    const [id] = readdirSync(join(disks.home.folder, 'backups'))
    expect(readdirSync(join(disks.home.folder, 'backups', id ?? ''))).toHaveLength(1)
    makeRoom(disks.home)
    expect((await desk.job('/api/workspace/backup')).state).toBe('done')
  })

  it('of temporary files refuses copies, exports, uploads and imports, and nothing else', async () => {
    expect((await importPoints()).state).toBe('done')
    fill(disks.temporary, 60)
    const refused = { problem: { code: 'disk.full' } }
    expect(await desk.job('/api/workspace/copy')).toMatchObject(refused)
    for (const format of ['xlsx', 'csv', 'gpkg', 'geojson', 'shp.zip', 'kml']) {
      const job = await desk.job('/api/exports', { what: 'layer:points', format })
      expect({ format, ...job }).toMatchObject({ format, ...refused })
    }
    const body = new Uint8Array(500_000)
    const upload = new Request('http://desk.invalid/api/uploads?name=a.csv', { method: 'POST', body })
    const answer = await desk.client.fetch(upload, { audience: 'desk', trust: 'window' })
    expect(await answer.json()).toMatchObject({ code: 'disk.full' })
    expect(await lookAtTrack()).toMatchObject({ code: 'disk.full' })
    expect(await desk.add(plan, 'ยังเก็บได้')).toBe('kept')
    makeRoom(disks.temporary)
    expect((await desk.job('/api/exports', { what: 'layer:points', format: 'xlsx' })).state).toBe('done')
  })

  it('is no hindrance to closing: what was acknowledged is there at the next opening', async () => {
    fill(disks.work, 300)
    const { kept } = await addUntilRefused()
    await desk.close()
    makeRoom(disks.work)
    expect(readFile(path)).toEqual({ whole: 'ok', titles: kept })
  })

  it('opens a workspace to be read, says why, and opens it as ever once there is room', async () => {
    expect(await desk.add(plan, 'ก่อน')).toBe('kept')
    await desk.close()
    fill(disks.work)
    desk = await openDesk(path, { attended: true })
    expect((await desk.get<WorkspaceInfo>('/api/workspace')).readOnlyBecause).toBe('workspace.disk-full')
    expect(await desk.titles()).toEqual(['ก่อน'])
    expect(await desk.add(plan, 'x')).toBe('workspace.read-only')
    await desk.close()
    makeRoom(disks.work)
    desk = await openDesk(path, { attended: true })
    expect(await desk.add(plan, 'หลัง')).toBe('kept')
  })

  it('makes no half of a new workspace, and says why on the command line', async () => {
    fill(disks.work, 20)
    const fresh = join(disks.work.folder, 'ใหม่.gpkg')
    const { status, stderr } = await runCli('new', fresh)
    expect({ status, stderr: stderr.split(':')[0] }).toEqual({ status: 1, stderr: 'disk.full' })
    expect(existsSync(fresh)).toBe(false)
  })
})
