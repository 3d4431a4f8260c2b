/** Plans that came and are looked over: which packs, what they bring, what was chosen, how far. Kept outside the panels. */
import { create } from 'zustand'
import type { FileToken } from '../../data/contract/api.ts'
import type { Problem } from '../../data/contract/errors.ts'
import type { MergeOutcome, MergeSession } from '../../data/contract/merges.ts'
import { ApiError, api } from '../api.ts'
import { invalidate } from '../queries.ts'
import { awaitJob } from '../state/await-job.ts'
import { notify } from '../state/notices.ts'
import { useReceivedPacks } from '../state/received-packs.ts'
import { useSelection } from '../state/selection.ts'
import { useWindow } from '../state/window.ts'
import { type Choice, toMergeChoice } from './question-key.ts'
import { stillAsked } from './still-asked.ts'

export interface MergeFlow {
  /** Null: nothing came. */
  readonly phase: 'looking' | 'review' | 'running' | 'done' | null
  readonly session: MergeSession | null
  /** By `keyOfQuestion`. */
  readonly choices: ReadonlyMap<string, Choice>
  readonly jobId: string | null
  readonly outcome: MergeOutcome | null
  readonly problem: Problem | null
}

const nothing: MergeFlow = {
  phase: null,
  session: null,
  choices: new Map(),
  jobId: null,
  outcome: null,
  problem: null,
}

export const useMergeFlow = create<MergeFlow>()(() => nothing)
const { setState, getState } = useMergeFlow

/** Looks over everything that came so far; what comes meanwhile is looked over with it, and what was chosen stays where it can. */
export async function lookOverReceived(tokens: readonly FileToken[]): Promise<void> {
  const { choices } = getState()
  setState({ ...nothing, phase: 'looking', choices })
  useWindow.getState().setMode('draft')
  try {
    const session = await api.startMerge(tokens.map(({ token }) => token))
    if (useReceivedPacks.getState().tokens !== tokens) return
    setState({ phase: 'review', session, choices: stillAsked(choices, session.review) })
  } catch (error) {
    setState({ phase: 'review', problem: problemOf(error) })
  }
}

/** Chooses for a question; null leaves it open. */
export function choose(key: string, choice: Choice | null): void {
  const choices = new Map(getState().choices)
  if (choice === null) choices.delete(key)
  else choices.set(key, choice)
  setState({ choices })
}

/** Leaves out the pack at this place of the review; the others are looked over without it. */
export function leaveOut(place: number): void {
  const { tokens, leaveOut: leave } = useReceivedPacks.getState()
  if (tokens.length === 1) closeMerge()
  else leave(place)
}

/** Takes all whole packs in with what was chosen. */
export async function takeReceived(): Promise<void> {
  const { session, choices } = getState()
  if (!session) return
  try {
    const started = await api.runMerge(session.mergeId, { choices: [...choices].map(toMergeChoice) })
    setState({ phase: 'running', jobId: started.jobId, problem: null })
    const { result } = await awaitJob(started.jobId)
    if (result?.kind !== 'merge') return
    invalidate(['plans', 'items', 'layers', 'history'])
    setState({ phase: 'done', outcome: result.outcome, jobId: null })
    notify('merge.taken', { count: result.outcome.plans.length })
    const [first] = result.outcome.plans
    if (first) useSelection.getState().selectPlan(first.planId)
  } catch (error) {
    setState({ phase: 'review', jobId: null, problem: problemOf(error) })
  }
}

/** Puts everything away; what was not taken stays in its files. */
export function closeMerge(): void {
  useReceivedPacks.getState().clear()
  setState(nothing)
}

function problemOf(error: unknown): Problem {
  return error instanceof ApiError ? error.problem : { code: 'internal', values: { what: String(error) } }
}
