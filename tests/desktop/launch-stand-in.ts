/** Starts the staged main against the stand-in: main in a process of its own, its windows in a Chromium of this one. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Page } from 'playwright-core'
import type { Desktop, Electron, LaunchOptions, Rectangle } from './desktop.ts'
import { dropFile } from './drop-file.ts'
import { stagedMain } from './staging.ts'
import { toPage, toScheme } from './stand-in/addresses.ts'
import { createHost, type Host } from './stand-in/host/chromium.ts'
import { type HostCalls, link, type MainCalls, type ShownDisplay } from './stand-in/link.ts'

const hook = new URL('./stand-in/hook.ts', import.meta.url).href
const LAPTOP: Rectangle = { x: 0, y: 0, width: 1366, height: 768 }

export async function launchStandIn(options: LaunchOptions): Promise<Desktop> {
  const displays = numbered(options.displays ?? [LAPTOP])
  const { child, output, ended } = start(options, displays)
  const calls: Partial<HostCalls> = {}
  const main = link<MainCalls>(
    {
      send: (message) => {
        if (child.connected) child.send(message as object)
      },
      onMessage: (listener) => child.on('message', listener),
    },
    calls,
  )
  const host = createHost(main, displays)
  Object.assign(calls, host)
  // Its windows end with it, as Electron's do.
  void ended.then(() => host.end())
  return {
    home: options.home,
    ended,
    output,
    evaluate: <R, A>(run: (electron: Electron, argument: A) => R | Promise<R>, argument?: A) =>
      main.evaluate(run.toString(), argument) as Promise<R>,
    page: (name) => waitForPage(host, name, { ended, output }),
    addresses: () => [...host.pages.values()].map(({ page, window }) => toScheme(page.url(), window.server)),
    address(page, url) {
      const own = [...host.pages.values()].find((each) => each.page === page)
      return own ? toPage(url, own.window.session, own.window.server) : url
    },
    leaked: () => host.passed(),
    async drop(page, path) {
      await host.tellPath(page, path)
      await dropFile(page, path)
    },
    setDisplays: (list) => host.changeDisplays(numbered(list)),
    async startAgain(words) {
      await start({ ...options, words, env: { ...options.env, STAND_IN_INSTANCE: 'second' } }, displays).ended
    },
    async quit() {
      await main.evaluate('({ app }) => { setTimeout(() => app.quit(), 0) }', undefined)
      return (await ended) ?? -1
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function start({ home, words = [], env = {} }: LaunchOptions, displays: readonly ShownDisplay[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hook, stagedMain(), ...words],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: { ...process.env, PHAENTHI_HOME: home, STAND_IN_DISPLAYS: JSON.stringify(displays), ...env },
    },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return { child, ended, output: () => printed }
}

function numbered(displays: readonly Rectangle[]): readonly ShownDisplay[] {
  // A display is known by where it stands, so that it stays itself when another goes.
  return displays.map((bounds) => ({ id: 1 + bounds.x + bounds.y * 100_000, bounds }))
}

async function waitForPage(
  host: Host,
  name: string,
  { ended, output }: Pick<Desktop, 'ended' | 'output'>,
): Promise<Page> {
  let over = false
  void ended.then(() => {
    over = true
  })
  for (let waited = 0; waited < 60_000; waited += 50) {
    const own = [...host.pages.values()].find(({ page, window }) =>
      toScheme(page.url(), window.server).startsWith(`${window.server.scheme}://${name}/`),
    )
    if (own) return own.page
    if (over) throw new Error(`main has ended: ${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no window shows ${name}: ${output()}`)
}
