import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { countPrinted } from './count-printed.ts'
import { Log, type LogOptions } from './log.ts'

const root = join(import.meta.dirname, '..', '..')
const temporary = mkdtempSync(join(tmpdir(), 'phaenthi-log-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

let folder = ''
let now = 0
beforeEach(() => {
  folder = join(mkdtempSync(join(temporary, 'one-')), 'logs')
  now = Date.UTC(2026, 10, 22, 9)
})
const open = (options: Partial<LogOptions> = {}) => new Log({ folder, root, now: () => now, ...options })
const text = (name = 'phaenthi.log') => readFileSync(join(folder, name), 'utf8')
const lines = () =>
  text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Runs a module in a process of its own, with the log's module at hand. */
function runChild(body: string, shell = '') {
  const url = pathToFileURL(join(import.meta.dirname, 'log.ts')).href
  const script = join(folder, '..', 'child.mjs')
  writeFileSync(script, `import { Log } from ${JSON.stringify(url)}\n${body}`)
  const command = `${shell} exec "$0" "$@"`
  return spawnSync('/bin/sh', ['-c', command, process.execPath, script, folder, root], { encoding: 'utf8' })
}

describe('the log', () => {
  it('writes one JSON line per event, with the fields of the table', () => {
    open().write('workspace.opened', { durationMs: 812.4, isReadOnly: false, isCopy: true })
    expect(lines()).toEqual([
      {
        at: '2026-11-22T09:00:00.000Z',
        level: 'info',
        event: 'workspace.opened',
        durationMs: 812,
        isReadOnly: false,
        isCopy: true,
      },
    ])
  })

  it('writes null for what is not of the field’s kind, and leaves out what is no field', () => {
    const log = open()
    log.write('workspace.refused', { code: 'สมชาย' as 'cancelled', path: '/home/somchai' } as { code: 'cancelled' })
    log.write('display.changed', { displays: 1_101_700_203_451 })
    log.write('started', { version: '1.2.0-rc.1', electron: '45.4.1 of somchai', platform: 'linux' })
    expect(lines().map(({ at, level, event, ...fields }) => fields)).toEqual([
      { code: null },
      { displays: null },
      { version: '1.2.0', electron: null, platform: 'linux' },
    ])
  })

  it('tells an error by class, code, own frames and causes', () => {
    const cause = Object.assign(new Error('disk of สมชาย'), { code: 'ENOSPC' })
    open().write('error.uncaught', {}, new RangeError('row 12 of /home/somchai/บ้าน.csv', { cause }))
    const [{ error } = {}] = lines() as { error?: { name: string; code: null; frames: string[]; causes: string[] } }[]
    expect(error).toMatchObject({ name: 'RangeError', code: null, causes: ['Error ENOSPC'] })
    expect(error?.frames[0]).toMatch(/^electron\/upkeep\/log\.test\.ts:\d+$/)
    expect(text()).not.toMatch(/somchai|สมชาย|บ้าน/)
  })

  it('keeps five files of bounded size and drops the oldest', () => {
    const log = open({ maxBytes: 2000 })
    for (let i = 0; i < 400; i++) {
      now += 1000
      log.write('display.changed', { displays: i })
    }
    const names = readdirSync(folder).sort()
    expect(names).toEqual(['phaenthi.1.log', 'phaenthi.2.log', 'phaenthi.3.log', 'phaenthi.4.log', 'phaenthi.log'])
    for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2000)
    const all = ['phaenthi.1.log', 'phaenthi.log'].map((name) => text(name)).join('')
    const displays = [...all.matchAll(/"displays":(\d+)/g)].map(([, i]) => Number(i))
    expect(displays.at(-1)).toBe(399)
    expect(displays).toEqual(displays.map((_, i) => 400 - displays.length + i))
  })

  it('goes on behind what is there, and not in a line that a power cut left half', () => {
    const before = open()
    before.write('ready', { durationMs: 1 })
    before.close()
    appendFileSync(join(folder, 'phaenthi.log'), '{"at":"2026-11-2')
    const log = open()
    expect(log.lastLines()).toHaveLength(1)
    log.write('ended', {})
    expect(log.lastLines()).toHaveLength(2)
    expect(text().split('\n')[2]).toContain('"ended"')
  })

  it('does not let a loop push the rest out', () => {
    const log = open()
    log.write('started', { platform: 'linux' })
    for (let i = 0; i < 10_000; i++) log.write('window.gone', { window: 'desk', reason: 'crashed' })
    expect(lines()).toHaveLength(41)
    now += 60_000
    log.write('ended', {})
    expect(lines().slice(-2)).toMatchObject([{ event: 'log.gap', lines: 9960 }, { event: 'ended' }])
  })

  it('never throws where nothing can be written, tries again later, and tells how many lines it lost', () => {
    const parent = join(folder, '..')
    writeFileSync(folder, 'a file where the folder should be')
    const log = open()
    log.write('started', {})
    log.write('ready', {})
    rmSync(folder)
    log.write('ready', {})
    expect(readdirSync(parent)).toEqual([])
    now += 31_000
    log.write('ended', {})
    expect(lines().map(({ event, lines }) => ({ event, lines }))).toEqual([
      { event: 'log.gap', lines: 3 },
      { event: 'ended', lines: undefined },
    ])
    expect(log.lastLines().length).toBe(5)
  })

  it('gives up where it keeps failing', () => {
    writeFileSync(folder, '')
    const log = open()
    for (let i = 0; i < 20; i++) {
      log.write('display.changed', { displays: i })
      now += 31_000
    }
    rmSync(folder)
    log.write('ended', {})
    expect(readdirSync(join(folder, '..'))).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('survives a disk that is full', () => {
    mkdirSync(folder)
    const child = runChild(
      `const log = new Log({ folder: process.argv[2], root: process.argv[3], maxBytes: 1e9 })
       for (let i = 0; i < 40; i++) for (const event of ['printed', 'ready', 'ended', 'display.changed']) log.write(event, {})
       console.log('survived')`,
      'ulimit -f 4;',
    )
    expect(child).toMatchObject({ status: 0, stdout: 'survived\n', stderr: '' })
    expect(statSync(join(folder, 'phaenthi.log')).size).toBeLessThanOrEqual(4096)
  })

  it.skipIf(process.platform === 'win32')('has the last line of a process that was killed', () => {
    mkdirSync(folder)
    const child = runChild(
      `const log = new Log({ folder: process.argv[2], root: process.argv[3] })
       log.write('worker.failed', { isRestarted: true })
       process.kill(process.pid, 'SIGKILL')`,
    )
    expect(child.signal).toBe('SIGKILL')
    expect(lines()).toMatchObject([{ event: 'worker.failed', isRestarted: true }])
  })
})

describe('what other code prints', () => {
  it('is counted, passed on, and not kept', async () => {
    const passed: string[] = []
    const stream = { write: (chunk: string | Uint8Array) => passed.push(String(chunk)) > 0 } as NodeJS.WriteStream
    const printed = countPrinted(stream, open())
    for (let i = 0; i < 9; i++) stream.write(`บ้านเลขที่ ${i}\n`)
    stream.write(Buffer.from('สอง\nบรรทัด\n'))
    expect(printed()).toBe(11)
    expect(passed).toHaveLength(10)
    expect(lines().map(({ lines }) => lines)).toEqual([1, 2, 4, 8])
    expect(text()).not.toContain('บ้าน')
  })

  it('is counted when a worker prints it', async () => {
    const write = process.stderr.write
    const passed: string[] = []
    process.stderr.write = ((chunk: unknown) => passed.push(String(chunk)) > 0) as typeof write
    try {
      const printed = countPrinted(process.stderr, open())
      const worker = new Worker('console.error("แถวที่ 3 ของนายสมชาย")', { eval: true })
      await new Promise((resolve) => worker.on('exit', resolve))
      await expect.poll(() => printed()).toBe(1)
    } finally {
      process.stderr.write = write
    }
    expect(passed.join('')).toContain('นายสมชาย')
    expect(text()).not.toContain('นายสมชาย')
  })
})
