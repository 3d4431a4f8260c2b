/**
 * What has to be there before anything can work, looked at once at the start, so that a missing part is a sentence and not a
 * window that stays white: a home that can be written, a native module that loads, and whether a graphics card draws.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import type { PlatformInfo } from '../renderer/shell.ts'
import { checkProgramFiles, readProgramFiles } from './program-files.ts'
import { say } from './sentences.ts'

const PROBE_MS = 20_000

/** The first thing that is wrong, as a sentence; null where all is well. */
export async function probeStart(home: () => string, probeModule: string): Promise<string | null> {
  const folder = findWritable(home)
  if (folder.problem) return folder.problem
  return (await isNativeSound(folder.path, probeModule)) ? null : say('probe.native')
}

/** What is damaged of an installed program, as a sentence; null where all is whole, or where nothing was installed. */
export async function probeFiles(): Promise<string | null> {
  if (!app.isPackaged) return null
  const archive = join(process.resourcesPath, 'app.asar')
  const files = readProgramFiles(archive)
  const damaged = files ? await checkProgramFiles(files, `${archive}.unpacked`) : []
  return damaged.length > 0 ? say('probe.files', { count: damaged.length }) : null
}

/** The folder, or the sentence about it. */
function findWritable(home: () => string): { readonly path: string; readonly problem: string | null } {
  let path = ''
  try {
    path = home()
    const trial = join(path, `.trial-${process.pid}`)
    writeFileSync(trial, '')
    rmSync(trial)
    return { path, problem: null }
  } catch (error) {
    const named = path || ((error as NodeJS.ErrnoException).path ?? '?')
    return { path, problem: say('probe.home', { path: named }) }
  }
}

/**
 * A native module made for another system ends the process without a word, so it is first loaded in one that may end. Once it
 * has loaded, it is not asked again for the same program on the same machine.
 */
async function isNativeSound(home: string, probeModule: string): Promise<boolean> {
  const stamp = join(home, 'probed')
  const wanted = [app.getVersion(), process.versions.electron ?? process.version, process.platform, process.arch].join(
    ' ',
  )
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true
  const code = await runApart(probeModule)
  if (code !== 0) return false
  writeFileSync(stamp, wanted)
  return true
}

function runApart(module: string): Promise<number> {
  return new Promise((resolve) => {
    const child = utilityProcess.fork(module, [], { stdio: 'ignore' })
    const timer = setTimeout(() => child.kill(), PROBE_MS)
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(code ?? 1)
    })
  })
}

/** Who draws. Chromium knows only some time after the start, and says "unknown" until then. */
export function graphicsOf(): PlatformInfo['graphics'] {
  const { webgl } = app.getGPUFeatureStatus()
  if (!webgl) return 'unknown'
  return webgl.startsWith('enabled') ? 'hardware' : 'software'
}
