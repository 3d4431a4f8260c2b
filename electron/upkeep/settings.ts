/**
 * What a person chose for the program itself, as one small JSON file in their home. A file that cannot be understood is put
 * aside, and what can still be read of it is kept.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { z } from 'zod'
import { answersBefore } from '../reach.ts'
import { writeAtomically } from './write-atomically.ts'

/** In pixels of the desktop, as Electron's `getNormalBounds` answers them. */
const placeSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
})

const RECENT = 10
const PLACES = 16
const PATH = z.string().min(1).max(4096)

const language = z.enum(['th', 'en']).nullable()
const updates = z.object({ isOn: z.boolean(), folder: PATH.nullable() })
const recentWorkspaces = z.array(PATH).max(RECENT)
// A key that is only digits would be sorted before the others by the engine, and the newest could not be told.
const windowPlaces = z.record(z.string().regex(/\D/).max(500), placeSchema)

const settingsSchema = z.object({
  language: language.default(null),
  updates: updates.default({ isOn: false, folder: null }),
  recentWorkspaces: recentWorkspaces.default([]),
  windowPlaces: windowPlaces.default({}),
})

/** The same, with the default for each part that does not fit. */
const mendedSchema = z.object({
  language: language.catch(null),
  updates: updates.catch({ isOn: false, folder: null }),
  recentWorkspaces: recentWorkspaces.catch([]),
  windowPlaces: windowPlaces.catch({}),
})

export type Settings = z.infer<typeof settingsSchema>
export type WindowPlace = z.infer<typeof placeSchema>

export interface SettingsOptions {
  /** The file; its folder exists. */
  readonly path: string
  /** `damaged`: put aside as `.damaged`. `unwritten`: kept for this run only, because of the error. */
  readonly onProblem: (problem: 'damaged' | 'unwritten', error: unknown) => void
}

const REACH_MS = 1000

export class SettingsFile {
  readonly #options: SettingsOptions
  #settings: Settings

  constructor(options: SettingsOptions) {
    this.#options = options
    this.#settings = this.#read()
  }

  get(): Settings {
    return this.#settings
  }

  /** Takes these parts over and writes the file. Throws where a part does not fit; a file that cannot be written is told, not thrown. */
  update(change: Partial<Settings>): void {
    this.#settings = settingsSchema.parse({ ...this.#settings, ...change })
    this.#write()
  }

  /** Remembers where the window stood on this arrangement of displays (a name of the caller's, not digits only). */
  keepWindowPlace(arrangement: string, place: WindowPlace): void {
    const { [arrangement]: _before, ...others } = this.#settings.windowPlaces
    const newest = [...Object.entries(others), [arrangement, place] as const].slice(-PLACES)
    this.update({ windowPlaces: Object.fromEntries(newest) })
  }

  /** Puts a workspace's path first. */
  addRecentWorkspace(path: string): void {
    const others = this.#settings.recentWorkspaces.filter((known) => known !== path)
    this.update({ recentWorkspaces: [path, ...others].slice(0, RECENT) })
  }

  /** The recent workspaces that are there now, newest first. One on a share that does not answer within a second is left out. */
  async recentWorkspaces(): Promise<readonly string[]> {
    const paths = this.#settings.recentWorkspaces
    const areThere = await Promise.all(paths.map(isThere))
    return paths.filter((_path, index) => areThere[index])
  }

  #read(): Settings {
    const { path, onProblem } = this.#options
    if (!existsSync(path)) return settingsSchema.parse({})
    let json: unknown = null
    try {
      json = JSON.parse(readFileSync(path, 'utf8'))
      return settingsSchema.parse(json)
    } catch (error) {
      const isUnderstood = typeof json === 'object' && json !== null && !Array.isArray(json)
      const mended = mendedSchema.parse(isUnderstood ? json : {})
      onProblem('damaged', error)
      this.#putAside()
      this.#write(mended)
      return mended
    }
  }

  #putAside(): void {
    try {
      renameSync(this.#options.path, `${this.#options.path}.damaged`)
    } catch (error) {
      this.#options.onProblem('unwritten', error)
    }
  }

  #write(settings: Settings = this.#settings): void {
    try {
      writeAtomically(this.#options.path, `${JSON.stringify(settings, null, 2)}\n`)
    } catch (error) {
      this.#options.onProblem('unwritten', error)
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  if (!(await answersBefore(AbortSignal.timeout(REACH_MS), path))) return false
  return access(path).then(
    () => true,
    () => false,
  )
}
