/** Running the tools of node_modules on this very Node. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Scripts (not shell wrappers) of the tools, so that Windows needs no .cmd. */
const tools = {
  biome: '@biomejs/biome/bin/biome',
  knip: 'knip/bin/knip.js',
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
} as const

/** Runs a tool to its end with its output shown; answers whether it said yes. */
export function runTool(tool: keyof typeof tools, args: readonly string[], env: Record<string, string> = {}): boolean {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', tools[tool]), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return done.status === 0
}
