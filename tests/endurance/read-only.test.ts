/** What cannot be written to: the person's own folder, the file alone, a disk that stops being writable while it is open. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WorkspaceInfo } from '../../data/contract/api.ts'
import { sentenceOf } from '../../data/contract/errors.ts'
import { createStore } from '../../data/store/open.ts'
import { root, temporaryFolder } from '../harness.ts'
import { type Desk, openDesk, readFile } from './desk.ts'
import { makeStick, setImmutable, whyNoSticks } from './disks.ts'

const folder = temporaryFolder('read-only')
const homeBefore = process.env.PHAENTHI_HOME
const because = whyNoSticks(folder.path)
if (because) console.warn(`disks that become read-only are not tested: ${because}`)
let count = 0

beforeEach(() => {
  process.env.PHAENTHI_HOME = join(folder.path, `home-${count++}`)
})
afterAll(() => {
  if (homeBefore === undefined) delete process.env.PHAENTHI_HOME
  else process.env.PHAENTHI_HOME = homeBefore
  folder.remove()
})

describe('a person’s own folder that cannot be made', () => {
  /** A file stands where it should be: nobody can make a folder there, not even root. */
  function spoilHome(): string {
    const inTheWay = join(folder.path, `file-${count}`)
    writeFileSync(inTheWay, '')
    process.env.PHAENTHI_HOME = join(inTheWay, 'home')
    return process.env.PHAENTHI_HOME
  }

  it('is named in one sentence when a backup is asked for, and work goes on', async () => {
    const home = spoilHome()
    const path = join(folder.path, `work-${count}.gpkg`)
    createStore(path).close()
    const desk = await openDesk(path, { attended: true })
    const job = await desk.job('/api/workspace/backup')
    expect(job.problem?.code).toBe('disk.read-only')
    if (job.problem) expect(sentenceOf(job.problem, 'th')).toContain(home)
    expect(await desk.ask('/api/workspace/backups')).toMatchObject({ code: 'disk.read-only' })
    const plan = (await desk.command({ type: 'createPlan', fields: { title: 'แผน' } })).documentId
    expect(await desk.add(plan, 'เก็บได้')).toBe('kept')
    await desk.close()
  })

  it('is a sentence at the start, without a stack', () => {
    const home = spoilHome()
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'start.ts'), '--browser'], {
      encoding: 'utf8',
      env: { ...process.env, PHAENTHI_HOME: home, NODE_NO_WARNINGS: '1' },
    })
    expect(status).toBe(1)
    expect(stderr).toContain(`เขียนที่ ${join(home, 'workspaces')} ไม่ได้`)
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

describe.skipIf(because)('a disk', () => {
  let stick: ReturnType<typeof makeStick>
  let path: string
  let desk: Desk
  let plan: string

  beforeEach(async () => {
    stick = makeStick(join(folder.path, `disk-${count}`))
    path = join(stick.folder, 'งาน.gpkg')
    createStore(path).close()
    desk = await openDesk(path, { attended: true })
    plan = (await desk.command({ type: 'createPlan', fields: { title: 'แผน' } })).documentId
    expect(await desk.add(plan, 'ก่อน')).toBe('kept')
  })
  afterEach(async () => {
    await desk.close()
    stick.remove()
  })

  const infoOf = () => desk.get<WorkspaceInfo>('/api/workspace')

  it('that the system makes read-only while it is open (it found errors on it) leaves the file to be read, and says so', async () => {
    stick.breakDown()
    expect(['workspace.gone', 'workspace.read-only']).toContain(await desk.add(plan, 'ตอนเขียนไม่ได้'))
    await expect.poll(async () => (await infoOf()).readOnlyBecause).toBe('workspace.folder-read-only')
    expect(await desk.titles()).toEqual(['ก่อน'])
    expect(await desk.add(plan, 'x')).toBe('workspace.read-only')
    // What is there can be saved elsewhere.
    expect((await desk.job('/api/workspace/copy')).state).toBe('done')
    await desk.close()
    stick.plugIn()
    expect(readFile(path)).toEqual({ whole: 'ok', titles: ['ก่อน'] })
  })

  it('with a file that may not be written in a folder that may: a window works on a copy, a command reads', async () => {
    await desk.close()
    setImmutable([path], true)
    try {
      desk = await openDesk(path, { attended: true })
      expect(await infoOf()).toMatchObject({ readOnlyBecause: null, copyOf: { original: path } })
      expect(await desk.add(plan, 'ในสำเนา')).toBe('kept')
      await desk.close()
      desk = await openDesk(path)
      expect((await infoOf()).readOnlyBecause).toBe('workspace.folder-read-only')
      expect(await desk.titles()).toEqual(['ก่อน'])
      await desk.close()
    } finally {
      setImmutable([path], false)
    }
    expect(readFile(path)).toEqual({ whole: 'ok', titles: ['ก่อน'] })
  })

  it('whose file is made read-only while it is open goes on being read, and is told as such', async () => {
    setImmutable([path, `${path}-wal`], true)
    try {
      expect(['workspace.gone', 'workspace.read-only']).toContain(await desk.add(plan, 'ตอนเขียนไม่ได้'))
      await expect.poll(async () => (await infoOf()).readOnlyBecause).toBe('workspace.folder-read-only')
      expect(await desk.titles()).toEqual(['ก่อน'])
    } finally {
      setImmutable([path, `${path}-wal`], false)
    }
    await desk.close()
    desk = await openDesk(path)
    expect(await desk.add(plan, 'หลัง')).toBe('kept')
    await desk.close()
    expect(readFile(path)).toEqual({ whole: 'ok', titles: ['ก่อน', 'หลัง'] })
  })

  it('with no room for a copy of a file that may not be written: it is read where it lies', async () => {
    await desk.close()
    process.env.PHAENTHI_HOME = join(path, 'home')
    setImmutable([path], true)
    try {
      desk = await openDesk(path, { attended: true })
      expect((await infoOf()).readOnlyBecause).toBe('workspace.folder-read-only')
      expect(await desk.titles()).toEqual(['ก่อน'])
    } finally {
      setImmutable([path], false)
    }
  })
})
