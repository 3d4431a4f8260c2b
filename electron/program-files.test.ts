/** Damage to the files beside an archive, which is made by Electron's own packer. */
import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createPackageWithOptions } from '@electron/asar'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../tests/harness.ts'
import { checkProgramFiles, type ProgramFile, readProgramFiles } from './program-files.ts'

const folder = temporaryFolder('program-files')
const archive = join(folder.path, 'app.asar')
const packed = `${archive}.unpacked`
const sources = {
  'electron/main.js': 'start()',
  'data/งาน.js': 'work()',
  'data/schema.sql': 'CREATE TABLE plan (id)',
  'node_modules/gdal/gdal.data': 'EPSG:4326',
  'node_modules/sqlite/linux-x64.node': 'machine code',
}
let files: readonly ProgramFile[] = []
let unpacked = ''

beforeAll(async () => {
  for (const [path, content] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder.path, 'app', path)), { recursive: true })
    writeFileSync(join(folder.path, 'app', path), content)
  }
  await createPackageWithOptions(join(folder.path, 'app'), archive, { unpackDir: '{data,node_modules}' })
  files = readProgramFiles(archive) ?? []
  return folder.remove
})
beforeEach(() => {
  unpacked = join(folder.path, 'tried')
  cpSync(packed, unpacked, { recursive: true })
  onTestFinished(() => rmSync(unpacked, { recursive: true }))
})

const damage = (path: string, change: (path: string) => void) => change(join(unpacked, path))

describe('the list of program files', () => {
  it('is what was packed outside the archive', () => {
    expect(files.map(({ path }) => path).sort()).toEqual(
      Object.keys(sources)
        .filter((path) => path !== 'electron/main.js')
        .sort(),
    )
    expect(files.every(({ sha256 }) => sha256?.length === 64)).toBe(true)
  })

  it('is null where nothing was packed', () => {
    expect(readProgramFiles(join(folder.path, 'none.asar'))).toBeNull()
    expect(readProgramFiles(join(folder.path, 'app'))).toBeNull()
  })

  it('leaves archives shown as they were', () => {
    readProgramFiles(archive)
    expect(process.noAsar).toBeUndefined()
  })

  it('cannot be had of a damaged archive', () => {
    writeFileSync(join(folder.path, 'damaged.asar'), readFileSync(archive).subarray(0, 40))
    expect(() => readProgramFiles(join(folder.path, 'damaged.asar'))).toThrow()
  })
})

describe('looking over the program files', () => {
  it('finds nothing in a folder as it was packed', async () => {
    expect(await checkProgramFiles(files, unpacked, { those: 'all' })).toEqual([])
  })

  it('finds what is missing, cut short, or changed with its length kept', async () => {
    damage('data/schema.sql', (path) => rmSync(path))
    damage('data/งาน.js', (path) => truncateSync(path, 3))
    damage('node_modules/sqlite/linux-x64.node', (path) => writeFileSync(path, 'machine c0de'))
    const found = await checkProgramFiles(files, unpacked)
    expect(Object.fromEntries(found.map(({ path, problem }) => [path, problem]))).toEqual({
      'data/schema.sql': 'missing',
      'data/งาน.js': 'changed',
      // macOS looks after native modules by itself: signing changes them after they were packed.
      ...(process.platform !== 'darwin' && { 'node_modules/sqlite/linux-x64.node': 'changed' }),
    })
  })

  it('reads what a start does not need only when all is asked for', async () => {
    damage('node_modules/gdal/gdal.data', (path) => writeFileSync(path, 'EPSG:4327'))
    expect(await checkProgramFiles(files, unpacked)).toEqual([])
    expect(await checkProgramFiles(files, unpacked, { those: 'all' })).toEqual([
      { path: 'node_modules/gdal/gdal.data', problem: 'changed' },
    ])
  })

  it('stops at the number asked for', async () => {
    for (const { path } of files) damage(path, (file) => rmSync(file))
    expect(await checkProgramFiles(files, unpacked, { limit: 2 })).toHaveLength(2)
  })

  it('takes a folder in the place of a file for damage', async () => {
    damage('data/schema.sql', (path) => {
      rmSync(path)
      mkdirSync(path)
    })
    expect(await checkProgramFiles(files, unpacked)).toEqual([{ path: 'data/schema.sql', problem: 'changed' }])
  })
})
