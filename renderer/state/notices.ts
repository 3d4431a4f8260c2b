import { create } from 'zustand'
import type { ErrorCode, Problem } from '../../data/contract/errors.ts'
import { ApiError } from '../api.ts'
import { useConnection } from './connection.ts'

/** A short message for the person: a sentence of the catalogue, or what data/ refused. */
export type Notice =
  | {
      readonly id: number
      readonly kind: 'said'
      readonly message: string
      readonly values: Readonly<Record<string, string | number>>
    }
  | { readonly id: number; readonly kind: 'advice'; readonly message: string; readonly topic: string }
  | { readonly id: number; readonly kind: 'problem'; readonly problem: Problem }

interface NoticeState {
  readonly notices: readonly Notice[]
  readonly dismiss: (id: number) => void
  readonly dismissProblem: (code: ErrorCode) => void
}

export const useNotices = create<NoticeState>()((set) => ({
  notices: [],
  dismiss: (id) => set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
  dismissProblem: (code) =>
    set((state) => ({
      notices: state.notices.filter((notice) => notice.kind !== 'problem' || notice.problem.code !== code),
    })),
}))

const SAID_MS = 4000
let nextId = 1

/** Says a message id for a few seconds. */
export function notify(message: string, values: Readonly<Record<string, string | number>> = {}): void {
  const id = nextId++
  push({ id, kind: 'said', message, values })
  setTimeout(() => useNotices.getState().dismiss(id), SAID_MS)
}

/** Says a message id until the person closes it or there is a newer one on the topic: what they may have to act on. */
export function advise(topic: string, message: string): void {
  takeBack(topic)
  push({ id: nextId++, kind: 'advice', message, topic })
}

/** Takes advice back that no longer holds. */
export function takeBack(topic: string): void {
  useNotices.setState(({ notices }) => ({
    notices: notices.filter((notice) => notice.kind !== 'advice' || notice.topic !== topic),
  }))
}

/** Shows what went wrong until the person closes it; aborted requests are silent. */
export function notifyProblem(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return
  const problem: Problem =
    error instanceof ApiError ? error.problem : { code: 'internal', values: { what: String(error) } }
  // It stands under the header already, for as long as it is so.
  if (useConnection.getState().absence?.code === problem.code) return
  // Whatever is asked meanwhile finds nobody either: it is said once.
  if (problem.code === 'program.unreachable') useNotices.getState().dismissProblem(problem.code)
  push({ id: nextId++, kind: 'problem', problem })
  if (!(error instanceof ApiError)) console.error(error)
}

function push(notice: Notice): void {
  useNotices.setState((state) => ({ notices: [...state.notices.slice(-2), notice] }))
}
