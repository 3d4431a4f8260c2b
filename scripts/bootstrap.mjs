#!/usr/bin/env node
/**
 * The door to every npm script. Runs on any Node ≥ 18 without a dependency: installs what is missing, then runs the wanted
 * task on the Node 24 that comes as a package. Its own words go to stderr, so that a task's stdout stays the task's.
 *
 * Why not plain npm lifecycle scripts: better-sqlite3 13 crashes on Node 20, and npm would compile it although it ships
 * prebuilds, which fails where there is no compiler (docs/decisions/toolchain.md).
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.phaenthi-installed')
const node24 = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const tasks = ['start', 'test', 'check', 'bench', 'build', 'package', 'phaenthi']

const [task, ...args] = process.argv.slice(2)
if (!task || !tasks.includes(task)) {
  console.error(`Usage: bootstrap.mjs ${tasks.join('|')} [arguments]`)
  process.exit(2)
}
installIfNeeded()
runTask(task, args)

function installIfNeeded() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (installed === wanted && existsSync(node24)) return
  console.error('กำลังติดตั้งส่วนประกอบ (ครั้งแรกเท่านั้น) · Installing what is needed (the first time only) …')
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // `ci` is exact; where the lock lacks a package of this platform, `install` still keeps every version it names.
  if (!npm(['ci', ...quietly])) require(npm(['install', '--no-save', ...quietly]), 'install')
  // It fetches one more package: a network that stumbles gets a second try.
  const rebuild = ['rebuild', 'node', '--loglevel=error']
  require(npm(rebuild) || npm(rebuild), 'rebuild')
  if (!existsSync(node24)) {
    console.error('ติดตั้ง Node 24 ไม่สำเร็จ · Node 24 could not be installed; check the network and try again.')
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

function npm(parameters) {
  // Under `npm run`, npm says where it is; on Windows npm is a .cmd that only a shell can start.
  const script = process.env.npm_execpath
  const done = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...parameters], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', parameters, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (done.error) console.error(done.error.message)
  return done.status === 0
}

function require(succeeded, step) {
  if (succeeded) return
  console.error(
    `ติดตั้งไม่สำเร็จ (npm ${step}) ตรวจเครือข่ายแล้วลองใหม่ · The installation failed (npm ${step}); check the network and try again.`,
  )
  process.exit(1)
}

function runTask(name, parameters) {
  const file = name === 'phaenthi' ? join(root, 'data', 'cli.ts') : join(root, 'scripts', `${name}.ts`)
  const path = [dirname(node24), join(modules, '.bin'), process.env.PATH].join(delimiter)
  const child = spawn(node24, ['--disable-warning=ExperimentalWarning', file, ...parameters], {
    cwd: name === 'phaenthi' ? process.env.INIT_CWD || process.cwd() : root,
    stdio: 'inherit',
    // Types are stripped and code compiled once, not at each start: it halves a command's time.
    env: { NODE_COMPILE_CACHE: join(modules, '.cache', 'compile'), ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
