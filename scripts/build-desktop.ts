/**
 * Stages the desktop app in dist/desktop: the sources of data/ and electron/ with their types taken away (Electron's own Node
 * strips none), beside what they read. Nothing is bundled: a staged file has the lines of its source.
 *
 *   dist/desktop/package.json  data/**  electron/**  resources/**  dist/renderer/**
 *
 * `node scripts/build-desktop.ts` builds what is missing and stages; with a folder it stages there what is built, and prints its files.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildRenderer } from './build.ts'
import { root } from './run.ts'

export const desktopFolder = join(root, 'dist', 'desktop')

/** Runs in a sandboxed renderer, where only CommonJS can be loaded. */
const PRELOAD = join('electron', 'preload.ts')

/** Stages the app into an empty folder and answers its files, relative to it. */
export function stageDesktop(folder: string = desktopFolder): readonly string[] {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const part of ['data', 'electron']) for (const path of sourcesIn(part)) stageSource(path, folder)
  copyFolder('resources', folder)
  copyFolder(join('dist', 'renderer'), folder)
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(stagedManifest(), null, 2)}\n`)
  return filesIn(folder).map((path) => relative(folder, path))
}

/** Stages into dist/desktop when anything it is made of is newer; false when the renderer does not build. */
export function buildDesktop({ force = false } = {}): boolean {
  if (!buildRenderer()) return false
  const built = join(desktopFolder, 'package.json')
  const parts = ['data', 'electron', 'resources', join('dist', 'renderer'), 'package.json', 'scripts']
  const newest = Math.max(...parts.map((part) => newestIn(join(root, part))))
  if (force || !existsSync(built) || statSync(built).mtimeMs < newest) stageDesktop()
  return true
}

/** A module without its types, importing its staged neighbours. Every line stays where it is. */
export function toJavaScript(source: string): string {
  return stripTypeScriptTypes(source)
    .replace(/(\bfrom\s*'\.{1,2}\/[^'\n]+)\.ts'/g, "$1.js'")
    .replace(/(\bimport\s*\(?\s*'\.{1,2}\/[^'\n]+)\.ts'/g, "$1.js'")
    .replace(/(\bnew URL\(\s*'\.{1,2}\/[^'\n]+)\.ts'/g, "$1.js'")
}

/** The preload as CommonJS. Throws where it would need anything but electron. */
export function toPreload(source: string): string {
  const script = stripTypeScriptTypes(source).replace(
    /^import \{([^}]*)\} from 'electron'/gm,
    (_whole, names: string) => `const {${names}} = require('electron')`,
  )
  if (/^\s*(import|export)\b/m.test(script)) throw new Error('the preload may import nothing but electron')
  return `'use strict'\n${script}`
}

function stageSource(path: string, folder: string): void {
  const from = join(root, path)
  const isPreload = path === PRELOAD
  const to = join(folder, path.replace(/\.ts$/, isPreload ? '.cjs' : '.js'))
  mkdirSync(dirname(to), { recursive: true })
  if (!path.endsWith('.ts')) {
    cpSync(from, to)
    return
  }
  const source = readFileSync(from, 'utf8')
  writeFileSync(to, isPreload ? toPreload(source) : toJavaScript(source))
}

/** What is needed at run time of a source folder: no tests, no compiler settings. */
function sourcesIn(part: string): string[] {
  return filesIn(join(root, part))
    .map((path) => relative(root, path))
    .filter((path) => !/\.(test|test-support)\.ts$|tsconfig\.json$/.test(path))
}

function copyFolder(part: string, folder: string): void {
  if (existsSync(join(root, part))) cpSync(join(root, part), join(folder, part), { recursive: true })
}

function stagedManifest(): object {
  const { name, version, description, license, type } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return { name, version, private: true, description, license, type, main: 'electron/main.js' }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function newestIn(path: string): number {
  const files = statSync(path).isDirectory() ? filesIn(path) : [path]
  return files.reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder] = process.argv.slice(2)
  if (folder) console.log(JSON.stringify(stageDesktop(folder)))
  else process.exit(buildDesktop({ force: true }) ? 0 : 1)
}
