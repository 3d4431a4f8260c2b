/** What is looked at once at the start: each thing that is missing is a sentence. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { nativeProbe } from '../../electron/data-side.ts'
import { graphicsOf, probeFiles, probeStart } from '../../electron/probe.ts'
import { temporaryFolder } from '../harness.ts'
import { app } from './stand-in/electron.ts'

vi.mock('electron', () => import('./stand-in/electron.ts'))

const folder = temporaryFolder('probe')
let count = 0
const home = () => {
  const path = join(folder.path, `home-${++count}`)
  mkdirSync(path)
  return path
}
const write = (name: string, text: string) => {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return path
}
afterAll(() => folder.remove())

describe('the native module', () => {
  it('is loaded in a process of its own, once for a program on a machine', async () => {
    const own = home()
    expect(await probeStart(() => own, nativeProbe)).toBeNull()
    expect(readFileSync(join(own, 'probed'), 'utf8')).toContain(process.arch)
    // Not asked again; another version would be.
    expect(await probeStart(() => own, write('fails.mjs', 'process.exit(1)'))).toBeNull()
    writeFileSync(join(own, 'probed'), 'another version')
    expect(await probeStart(() => own, join(folder.path, 'fails.mjs'))).toContain('ติดตั้งโปรแกรมใหม่')
  })

  it('is a sentence where it is missing, and where it ends its process without a word', async () => {
    for (const module of [
      join(folder.path, 'not-there.mjs'),
      write('missing.mjs', "await import('better-sqlite3-of-another-machine')"),
      write('crash.mjs', "process.kill(process.pid, 'SIGSEGV')\nsetTimeout(() => {}, 10_000)"),
    ]) {
      const own = home()
      expect(await probeStart(() => own, module), module).toContain('ส่วนอ่านไฟล์งานของโปรแกรมใช้กับเครื่องนี้ไม่ได้')
      expect(existsSync(join(own, 'probed'))).toBe(false)
    }
  })
})

describe('the home', () => {
  it('is a sentence with its name where it cannot be made or written', async () => {
    const file = write('a-file', '')
    const sentence = await probeStart(() => {
      mkdirSync(join(file, 'home'))
      return join(file, 'home')
    }, nativeProbe)
    expect(sentence).toContain('เขียนโฟลเดอร์ของโปรแกรมไม่ได้')
    expect(sentence).toContain(file)
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'is one where it is only for reading',
    async () => {
      const own = home()
      chmodSync(own, 0o500)
      expect(await probeStart(() => own, nativeProbe)).toContain(own)
    },
  )
})

describe('the graphics card', () => {
  it('is told as Chromium tells it', () => {
    const said = (webgl: string | undefined) => {
      app.getGPUFeatureStatus = () => (webgl === undefined ? {} : { webgl })
      return graphicsOf()
    }
    expect(said(undefined)).toBe('unknown')
    for (const word of ['enabled', 'enabled_on', 'enabled_readback']) expect(said(word)).toBe('hardware')
    for (const word of ['unavailable_software', 'disabled_software', 'disabled_off', 'unavailable_off'])
      expect(said(word)).toBe('software')
  })
})

describe('the program’s own files', () => {
  it('are none where nothing was installed', async () => {
    expect(await probeFiles()).toBeNull()
  })

  it('are said where one is damaged, by the list in the archive', async () => {
    const resources = join(folder.path, 'resources')
    mkdirSync(join(resources, 'app.asar.unpacked'), { recursive: true })
    writeFileSync(join(resources, 'app.asar.unpacked', 'main.js'), 'half')
    writeFileSync(join(resources, 'app.asar'), archiveOf({ files: { 'main.js': { unpacked: true, size: 99 } } }))
    Object.assign(process, { resourcesPath: resources })
    app.isPackaged = true
    expect(await probeFiles()).toContain('(1 ไฟล์)')
    app.isPackaged = false
  })
})

/** An archive's head: four numbers, of which the last is the length of the header, and the header. */
function archiveOf(header: object): Buffer {
  const text = Buffer.from(JSON.stringify(header))
  const numbers = Buffer.alloc(16)
  numbers.writeUInt32LE(4, 0)
  numbers.writeUInt32LE(text.length + 8, 4)
  numbers.writeUInt32LE(text.length + 4, 8)
  numbers.writeUInt32LE(text.length, 12)
  return Buffer.concat([numbers, text])
}
