/**
 * `npm test`: checks first, then every test, with a browser found or got. Ends on one line such as `123 passed, 0 failed`.
 * Arguments are handed to vitest, so `npm test -- data/store` runs one folder.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOrInstallBrowser } from './browser.ts'
import { buildDesktop } from './build-desktop.ts'
import { check } from './check.ts'
import { root, runTool } from './run.ts'

const args = process.argv.slice(2)
const checked = args.length > 0 || check()
// Staged before any test packs it, as several do so at once.
const built = buildDesktop()
const browser = findOrInstallBrowser()
if (!browser)
  console.error('There is no Chromium, Chrome or Edge here and none could be got: the browser tests cannot run.')

const report = join(root, '.cache', 'vitest.json')
mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(report, { force: true })
runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...args], {
  ...(browser ? { PHAENTHI_BROWSER: browser } : {}),
})
const counts = readCounts()
const failed = counts.failed + [checked, built, browser !== null].filter((ok) => !ok).length
if (!checked) console.error('npm run check said no (above).')
if (!built) console.error('The renderer did not build (above).')
console.log(`${counts.passed} passed, ${failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`)
process.exit(failed === 0 && counts.passed > 0 ? 0 : 1)

function readCounts(): { passed: number; failed: number; skipped: number } {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'))
    // A suite that fails to load has no failed test of its own; it counts as one.
    const failed = Math.max(json.numFailedTests, json.numFailedTestSuites > 0 ? 1 : 0)
    return { passed: json.numPassedTests, failed, skipped: json.numPendingTests + json.numTodoTests }
  } catch {
    console.error('vitest left no report.')
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
