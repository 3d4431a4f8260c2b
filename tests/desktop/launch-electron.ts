/** Starts the app on Electron itself, by Playwright. */
import { dirname } from 'node:path'
import { _electron as electron, type Page } from 'playwright-core'
import type { Desktop, Electron, LaunchOptions, Rectangle } from './desktop.ts'
import { dropFile } from './drop-file.ts'
import { stagedMain } from './staging.ts'

export async function launchElectron(executablePath: string, options: LaunchOptions): Promise<Desktop> {
  const { home, words = [], env = {} } = options
  // A packaged app knows its main; Electron's own executable is told where the app is.
  const args = [...(process.env.PHAENTHI_ELECTRON ? [] : [dirname(dirname(stagedMain()))]), ...words]
  const app = await electron.launch({
    executablePath,
    args,
    chromiumSandbox: true,
    env: { ...environment(), PHAENTHI_HOME: home, ...env },
  })
  // On Windows what was started is a shell around the program.
  const pid = await app.evaluate(({ app: own }) => own.whenReady().then(() => process.pid))
  const child = app.process()
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const leaked: string[] = []
  app.context().on('requestfinished', (request) => {
    if (!/^(workbench|data|blob|devtools):/.test(request.url())) leaked.push(request.url())
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const desktop: Desktop = {
    home,
    ended,
    output: () => printed,
    evaluate: <R, A>(run: (electron: Electron, argument: A) => R | Promise<R>, argument?: A) =>
      app.evaluate(run as never, argument) as Promise<R>,
    async page(host) {
      const shows = (page: Page) => page.url().startsWith(`workbench://${host}/`)
      return app.windows().find(shows) ?? app.waitForEvent('window', shows)
    },
    addresses: () => app.windows().map((page) => page.url()),
    address: (_page, url) => url,
    leaked: () => leaked,
    drop: dropFile,
    setDisplays: (displays) => desktop.evaluate(changeDisplays, displays),
    async startAgain(second) {
      const { spawn } = await import('node:child_process')
      const again = spawn(executablePath, [...args.slice(0, args.length - words.length), ...second], {
        stdio: 'ignore',
        env: { ...environment(), PHAENTHI_HOME: home, ...env },
      })
      await new Promise((resolve) => again.once('exit', resolve))
    },
    async quit() {
      await desktop.evaluate(({ app: own }) => {
        setTimeout(() => own.quit(), 0)
      })
      return (await ended) ?? -1
    },
    async kill() {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
      await ended
    },
  }
  if (options.displays) await desktop.setDisplays(options.displays)
  return desktop
}

/** The real screen cannot be pulled in a test: main is told of other displays, and its windows do what they can. */
function changeDisplays({ screen }: Electron, displays: readonly Rectangle[]): void {
  const list = displays.map((bounds) => ({
    id: 1 + bounds.x + bounds.y * 100_000,
    bounds,
    workArea: bounds,
    scaleFactor: 1,
  }))
  const told = screen as unknown as {
    getAllDisplays(): typeof list
    getPrimaryDisplay(): (typeof list)[number] | undefined
    getDisplayMatching(rectangle: Rectangle): (typeof list)[number] | undefined
    emit(name: string, ...parameters: unknown[]): void
  }
  const before = told.getAllDisplays()
  told.getAllDisplays = () => list
  told.getPrimaryDisplay = () => list[0]
  told.getDisplayMatching = ({ x }) =>
    list.find(({ bounds }) => x >= bounds.x && x < bounds.x + bounds.width) ?? list[0]
  for (const each of before) if (!list.some(({ id }) => id === each.id)) told.emit('display-removed', {}, each)
  for (const each of list) if (!before.some(({ id }) => id === each.id)) told.emit('display-added', {}, each)
}

function environment(): Record<string, string> {
  const pairs = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return Object.fromEntries(pairs)
}
