/** Packs and disks that fail: a full stick, one that may only be read, one that is pulled while it is written to. */
import { copyFileSync, existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { readPack } from '../../data/packs/read-pack.ts'
import { openBench, runCli, temporaryFolder } from '../harness.ts'
import { makeStick, memoryDisk, type Stick, whyNoMounts, whyNoSticks } from './disks.ts'

const folder = temporaryFolder('packs-disks')
const workspace = join(folder.path, 'งาน.gpkg')
const packed = join(folder.path, 'แผน.plan.gpkg')
const because = whyNoMounts(folder.path)
const noSticks = whyNoSticks(folder.path)
if (because ?? noSticks) console.warn(`disks that fail are not tested with packs: ${because ?? noSticks}`)
let plan: string

beforeAll(async () => {
  vi.stubEnv('PHAENTHI_HOME', join(folder.path, 'home'))
  const bench = openBench(workspace)
  const items = Array.from({ length: 300 }, (_, index) => ({
    fields: { title: `โครงการที่ ${index} ${'ก'.repeat(200)}` },
  }))
  await bench.post('/api/commands', {
    type: 'importItems',
    plan: 'p1',
    fields: { title: 'แผน' },
    items,
    file: 'a.xlsx',
  })
  const [first] = await bench.get<PlanSummary[]>('/api/plans')
  plan = first?.id ?? ''
  await bench.close()
  expect(await runCli('pack', workspace, plan, packed)).toMatchObject({ status: 0 })
})
afterAll(() => {
  vi.unstubAllEnvs()
  folder.remove()
})

describe.skipIf(because)('a full stick', () => {
  let disk: ReturnType<typeof memoryDisk>
  beforeEach(() => {
    disk = memoryDisk(join(folder.path, 'full'), 2)
  })
  afterEach(() => disk.remove())

  it('is said, gets no half of a pack, and keeps the one it had', async () => {
    const target = join(disk.folder, 'แผน.plan.gpkg')
    copyFileSync(packed, target)
    const { bavail, bsize } = statfsSync(disk.folder)
    writeFileSync(join(disk.folder, 'filler'), new Uint8Array(bavail * bsize - 16_384))
    const answer = await runCli('pack', workspace, plan, target)
    expect(answer.status).toBe(1)
    expect(answer.stderr).toContain('disk.full')
    expect(readdirSync(disk.folder).sort()).toEqual(['filler', 'แผน.plan.gpkg'])
    expect(readFileSync(target)).toEqual(readFileSync(packed))
  })
})

describe.skipIf(noSticks)('a stick', () => {
  let stick: Stick
  beforeEach(() => {
    stick = makeStick(join(folder.path, 'stick'))
  })
  afterEach(() => stick.remove())

  it('that may only be read gives its packs, and takes none, which is said', async () => {
    const target = join(stick.folder, 'แผน.plan.gpkg')
    copyFileSync(packed, target)
    stick.plugIn()
    stick.breakDown()
    expect(readPack(target).manifest.plan.id).toBe(plan)
    const answer = await runCli('pack', workspace, plan, target)
    expect(answer.status).toBe(1)
    expect(answer.stderr).toContain('disk.read-only')
    expect(readPack(target).manifest.plan.id).toBe(plan)
  })

  it('that is pulled leaves a sentence, not a crash', async () => {
    const target = join(stick.folder, 'แผน.plan.gpkg')
    copyFileSync(packed, target)
    stick.plugIn()
    stick.pull()
    expect(() => readPack(target)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(disk|file|pack)\./) }),
    )
    const answer = await runCli('pack', workspace, plan, join(stick.folder, 'new.plan.gpkg'))
    expect(answer.status).toBe(1)
    expect(answer.stderr).toMatch(/^(disk|pack)\./)
    stick.plugIn()
    expect(existsSync(join(stick.folder, 'new.plan.gpkg'))).toBe(false)
  })
})
