/**
 * The desktop app: one process, one workspace, two windows. It adds to the workbench only what a browser cannot do. What must be
 * set before Chromium starts stands here; the rest is loaded when the app is ready.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, crashReporter, dialog, powerMonitor } from 'electron'
import { loadHome, nativeProbe } from './data-side.ts'
import type { Desktop } from './desktop.ts'
import { portableHome } from './home.ts'
import { registerScheme } from './protocol.ts'
import { lockProcess } from './security.ts'
import { say } from './sentences.ts'
import { startAnew } from './start-anew.ts'
import type { Upkeep } from './upkeep/upkeep.ts'

/** A failure sooner than this after the start would only come again. */
const STARTED_MS = 30_000

// A terminal that was closed must not look like an error of ours.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
chooseHome()
registerScheme()
lockProcess()
// Lets WebGL be drawn in software where there is no GPU (Chromium no longer does so by itself). Whether there is one is known
// only after start, when it is too late; with a GPU the switch changes nothing, and every page here is our own.
app.commandLine.appendSwitch('enable-unsafe-swiftshader')
if (process.platform === 'win32') app.setAppUserModelId('th.phaenthi.desktop')
// A dump of the program's memory may hold households, so that one is only made where somebody asks for it, and never sent.
if (process.env.PHAENTHI_DUMPS === '1') crashReporter.start({ uploadToServer: false })

if (app.requestSingleInstanceLock()) start()
else app.quit()

/** A home beside the program or one that was named holds Chromium's own files too. */
function chooseHome(): void {
  const portable = portableHome({ execPath: process.execPath, env: process.env, platform: process.platform })
  const chosen = portable ?? process.env.PHAENTHI_HOME
  if (!chosen) return
  const home = resolve(chosen)
  process.env.PHAENTHI_HOME = home
  const userData = join(home, 'electron')
  try {
    mkdirSync(userData, { recursive: true })
    app.setPath('userData', userData)
  } catch {
    // The probe says so, when there can be a dialog.
  }
}

function start(): void {
  // macOS says so when a workspace is opened from its folder, possibly before the app is ready.
  let asked = workspaceIn(process.argv.slice(1), process.cwd())
  let desktop: Desktop | null = null
  const openAgain = async (path: string | null): Promise<void> => {
    if (desktop) await desktop.openAgain(path)
    else asked = path ?? asked
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    void openAgain(path)
  })
  app.on('second-instance', (_event, argv, folder) => void openAgain(workspaceIn(argv.slice(1), folder)))
  // The window that tells of copying comes and goes before there is another.
  app.on('window-all-closed', () => {
    if (desktop) app.quit()
  })
  app
    .whenReady()
    .then(async () => {
      const first = asked
      desktop = await begin(first)
      if (!desktop) app.quit()
      else if (asked !== first) await desktop.openAgain(asked)
    })
    .catch((error: unknown) => endUnstarted(error instanceof Error ? error.message : String(error)))
}

async function begin(asked: string | null): Promise<Desktop | null> {
  const home = await loadHome()
  const { probeFiles, probeStart } = await import('./probe.ts')
  const problem = await probeStart(home.homeFolder, nativeProbe)
  if (problem) {
    endUnstarted(problem)
    return null
  }
  const [{ openUpkeep }, { startDesktop }] = await Promise.all([import('./upkeep/upkeep.ts'), import('./desktop.ts')])
  const upkeep = openUpkeep(home)
  const startedAt = performance.now()
  let desktop: Desktop | null = null
  catchUncaught(upkeep, () => desktop)
  closeBeforeQuit(upkeep, () => desktop)
  const power: NodeJS.EventEmitter = powerMonitor
  power.on('shutdown', (event: Pick<Event, 'preventDefault'>) => {
    event.preventDefault()
    app.quit()
  })
  app.on('child-process-gone', (_event, { type, reason }) => upkeep.log.write('process.gone', { type, reason }))
  desktop = await startDesktop(asked, upkeep)
  const begun = desktop
  // Said, and not forbidden: what is damaged may be what nobody needs today, and its licence lets people put in another GDAL.
  void probeFiles().then((sentence) => sentence && begun?.warn(sentence))
  upkeep.log.write('ready', { durationMs: performance.now() - startedAt })
  return desktop
}

/** Says why the app cannot start, and ends it. */
function endUnstarted(sentence: string): void {
  dialog.showErrorBox(say('dialog.cannot-start'), sentence)
  app.exit(1)
}

/**
 * An error that nobody caught leaves this process in a state that nobody knows. What was acknowledged is in the file: the app says
 * what happened and starts anew on the same workspace.
 */
function catchUncaught(upkeep: Upkeep, desktop: () => Desktop | null): void {
  const startedAt = performance.now()
  let isFailing = false
  const fail = async (error: unknown): Promise<void> => {
    console.error(error)
    upkeep.log.write('error.uncaught', {}, error)
    if (isFailing) return
    isFailing = true
    const isEarly = performance.now() - startedAt < STARTED_MS
    const sentence = isEarly ? 'dialog.main-failed-early' : 'dialog.main-failed'
    const { sayMishap } = await import('./mishaps.ts')
    await sayMishap({ sentence, report: upkeep.reports.report('main', { error }), over: null }, upkeep)
    const path = desktop()?.workspacePath()
    const words = process.argv.slice(1).filter((word) => !word.toLowerCase().endsWith('.gpkg'))
    if (!isEarly) startAnew([...words, ...(path ? [path] : [])])
    app.quit()
  }
  process.on('uncaughtException', (error) => void fail(error))
  // A page that went away has cut off what it asked for: that is no error of anybody's.
  process.on('unhandledRejection', (error) => void (isCutOff(error) ? undefined : fail(error)))
}

function isCutOff(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_INVALID_STATE'))
  )
}

/** Leaves the workspace as one file before the process ends. */
function closeBeforeQuit(upkeep: Upkeep, desktop: () => Desktop | null): void {
  let isClosing = false
  app.on('will-quit', (event) => {
    // However often it is asked to end meanwhile.
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    Promise.resolve(desktop()?.close())
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        upkeep.end()
        app.exit()
      })
  })
}

/**
 * The workspace named on a command line, as an absolute path; null where none is. Chromium may put switches of its own between, and
 * file managers of Linux name files by addresses.
 */
function workspaceIn(argv: readonly string[], folder: string): string | null {
  const named = argv.find((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith('.gpkg'))
  if (!named) return null
  return named.startsWith('file:') && URL.canParse(named) ? fileURLToPath(named) : resolve(folder, named)
}
