/** The app's own memory of itself: settings, log, crash reports, and whether the last run ended well. All of it stays here. */
import { join } from 'node:path'
import { app } from 'electron'
import type { Home } from '../data-side.ts'
import { blockedRequestCount } from '../security.ts'
import { countPrinted } from './count-printed.ts'
import { CrashReports, countDumps } from './crash-reports.ts'
import { Log } from './log.ts'
import { beginRun, type Run } from './run-marker.ts'
import { SettingsFile } from './settings.ts'

export interface Upkeep {
  readonly settings: SettingsFile
  readonly log: Log
  readonly reports: CrashReports
  readonly logFolder: string
  readonly reportFolder: string
  /** Said last, where the run ends as it should, or where the system ends it. */
  end(): void
}

/** Opens settings, log and reports in the person's home, and reports a run before that did not end well. */
export function openUpkeep({ homeFolder }: Home): Upkeep {
  const root = join(import.meta.dirname, '..', '..')
  const logFolder = homeFolder('logs')
  const reportFolder = homeFolder('crash-reports')
  const log = new Log({ folder: logFolder, root })
  const electron = process.versions.electron ?? '0.0.0'
  const reports = new CrashReports({
    folder: reportFolder,
    root,
    log,
    versions: [`Phaenthi ${app.getVersion()}`, `Electron ${electron}`, `Node ${process.versions.node}`],
  })
  const settings = new SettingsFile({
    path: join(homeFolder(), 'settings.json'),
    onProblem: (problem, error) => log.write(`settings.${problem}`, {}, error),
  })
  log.write('started', {
    version: app.getVersion(),
    electron,
    platform: process.platform as 'linux',
    arch: process.arch as 'x64',
    isPackaged: app.isPackaged,
    isPortable: process.env.PHAENTHI_HOME !== undefined,
  })
  const printed = [process.stdout, process.stderr].map((stream) => countPrinted(stream, log))
  const run = beginRun(homeFolder())
  tellUncleanEnd(run, { log, reports })
  return {
    settings,
    log,
    reports,
    logFolder,
    reportFolder,
    end() {
      const requests = blockedRequestCount()
      if (requests > 0) log.write('blocked.requests', { requests })
      log.write('ended', { printedLines: printed.reduce((sum, count) => sum + count(), 0) })
      log.close()
      run.end()
    },
  }
}

function tellUncleanEnd({ uncleanSince }: Run, { log, reports }: Pick<Upkeep, 'log' | 'reports'>): void {
  if (uncleanSince === null) return
  const newDumps = countDumps(app.getPath('crashDumps'), uncleanSince)
  log.write('ended.uncleanly', { newDumps })
  reports.report('unclean-end', { newDumps })
}
