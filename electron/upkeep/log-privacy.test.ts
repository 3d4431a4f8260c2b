/** The one property of the log: whatever is thrown at it, nothing that was made up at run time is in the file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { Log } from './log.ts'
import { type LogEventName, logEvents } from './log-events.ts'
import { reduceError } from './reduce-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-private-'))
// The program itself lies in a folder with a person's name, as Windows installs it.
const root = join(folder, 'ผู้ใช้ สมชาย (พช.)', 'Phaenthi')
mkdirSync(join(root, 'data', 'store'), { recursive: true })
writeFileSync(join(root, 'data', 'store', 'open.ts'), '')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const thai = fc.string({ unit: fc.constantFrom(...'กขคงจชดตนบปผมยรลวสหอะาิีุูเแโ่้'), minLength: 3, maxLength: 12 })
const person = fc.tuple(fc.constantFrom('นาย', 'นางสาว', 'Mr. Zq'), thai).map((parts) => parts.join(''))
const path = fc
  .tuple(fc.constantFrom('/home/', 'C:\\Users\\', '\\\\server\\', 'file:///C:/', `${root}/data/`, `${root}/`), thai)
  .map(([start, name]) => `${start}${name}`)
const coordinate = fc
  .tuple(fc.double({ min: 5, max: 21, noNaN: true }), fc.double({ min: 97, max: 106, noNaN: true }))
  .map(([latitude, longitude]) => `${latitude.toFixed(6)},${longitude.toFixed(6)}`)
const citizen = fc.bigInt({ min: 1_000_000_000_000n, max: 8_999_999_999_999n }).map(String)
const secret = fc.oneof(person, path, coordinate, citizen)

/** What must not be found: the secret itself, and what identifies in it alone. */
const identifying = (text: string) => [
  text,
  ...text.split(/[/\\,]/).filter((part) => /[^\w.: ()-]|\d{2}\.\d{6}|\d{13}/.test(part)),
]

const wrap = fc.constantFrom(
  (text: string) => text,
  (text: string) => `no such row: ${text}`,
  (text: string) => `first\n    at ${text} (${root}/data/store/open.ts:12:3)\n    at ${text}.ts:3:4`,
  (text: string) => `\n    at ${root}/data/${text}.ts:1:1)\n    at ${text} (file:///${text}.js:1:1)`,
)

const thrown = fc
  .record({
    message: fc.tuple(wrap, secret),
    name: secret,
    code: secret,
    cause: secret,
    hasOwnStack: fc.boolean(),
    extra: secret,
  })
  .map(({ message: [shape, inMessage], name, code, cause, hasOwnStack, extra }) => {
    const made = new TypeError(shape(inMessage), {
      cause: Object.assign(new Error(cause), { code: cause, name: cause }),
    })
    Object.assign(made, { name, code, path: extra, dest: extra })
    if (hasOwnStack) made.stack = `${name}: ${shape(inMessage)}\n    at ${extra} (${root}/data/store/open.ts:31:7)`
    return { error: made, secrets: [inMessage, name, code, cause, extra] }
  })

const events = Object.keys(logEvents) as LogEventName[]

describe('the log', () => {
  it('holds nothing of names, paths, Thai words, coordinates or numbers of people', () => {
    let runs = 0
    fc.assert(
      fc.property(fc.constantFrom(...events), thrown, secret, (event, { error, secrets }, inField) => {
        const into = join(folder, `run-${runs++}`)
        const log = new Log({ folder: into, root })
        const fields = Object.fromEntries(Object.keys(logEvents[event].fields).map((name) => [name, inField]))
        const asNumber = Object.fromEntries(Object.keys(fields).map((name) => [name, Number(inField.split(',')[0])]))
        log.write(event, { ...fields, [inField]: inField } as never, error)
        log.write(event, asNumber as never, inField)
        log.close()
        const text = readFileSync(join(into, 'phaenthi.log'), 'utf8')
        expect(text.split('\n')).toHaveLength(3)
        const found = [...secrets, inField, 'สมชาย'].flatMap(identifying).filter((part) => text.includes(part))
        expect(found).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  it('still says where in the program it was', () => {
    const error = new Error('สมชาย')
    error.stack = [
      'Error: สมชาย',
      `    at open (${root}/data/store/open.ts:31:7)`,
      `    at async Promise.all (index 0)`,
      `    at ${root.replace('Phaenthi', 'อื่น')}/data/store/open.ts:31:7`,
      `    at file://${encodeURI(root)}/data/store/open.ts:44:9`,
      `    at ${root}/data/store/../store/open.ts:1:1`,
      `    at ${root}/data/store/other.ts:1:1`,
    ].join('\n')
    expect(reduceError(error, root)).toEqual({
      name: 'Error',
      code: null,
      frames: ['data/store/open.ts:31', 'data/store/open.ts:44'],
      causes: [],
    })
  })

  it('tells a Windows path and the unpacked part of an archive by the same names', () => {
    const error = new Error('x')
    const installed = join(root, 'resources', 'app.asar')
    mkdirSync(join(root, 'resources', 'app.asar.unpacked', 'dist', 'data'), { recursive: true })
    writeFileSync(join(root, 'resources', 'app.asar.unpacked', 'dist', 'data', 'worker.js'), '')
    error.stack = `Error: x\n    at ${installed.replaceAll('/', '\\')}.unpacked\\dist\\data\\worker.js:7:1`
    expect(reduceError(error, installed).frames).toEqual(['dist/data/worker.js:7'])
  })

  it('takes what is no error for no more than that', () => {
    for (const value of ['สมชาย', 5, null, undefined, { name: 'TypeError', stack: 'สมชาย' }]) {
      expect(reduceError(value, root)).toEqual({ name: 'other', code: null, frames: [], causes: [] })
    }
  })
})
