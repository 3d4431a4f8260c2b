import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { CrashReports, countDumps } from './crash-reports.ts'
import { Log } from './log.ts'
import { beginRun } from './run-marker.ts'

const root = join(import.meta.dirname, '..', '..')
const temporary = mkdtempSync(join(tmpdir(), 'phaenthi-reports-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

let home = ''
let now = 0
beforeEach(() => {
  home = mkdtempSync(join(temporary, 'สมชาย-'))
  now = Date.UTC(2026, 10, 22, 9)
})
const clock = () => now
const open = () => {
  const log = new Log({ folder: join(home, 'logs'), root, now: clock })
  log.write('started', { version: '0.1.0', platform: 'linux' })
  const versions = ['Phaenthi 0.1.0', 'Electron 45.4.1']
  return { log, reports: new CrashReports({ folder: join(home, 'reports'), root, log, versions, now: clock }) }
}
const contentOf = (path: string | null) => readFileSync(path ?? '', 'utf8')

describe('a crash report', () => {
  it('is a text that says what happened in both languages, with versions, stack and the log', () => {
    const { reports } = open()
    const error = Object.assign(new TypeError('แถวของนายสมชายที่ /home/somchai'), { code: 'ERR_INVALID_STATE' })
    const path = reports.report('worker', { error })
    expect(basename(path ?? '')).toBe('2026-11-22T09-00-00-000Z-worker.txt')
    const text = contentOf(path)
    expect(text).toContain('ส่วนที่ดูแลไฟล์งานหยุดทำงานเอง')
    expect(text).toContain('The part that keeps the workspace ended by itself.')
    expect(text).toContain('Phaenthi 0.1.0, Electron 45.4.1')
    expect(text).toMatch(/TypeError ERR_INVALID_STATE\n {2}electron\/upkeep\/crash-reports\.test\.ts:\d+/)
    expect(text).toContain('"event":"started","version":"0.1.0"')
    expect(text).not.toMatch(/สมชาย|somchai/)
    expect(text).not.toContain(hostname())
    expect(text).not.toContain(home)
  })

  it('tells why a window ended only in words of the system', () => {
    const { reports } = open()
    expect(contentOf(reports.report('window', { reason: 'oom' }))).toContain('Reason given by the system: oom')
    now += 1
    expect(contentOf(reports.report('window', { reason: 'สมชาย' as 'oom' }))).not.toContain('สมชาย')
  })

  it('holds nothing of a message, a name or a code', () => {
    const { reports } = open()
    const thai = fc.string({ unit: fc.constantFrom(...'กขคงจชดตนบปผมยรลวสหอะาิีุูเแโ'), minLength: 4, maxLength: 12 })
    fc.assert(
      fc.property(thai, (word) => {
        now += 120_000
        const secret = `ฺ${word}`
        const error = Object.assign(new Error(`${secret}\n    at ${secret} (${root}/${secret}.ts:1:1)`), {
          code: secret,
          name: secret,
        })
        const text = contentOf(
          reports.report('main', { error, reason: secret as 'oom', newDumps: secret as unknown as number }),
        )
        expect(text).not.toContain(secret)
      }),
      { numRuns: 60 },
    )
  })

  it('is new until the person has looked', () => {
    const first = open().reports
    const a = first.report('main')
    now += 1000
    const b = first.report('window')
    expect(open().reports.newReports()).toEqual([b, a])
    first.markSeen()
    expect(open().reports.newReports()).toEqual([])
    now += 1000
    const c = first.report('unclean-end')
    expect(open().reports.newReports()).toEqual([c])
  })

  it('is one of at most twenty, the newest', () => {
    const { reports } = open()
    const made = Array.from({ length: 30 }, () => {
      now += 60_000
      return basename(reports.report('main') ?? '')
    })
    writeFileSync(join(home, 'reports', 'บันทึกของฉัน.txt'), 'not ours')
    const kept = readdirSync(join(home, 'reports')).filter((name) => name.endsWith('-main.txt'))
    expect(kept.sort()).toEqual(made.slice(-20))
    expect(reports.newReports()).toHaveLength(20)
    reports.markSeen()
    expect(existsSync(join(home, 'reports', 'บันทึกของฉัน.txt'))).toBe(true)
  })

  it('keeps the first of a loop, each with a name of its own', () => {
    const { reports } = open()
    const paths = Array.from({ length: 12 }, () => reports.report('main'))
    expect(new Set(paths.slice(0, 5)).size).toBe(5)
    expect(paths.slice(5)).toEqual(Array(7).fill(null))
    now += 61_000
    expect(reports.report('main')).not.toBeNull()
  })

  it('is null, and no second error, where nothing can be written', () => {
    const { reports } = open()
    writeFileSync(join(home, 'reports'), '')
    expect(reports.report('main', { error: new Error('x') })).toBeNull()
    expect(reports.newReports()).toEqual([])
    expect(() => reports.markSeen()).not.toThrow()
  })
})

describe('memory dumps', () => {
  it('are counted wherever Electron puts them, from a time on', () => {
    const folder = join(home, 'Crashpad')
    for (const part of ['pending', 'completed', 'reports']) mkdirSync(join(folder, part), { recursive: true })
    for (const name of ['pending/a.dmp', 'completed/b.dmp', 'reports/c.dmp', 'settings.dat', 'pending/a.meta']) {
      writeFileSync(join(folder, name), '')
    }
    utimesSync(join(folder, 'completed', 'b.dmp'), 1000, 1000)
    expect(countDumps(folder, 2_000_000)).toBe(2)
    expect(countDumps(folder, 0)).toBe(3)
    expect(countDumps(join(home, 'none'), 0)).toBe(0)
  })
})

describe('how the last run ended', () => {
  /** A program of its own that begins a run and then waits, or ends it when told to. */
  async function startProgram() {
    const url = pathToFileURL(join(import.meta.dirname, 'run-marker.ts')).href
    const body = `import { beginRun } from ${JSON.stringify(url)}
      const run = beginRun(${JSON.stringify(home)})
      console.log(run.uncleanSince === null ? 'clean' : 'unclean')
      process.stdin.on('data', () => { run.end(); process.exit(0) })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', body], { stdio: ['pipe', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout.setEncoding('utf8'), 'data')
    const ended = once(child, 'exit')
    return {
      said: String(said).trim(),
      kill: () => child.kill('SIGKILL') && ended,
      quit: () => child.stdin.write('quit') && ended,
    }
  }

  it('is told exactly once after a kill', async () => {
    const killed = await startProgram()
    expect(killed.said).toBe('clean')
    await killed.kill()
    const next = await startProgram()
    expect(next.said).toBe('unclean')
    await next.quit()
    const last = await startProgram()
    expect(last.said).toBe('clean')
    await last.quit()
    expect(readdirSync(home)).toEqual([])
  })

  it('is told of any series of kills and quits, each once', async () => {
    let wasKilled = false
    for (const isKill of [true, true, false, true, false, false]) {
      const program = await startProgram()
      expect(program.said).toBe(wasKilled ? 'unclean' : 'clean')
      await (isKill ? program.kill() : program.quit())
      wasKilled = isKill
    }
  })

  it('says since when, and is known too where a power cut emptied the marker', () => {
    beginRun(home, 1_234)
    expect(beginRun(home).uncleanSince).toBe(1_234)
    writeFileSync(join(home, 'running.json'), '\0\0\0')
    expect(beginRun(home).uncleanSince).toBe(0)
  })

  it('is not told where the home cannot be written to', () => {
    const run = beginRun(join(home, 'none'))
    expect(run.uncleanSince).toBeNull()
    expect(() => run.end()).not.toThrow()
  })
})
