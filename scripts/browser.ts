/** Finds a Chromium to test with, or gets one by what the machine allows. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { root } from './run.ts'

const places: Record<string, readonly string[]> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const base = process.env[name]
    return base
      ? [
          join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : []
  }),
}

/** Path of a browser's executable, or null where there is none and none can be had. */
export function findOrInstallBrowser(): string | null {
  return findBrowser() ?? installDebianChromium() ?? installPlaywrightChromium()
}

function findBrowser(): string | null {
  const named = process.env.PHAENTHI_BROWSER
  if (named && existsSync(named)) return named
  return [...(places[process.platform] ?? []), chromium.executablePath()].find((path) => existsSync(path)) ?? null
}

function installDebianChromium(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  console.error('Getting Chromium from Debian’s packages …')
  const run = (args: string[]) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  run(['update', '-qq'])
  run(['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  return findBrowser()
}

function installPlaywrightChromium(): string | null {
  console.error('Getting Chromium by Playwright’s download …')
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 300_000 })
  return findBrowser()
}
