/**
 * `npm run bench`: every benchmark of tests/bench (or those named), as a table on stderr and as JSON on stdout. Peers are run
 * beside ours in the same minute, so the ratios hold on a noisy machine where the seconds do not.
 */
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BenchRow } from '../tests/bench/bench-row.ts'
import { buildRenderer } from './build.ts'
import { root } from './run.ts'

const folder = join(root, 'tests', 'bench')
const wanted = process.argv.slice(2)
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))

buildRenderer()
const rows: BenchRow[] = []
for (const name of benches) {
  console.error(`${name} …`)
  const { run } = (await import(pathToFileURL(join(folder, `${name}.bench.ts`)).href)) as { run(): Promise<BenchRow[]> }
  const measured = await run()
  rows.push(...measured)
  for (const row of measured) console.error(`  ${describe(row)}`)
}
const machine = {
  cpus: cpus().length,
  cpu: cpus()[0]?.model ?? '',
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
}
console.log(JSON.stringify({ machine, rows }, null, 2))

function describe({ what, measured, unit, target, met, peer, ratio, note }: BenchRow): string {
  const verdict = met === null ? '·' : met ? '✓' : '✗'
  const beside = peer ? ` · ${peer.name} ${peer.measured} ${unit}${ratio ? ` (${ratio.toFixed(1)} ×)` : ''}` : ''
  return `${verdict} ${what}: ${measured} ${unit}${beside} · target ${target}${note ? ` · ${note}` : ''}`
}
