/**
 * `npm start`: the workbench on the rehearsal province. Opens the desktop app where Electron's binary is there or can be had
 * in one try; else says so and opens the same workbench in the default browser.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal, sentenceOf } from '../data/contract/errors.ts'
import { homeFolder } from '../data/store/home.ts'
import { buildRenderer } from './build.ts'
import { buildDesktop } from './build-desktop.ts'
import { root } from './run.ts'

const ELECTRON_TIMEOUT_MS = 120_000
/** An app that ends with a failure sooner than this has not been seen by anyone. */
const ELECTRON_STARTED_MS = 5_000
const args = process.argv.slice(2)

if (!buildRenderer()) process.exit(1)
const workspace = args.find((arg) => !arg.startsWith('-')) ?? rehearsalProvince()
const electron = args.includes('--browser') ? null : findElectron()
if (electron && buildDesktop()) openDesktop(electron)
else {
  if (!args.includes('--browser')) {
    console.error(
      'ไม่มีโปรแกรมเดสก์ท็อป (Electron) ในเครื่องนี้ จึงเปิดในเบราว์เซอร์แทน · Electron is not to be had here, so the workbench opens in your browser.',
    )
  }
  openInOwnBrowser()
}

/** The desktop app; where it ends at once (no display, no sandbox for this user), the browser instead. */
function openDesktop(path: string): void {
  const startedAt = Date.now()
  const desktop = spawn(path, [root, workspace], { stdio: 'inherit' })
  const end = (code: number | null) => {
    if (code === 0 || Date.now() - startedAt > ELECTRON_STARTED_MS) process.exit(code ?? 0)
    console.error(
      'โปรแกรมเดสก์ท็อปเริ่มไม่ได้ จึงเปิดในเบราว์เซอร์แทน · Electron did not start, so the workbench opens in your browser.',
    )
    openInOwnBrowser()
  }
  desktop.on('exit', end)
  desktop.on('error', () => end(1))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => desktop.kill(signal))
}

function openInOwnBrowser(): void {
  const options = args.filter((arg) => arg.startsWith('--') && arg !== '--browser' && arg !== '--desktop')
  const server = spawn(process.execPath, [join(root, 'data', 'cli.ts'), 'serve', workspace, ...options], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
  server.on('exit', (code) => process.exit(code ?? 0))
}

/** The rehearsal province in the person's own folder, made where it is not there yet. */
function rehearsalProvince(): string {
  const path = join(ownFolder(), 'จังหวัดตัวอย่าง.gpkg')
  if (existsSync(path)) return path
  console.error('กำลังสร้างจังหวัดตัวอย่าง (ครั้งแรกเท่านั้น) · Making the rehearsal province (the first time only) …')
  const made = spawnSync(process.execPath, [join(root, 'data', 'cli.ts'), 'new', path, '--sample'], {
    stdio: 'inherit',
  })
  if (made.status !== 0) process.exit(1)
  return path
}

/** Where it cannot be made, a sentence says so. */
function ownFolder(): string {
  try {
    return homeFolder('workspaces')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`${sentenceOf(error.toProblem(), 'th')} · ${sentenceOf(error.toProblem(), 'en')}`)
    process.exit(1)
  }
}

/**
 * Electron's executable, fetched where it is missing in one try with a time limit; null where it cannot be had. A try that failed
 * is not made again at every start; `--desktop` asks for another.
 */
function findElectron(): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const tried = join(root, 'node_modules', '.phaenthi-electron-tried')
  const installed = () => {
    const named = join(folder, 'path.txt')
    const path = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8').trim()) : null
    return path && existsSync(path) ? path : null
  }
  const there = installed()
  if (there || (existsSync(tried) && !args.includes('--desktop'))) return there
  console.error('กำลังหา Electron (ครั้งแรกเท่านั้น) · Looking for Electron (the first time only) …')
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: ELECTRON_TIMEOUT_MS })
  writeFileSync(tried, new Date().toISOString())
  return installed()
}
