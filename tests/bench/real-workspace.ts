/** Workspaces made as a person makes them, by the command line, and served as `npm start` serves them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, runCli } from '../harness.ts'
import { benchFolder } from './bench-workspace.ts'

/** One `phaenthi import`: source and options. */
export type ImportStep = readonly [source: string, ...options: string[]]

/** Makes a workspace of these imports anew; answers its path and the seconds of each import, its process's start included. */
export async function makeWorkspace(
  name: string,
  imports: readonly ImportStep[],
): Promise<{ readonly path: string; readonly seconds: readonly number[] }> {
  const path = join(benchFolder(), `${name}.gpkg`)
  for (const ending of ['', '-wal', '-shm', '.lock']) rmSync(path + ending, { force: true })
  await run(['new', path])
  const seconds: number[] = []
  for (const step of imports) {
    const started = performance.now()
    await run(['import', path, ...step])
    seconds.push((performance.now() - started) / 1000)
  }
  return { path, seconds }
}

async function run(args: readonly string[]): Promise<void> {
  const { status, stderr } = await runCli(...args)
  if (status !== 0) throw new Error(`phaenthi ${args.join(' ')} ended with ${status}: ${stderr}`)
}

export interface ServedBench {
  readonly deskUrl: string
  /** From starting the process until the address was printed. */
  readonly openMs: number
  /** Resident memory of the serving process now and at most so far; null where the system does not tell. */
  memoryMb(): { readonly now: number; readonly peak: number } | null
  stop(): Promise<void>
}

/** Serves a workspace in a process of its own, with `PHAENTHI_MEASURE` set. */
export async function serveBench(workspace: string): Promise<ServedBench> {
  const started = performance.now()
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'data', 'cli.ts'), 'serve', workspace, '--no-open', '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...{ NODE_NO_WARNINGS: '1', PHAENTHI_MEASURE: '1', PHAENTHI_HOME: join(benchFolder(), 'home') },
      },
    },
  )
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the workbench ended before it was there')))
    child.stdout?.setEncoding('utf8').once('data', resolve)
  })
  const { desk } = JSON.parse(line) as { desk: string }
  return {
    deskUrl: desk,
    openMs: performance.now() - started,
    memoryMb: () => readMemory(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function readMemory(pid: number): { now: number; peak: number } | null {
  if (process.platform !== 'linux') return null
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
  return { now: mb('VmRSS'), peak: mb('VmHWM') }
}
