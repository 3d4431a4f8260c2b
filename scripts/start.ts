/**
 * `npm start`: the workbench on the rehearsal province. Opens the desktop app where Electron's binary is there or can be had
 * in one try; else says so and opens the same workbench in the default browser.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { homeFolder } from '../data/store/home.ts'
import { buildRenderer } from './build.ts'
import { root } from './run.ts'

const ELECTRON_TIMEOUT_MS = 120_000
const args = process.argv.slice(2)

if (!buildRenderer()) process.exit(1)
const workspace = args.find((arg) => !arg.startsWith('-')) ?? rehearsalProvince()
const electron = args.includes('--browser') ? null : findElectron()
if (electron) {
  const app = spawn(electron, [root, workspace], { stdio: 'inherit' })
  app.on('exit', (code) => process.exit(code ?? 0))
} else {
  if (!args.includes('--browser')) {
    console.error(
      'ไม่มีโปรแกรมเดสก์ท็อป (Electron) ในเครื่องนี้ จึงเปิดในเบราว์เซอร์แทน · Electron is not to be had here, so the workbench opens in your browser.',
    )
  }
  const options = args.filter((arg) => arg.startsWith('--') && arg !== '--browser')
  const server = spawn(process.execPath, [join(root, 'data', 'cli.ts'), 'serve', workspace, ...options], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
  server.on('exit', (code) => process.exit(code ?? 0))
}

/** The rehearsal province in the person's own folder, made where it is not there yet. */
function rehearsalProvince(): string {
  const path = join(homeFolder('workspaces'), 'จังหวัดตัวอย่าง.gpkg')
  if (existsSync(path)) return path
  console.error('กำลังสร้างจังหวัดตัวอย่าง (ครั้งแรกเท่านั้น) · Making the rehearsal province (the first time only) …')
  const made = spawnSync(process.execPath, [join(root, 'data', 'cli.ts'), 'new', path, '--sample'], {
    stdio: 'inherit',
  })
  if (made.status !== 0) process.exit(1)
  return path
}

/** Electron's executable, fetched in one try with a time limit where it is missing; null where it cannot be had. */
function findElectron(): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const installed = () => {
    const named = join(folder, 'path.txt')
    const path = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8').trim()) : null
    return path && existsSync(path) ? path : null
  }
  if (!existsSync(join(root, 'dist', 'electron', 'main.mjs'))) return null
  const there = installed()
  if (there) return there
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: ELECTRON_TIMEOUT_MS })
  return installed()
}
