/** The import under way: which file, what a person chose, how far. Kept outside the dialog, so that closing it loses nothing. */
import { create } from 'zustand'
import type { FileToken, ImportSession } from '../../data/contract/api.ts'
import type { Problem } from '../../data/contract/errors.ts'
import type { ImportChoices, SourceLayer } from '../../data/contract/imports.ts'
import { ApiError, api } from '../api.ts'
import { partPacks } from '../merge/receive-files.ts'
import { receivePacks } from '../state/received-packs.ts'
import { useWindow } from '../state/window.ts'
import { guessLevel, guessRole, type RoleGuess, titleOf, yearInName } from './guess-role.ts'
import type { Step } from './steps.ts'

export type Choices = Partial<ImportChoices>

interface Flow {
  readonly step: Step
  readonly isLooking: boolean
  readonly session: ImportSession | null
  readonly guess: RoleGuess | null
  readonly choices: Choices
  /** Joins settled here, beside those the workspace remembers: row's key → area code, null is "leave out". */
  readonly joins: Readonly<Record<string, string | null>>
  readonly jobId: string | null
  readonly problem: Problem | null
}

const start: Flow = {
  step: 'files',
  isLooking: false,
  session: null,
  guess: null,
  choices: {},
  joins: {},
  jobId: null,
  problem: null,
}

export const useImportFlow = create<Flow>()(() => start)
const { setState, getState } = useImportFlow

/** Forgets the import under way; a job that runs goes on. */
export function resetImport(): void {
  setState(start)
}

export function goToStep(step: Step): void {
  setState({ step, problem: null })
}

/** Changes choices; what no longer fits them (mapping and joins of another role or layer) is dropped. */
export function choose(change: Choices): void {
  setState(({ choices, joins }) => {
    const isOtherSource = 'layer' in change || 'headerRow' in change || 'role' in change
    const kept = isOtherSource ? { ...choices, columns: {} } : choices
    return { choices: { ...kept, ...change }, joins: isOtherSource ? {} : joins, problem: null }
  })
}

/** Takes back how coordinates or letters were said to be read, so that the file is asked again. */
export function unchoose(what: 'crs' | 'encoding'): void {
  setState(({ choices }) => {
    const { [what]: _, datum, ...rest } = choices
    return { choices: what === 'encoding' && datum !== undefined ? { ...rest, datum } : rest, problem: null }
  })
}

export function settleJoin(joins: Readonly<Record<string, string | null>>): void {
  setState((flow) => ({ joins: { ...flow.joins, ...joins } }))
}

/** Takes back what was settled for a name. */
export function unsettleJoin(key: string): void {
  setState(({ joins }) => ({ joins: Object.fromEntries(Object.entries(joins).filter(([other]) => other !== key)) }))
}

/**
 * Opens the wizard on these files: data/ looks at them, and everything that can be guessed is filled in. Null files are none of the
 * wizard's, which closes again.
 */
export async function openFiles(files: () => Promise<readonly FileToken[] | null>): Promise<void> {
  useWindow.getState().setImportOpen(true)
  setState({ ...start, isLooking: true })
  try {
    const tokens = await files()
    const { packs, others } = await partPacks(tokens ?? [])
    receivePacks(packs)
    if (!tokens || (packs.length > 0 && others.length === 0)) useWindow.getState().setImportOpen(false)
    if (others.length === 0) return setState({ isLooking: false })
    const session = await api.startImport(others.map(({ token }) => token))
    const guess = guessRole(session.look)
    setState({ isLooking: false, session, guess, choices: firstChoices(session, guess), step: 'role' })
  } catch (error) {
    setState({ isLooking: false, problem: problemOf(error) })
  }
}

/** Starts writing; from here the job tells how far it is. */
export async function runImport(choices: ImportChoices): Promise<void> {
  const { session, joins } = getState()
  if (!session) return
  try {
    const { jobId } = await api.runImport(session.importId, { ...choices, joins: { ...choices.joins, ...joins } })
    setState({ jobId, problem: null })
  } catch (error) {
    setState({ problem: problemOf(error) })
  }
}

/** The layer that is chosen, or the only one. */
export function chosenLayer(session: ImportSession, choices: Choices): SourceLayer | null {
  const { layers } = session.look
  if (choices.layer) return layers.find(({ name }) => name === choices.layer) ?? null
  return layers[0] ?? null
}

export function problemOf(error: unknown): Problem {
  return error instanceof ApiError ? error.problem : { code: 'internal', values: { what: String(error) } }
}

function firstChoices({ look }: ImportSession, guess: RoleGuess): Choices {
  const layer = look.layers.find(({ name }) => name === guess.layer)
  const year = yearInName(look.name)
  return {
    role: guess.role,
    title: titleOf(look.name),
    columns: {},
    ...(look.layers.length > 1 && guess.layer ? { layer: guess.layer } : {}),
    ...(year ? { year } : {}),
    ...(layer ? guessLevel(layer, guess.role) : {}),
  }
}
