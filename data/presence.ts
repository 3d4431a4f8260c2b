/**
 * Keeps the workbench on its file. Where the file is gone (a stick was pulled, a file moved) or its device fails, everything that
 * needs it is refused with one sentence, the file is let go, and it is taken up again as soon as it is back in its place and is the
 * one that was left: the same workspace, with the last change that was acknowledged.
 */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Hono } from 'hono'
import { type Problem, Refusal } from './contract/errors.ts'
import type { RouteEnv } from './routes/route.ts'
import type { Lasting, WorkbenchState } from './routes/state.ts'
import { releaseLock, retakeLock } from './store/lock.ts'
import type { LockHolder } from './store/lock-holder.ts'
import { goneFrom, type OpenOptions } from './store/open.ts'
import { isDeviceAnswering } from './store/same-file.ts'
import { codeOf, isDamage, isLostFile } from './store/trouble.ts'

/** How soon a window is told without anyone pressing a key, and how soon it goes on. A look costs some microseconds. */
const LOOK_EVERY_MS = 2000

/** The part of the workbench that comes and goes with the file. */
export interface OnFile {
  readonly state: WorkbenchState
  readonly app: Hono<RouteEnv>
  /** Ends what watches over the file by timers. */
  readonly stop: () => void
}

interface PresenceOptions {
  readonly path: string
  readonly lasting: Lasting
  readonly lock?: LockHolder | undefined
  readonly open: (presence: Presence, options: Pick<OpenOptions, 'admit'>) => OnFile
}

/** What the file is known by when it comes back. */
interface Remembered {
  readonly workspaceId: string
  readonly lastStored: string | null
}

export class Presence {
  readonly #options: PresenceOptions
  readonly #look: NodeJS.Timeout
  #on: OnFile | null
  #remembered: Remembered
  #problem: Problem
  /** Resolves when the file that was lost is let go; it must not be opened again before. */
  #letGo: Promise<void> = Promise.resolve()
  #returning: Promise<OnFile | null> | null = null
  #isClosed = false

  /** Throws whatever `open` throws. */
  constructor(options: PresenceOptions) {
    this.#options = options
    this.#problem = this.gone
    this.#on = options.open(this, {})
    this.#remembered = rememberedOf(this.#on.state)
    this.#look = setInterval(() => void this.#lookAround(), LOOK_EVERY_MS)
  }

  /** Why the file cannot be worked on, while `current` answers null. */
  get problem(): Problem {
    return this.#problem
  }

  /** The plainest of them, which names nobody. */
  get gone(): Problem {
    return goneFrom(this.#options.path).toProblem()
  }

  /** What is open; null while the file is away. */
  async current(): Promise<OnFile | null> {
    return this.#on ?? this.#comeBack()
  }

  /** What an error says about the file: the refusal to answer with, or null where it says nothing of it. */
  judge(error: unknown, state: WorkbenchState): Problem | null {
    if (state !== this.#on?.state) return this.#problem
    const isGone = error instanceof Refusal ? error.code === 'workspace.gone' : isLostFile(error)
    const isFailing = isDamage(error) && !state.store.isAnswering()
    if (!isGone && !isFailing) return null
    console.error(`the file is lost: ${codeOf(error) || String(error)}`)
    this.#lose()
    return this.#problem
  }

  /** Something failed elsewhere (in a job): is the file still there? */
  suspect({ code }: Problem): void {
    const store = this.#on?.state.store
    if (!store || this.#isClosed) return
    const mayBeLost = ['workspace.gone', 'workspace.damaged', 'disk.failed'].includes(code)
    if (mayBeLost && !(store.isThere() && store.isAnswering())) this.#lose()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#look)
    await this.#returning
    const on = this.#on
    on?.stop()
    await on?.state.close()
    await this.#letGo
  }

  async #lookAround(): Promise<void> {
    if (!this.#on) await this.#comeBack()
    else if (!this.#on.state.store.isThere()) this.#lose()
  }

  #lose(): void {
    const on = this.#on
    if (!on) return
    this.#on = null
    this.#remembered = { ...this.#remembered, lastStored: on.state.documents.lastStored ?? this.#remembered.lastStored }
    on.stop()
    this.#refuseWith(this.gone)
    this.#letGo = on.state.lose(this.#problem).catch((error: unknown) => console.error(error))
  }

  #comeBack(): Promise<OnFile | null> {
    this.#returning ??= this.#tryToComeBack().finally(() => {
      this.#returning = null
    })
    return this.#returning
  }

  async #tryToComeBack(): Promise<OnFile | null> {
    const { path, lock } = this.#options
    await this.#letGo
    if (this.#isClosed || !existsSync(path) || !isDeviceAnswering(path)) return null
    let isLocked = false
    try {
      if (lock) await retakeLock(path, lock)
      isLocked = true
      this.#on = this.#options.open(this, { admit: (db) => this.#requireKnown(db) })
    } catch (error) {
      if (lock && isLocked) releaseLock(path, lock)
      this.#refuseWith(error instanceof Refusal ? error.toProblem() : this.gone)
      return null
    }
    const { events } = this.#options.lasting
    events.fileIs(null)
    events.changed(['workspace', 'areas', 'surveys', 'datasets', 'plans', 'workbook', 'basemaps'])
    return this.#on
  }

  #requireKnown(db: Database): void {
    const { workspaceId, lastStored } = this.#remembered
    const hasLast = db.prepare('SELECT 1 FROM phaenthi_change WHERE hash = ?').get(lastStored) !== undefined
    if (readWorkspaceId(db) === workspaceId && (lastStored === null || hasLast)) return
    throw new Refusal('workspace.replaced', { name: basename(this.#options.path) })
  }

  #refuseWith(problem: Problem): void {
    const { lasting, path } = this.#options
    // Windows learn no paths.
    this.#problem = {
      ...problem,
      values: { ...problem.values, ...(problem.values.path ? { path: basename(path) } : {}) },
    }
    if (lasting.events.absence?.code !== problem.code) lasting.events.fileIs(this.#problem)
  }
}

function rememberedOf({ store, documents }: WorkbenchState): Remembered {
  return { workspaceId: readWorkspaceId(store.db), lastStored: documents.lastStored }
}

function readWorkspaceId(db: Database): string {
  return db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'workspace_id'").pluck().get() as string
}
