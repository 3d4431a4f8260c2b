/**
 * `npm run bench`: every benchmark of tests/bench (or those named), as a table on stderr and as JSON on stdout. Peers are run
 * beside ours in the same minute, so the ratios hold on a noisy machine where the seconds do not.
 */
import { existsSync, readdirSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BenchRow } from '../tests/bench/bench-row.ts'
import { findOrInstallBrowser } from './browser.ts'
import { buildRenderer } from './build.ts'
import { root } from './run.ts'

const folder = join(root, 'tests', 'bench')
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${all.join(', ')}.`)
  process.exit(2)
}
if (!existsSync(join(root, '..', 'shared', 'data', 'README.md'))) {
  console.error('Skipped: the benches stand on the boundaries of ../shared/data, which is not here.')
  process.exit(0)
}

buildRenderer()
const browser = findOrInstallBrowser()
if (browser) process.env.PHAENTHI_BROWSER = browser
const rows: (BenchRow & { readonly bench: string; readonly load: number })[] = []
for (const bench of all.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10
  console.error(`${bench} … (load ${load})`)
  const { run } = (await import(pathToFileURL(join(folder, `${bench}.bench.ts`)).href)) as {
    run(): Promise<BenchRow[]>
  }
  try {
    const measured = await run()
    rows.push(...measured.map((row) => ({ bench, load, ...row })))
    for (const row of measured) console.error(`  ${describe(row)}`)
  } catch (error) {
    // The other benches still have something to say.
    console.error(`  failed: ${error instanceof Error ? error.stack : String(error)}`)
    process.exitCode = 1
  }
}
const machine = {
  cpus: cpus().length,
  cpu: cpus()[0]?.model ?? '',
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
}
console.log(JSON.stringify({ machine, rows }, null, 2))
process.exit()

function describe({ what, measured, unit, target, met, peer, ratio, note }: BenchRow): string {
  const verdict = met === null ? '·' : met ? '✓' : '✗'
  const times = ratio ? ` (${ratio.toFixed(1)} ×)` : ''
  const beside = peer ? ` · ${peer.name} ${figure(peer.measured)} ${unit}${times}` : ''
  return `${verdict} ${what}: ${figure(measured)} ${unit}${beside} · target ${target}${note ? ` · ${note}` : ''}`
}

/** Three figures that count. */
function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}
