/** Builds the renderer bundle into dist/renderer when its sources are newer than it. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, runTool } from './run.ts'

/** Builds if needed; answers whether a usable bundle is there. */
export function buildRenderer({ force = false } = {}): boolean {
  const built = join(root, 'dist', 'renderer', 'index.html')
  const sources = ['renderer', 'data/contract'].map((folder) => newest(join(root, folder)))
  const lock = statSync(join(root, 'package-lock.json')).mtimeMs
  if (!force && existsSync(built) && statSync(built).mtimeMs > Math.max(...sources, lock)) return true
  // Under a test runner the environment asks for React's development form, which quotes this machine's folders.
  return runTool('vite', ['build', '--config', 'renderer/vite.config.ts', '--logLevel', 'warn'], {
    NODE_ENV: 'production',
  })
}

function newest(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exit(buildRenderer({ force: true }) ? 0 : 1)
