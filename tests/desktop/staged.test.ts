/** The staged app folder: complete, and the workbench in it works under plain Node. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root, temporaryFolder } from '../harness.ts'

const folder = temporaryFolder('staged')
// Inside the project, so that packages are found as they are from dist/desktop.
const staged = join(root, '.cache', `desktop-${process.pid}`)
const workspace = join(folder.path, 'งาน.gpkg')
let files: readonly string[] = []

beforeAll(() => {
  const built = run(join(root, 'scripts', 'build-desktop.ts'), staged)
  files = JSON.parse(built.stdout) as string[]
})
afterAll(() => {
  folder.remove()
  rmSync(staged, { recursive: true, force: true })
})

function run(script: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1', PHAENTHI_HOME: folder.path },
  })
}

const modules = () => files.filter((path) => /\.c?js$/.test(path) && !path.startsWith(join('dist', 'renderer')))
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*|\brequire\(\s*)'([\w@.][^'\n ]*)'/g
/** Who packages puts it there; a build without it says so. */
const optional = ['../dist/renderer', '../resources/release-key.pem']
const importsOf = (path: string) =>
  [...readFileSync(join(staged, path), 'utf8').matchAll(importPattern)].map((match) => match[1] ?? '')

/** Every package that the staged modules need, and that those need. */
function packagesNeeded(): ReadonlySet<string> {
  const needed = new Set<string>()
  const add = (name: string) => {
    if (needed.has(name)) return
    needed.add(name)
    const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')
    const { dependencies } = JSON.parse(manifest) as { dependencies?: Record<string, string> }
    Object.keys(dependencies ?? {}).forEach(add)
  }
  for (const specifier of modules().flatMap(importsOf)) {
    if (specifier.startsWith('.') || specifier.startsWith('node:') || specifier === 'electron') continue
    add(
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    )
  }
  return needed
}

describe('the staged app', () => {
  it('holds no TypeScript, no test and no file of the machine', () => {
    expect(modules().length).toBeGreaterThan(100)
    expect(files.filter((path) => /\.tsx?$|\.test\.|tsconfig/.test(path))).toEqual([])
    const quoting = modules().filter((path) => readFileSync(join(staged, path), 'utf8').includes(root))
    expect(quoting).toEqual([])
  })

  it('has a file for every relative import and a package for every other', () => {
    const missing = modules().flatMap((path) => {
      const require = createRequire(join(staged, path))
      return importsOf(path)
        .filter((specifier) => !specifier.startsWith('node:') && specifier !== 'electron')
        .filter((specifier) =>
          specifier.startsWith('.')
            ? !existsSync(join(staged, dirname(path), specifier)) && !optional.includes(specifier)
            : !isFound(require, specifier),
        )
        .map((specifier) => `${path}: ${specifier}`)
    })
    expect(missing).toEqual([])
  })

  it('needs no package that package.json has for development only, and so would be packaged with all it needs', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>
    }
    const packaged = (name: string) => lock.packages[`node_modules/${name}`]?.dev === undefined
    expect(packaged('react-dom')).toBe(false)
    expect([...packagesNeeded()].filter((name) => !packaged(name))).toEqual([])
  })

  it('makes the rehearsal province and answers its values without Electron', () => {
    const made = run(join(staged, 'data', 'cli.js'), 'new', workspace, '--sample')
    expect(made.stderr).toBe('')
    expect(made.status).toBe(0)
    const values = run(
      join(staged, 'data', 'cli.js'),
      'values',
      workspace,
      '--indicator',
      'households',
      '--level',
      'amphoe',
      '--format',
      'json',
    )
    expect(values.stderr).toBe('')
    const answer = JSON.parse(values.stdout) as { values: number[] }
    expect(answer.values).toHaveLength(4)
    expect(answer.values.reduce((sum, value) => sum + value, 0)).toBe(60_000)
  })

  it('starts its main, shows households to the desk and none to the room, and quits leaving one file', () => {
    const started = run(
      join(import.meta.dirname, 'start-staged.ts'),
      pathToFileURL(join(staged, 'electron', 'main.js')).href,
      workspace,
    )
    expect(started.stderr).toBe('')
    const { answers, households, shown, code } = JSON.parse(started.stdout)
    expect(answers.app).toMatchObject({ audience: 'desk', fileName: 'งาน.gpkg', isSample: true })
    expect(answers.room).toMatchObject({ audience: 'room' })
    expect(households).toEqual({ desk: 200, room: 403 })
    expect({ shown, code }).toEqual({ shown: [], code: 0 })
    expect(['-wal', '-shm', '.lock'].filter((ending) => existsSync(workspace + ending))).toEqual([])
  })

  it('has a preload that is CommonJS, needs only electron and exposes only to the desk', () => {
    const code = readFileSync(join(staged, 'electron', 'preload.cjs'), 'utf8')
    const exposedAt = (host: string) => {
      const exposed: string[] = []
      const electron = {
        contextBridge: { exposeInMainWorld: (name: string) => exposed.push(name) },
        ipcRenderer: { on: () => {} },
      }
      const require = (name: string) => {
        if (name !== 'electron') throw new Error(`a sandboxed preload cannot have ${name}`)
        return electron
      }
      runInNewContext(code, { require, location: { protocol: 'workbench:', host } })
      return exposed
    }
    expect(exposedAt('app')).toEqual(['phaenthiShell'])
    expect(exposedAt('room')).toEqual([])
  })
})

function isFound(require: NodeJS.Require, specifier: string): boolean {
  try {
    return require.resolve(specifier) !== ''
  } catch (error) {
    // A package that only offers ESM has no path for require, but it is there.
    return (error as { code?: string }).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  }
}
