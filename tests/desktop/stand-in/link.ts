/**
 * How the process that runs main (as Electron's own process does) and the one that holds Chromium talk: calls with answers in
 * both directions over Node's own channel between processes.
 */
import type { Rectangle } from './screen.ts'

/** What main's process asks of Chromium's side. */
export interface HostCalls {
  createWindow(window: NewWindow): Promise<void>
  load(id: number, url: string): Promise<void>
  close(id: number): Promise<void>
  place(id: number, placement: Placement): Promise<void>
  send(id: number, channel: string, parameters: readonly unknown[]): Promise<void>
  execute(id: number, code: string): Promise<unknown>
  printToPdf(id: number, options: Readonly<Record<string, unknown>>): Promise<Buffer>
  crash(id: number): Promise<void>
}

/** What Chromium's side tells main's process, or asks it. */
export interface MainCalls {
  /** Something happened to a window's page. */
  happened(id: number, event: PageEvent): Promise<void>
  mayNavigate(id: number, navigation: Navigation): Promise<boolean>
  mayOpen(id: number, url: string): Promise<boolean>
  mayRequest(session: string, url: string): Promise<boolean>
  /** Whether pages of this session may use what they ask for, by Electron's name of it. */
  mayUse(session: string, permission: string): Promise<boolean>
  invoke(id: number, call: PageCall): Promise<unknown>
  /** Where a download goes; null where it was refused or cancelled. */
  download(id: number, file: { readonly url: string; readonly name: string }): Promise<string | null>
  displays(list: readonly ShownDisplay[]): Promise<void>
  evaluate(code: string, argument: unknown): Promise<unknown>
}

export interface NewWindow {
  readonly id: number
  readonly session: string
  readonly server: { readonly scheme: string; readonly port: number }
  /** Code of the preload, or null where the window has none. */
  readonly preload: string | null
  readonly bounds: Rectangle
  /** Command line switches that main set for Chromium. */
  readonly switches: Readonly<Record<string, string>>
}

export interface Placement {
  readonly bounds: Rectangle
  readonly state: 'normal' | 'minimized' | 'maximized' | 'fullscreen'
}

export interface ShownDisplay {
  readonly id: number
  readonly bounds: Rectangle
}

export interface Navigation {
  readonly url: string
  readonly isMainFrame: boolean
  readonly isRedirect: boolean
}

export interface PageCall {
  readonly channel: string
  readonly parameters: readonly unknown[]
  /** As Chromium says it, not as the page claims. */
  readonly frameUrl: string
  readonly isMainFrame: boolean
}

export type PageEvent =
  | { readonly kind: 'leaves' | 'shown' | 'loaded' | 'crashed' | 'closed' }
  | { readonly kind: 'went'; readonly url: string }

type Method = (...parameters: never[]) => Promise<unknown>
type Methods<T> = { readonly [K in keyof T]: T[K] & Method }

interface Port {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

type Message =
  | { readonly call: number; readonly method: string; readonly parameters: readonly unknown[] }
  | { readonly answer: number; readonly value?: unknown; readonly error?: string }

/** Answers the other side's calls by `own`, and gives the other side's as functions. */
export function link<Other>(port: Port, own: Methods<object>): Other {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let next = 1
  port.onMessage((received) => {
    const message = received as Message
    if ('call' in message) {
      const method = (own as Readonly<Record<string, Method>>)[message.method]
      const answer = async () => method?.(...(message.parameters as never[]))
      answer().then(
        (value) => port.send({ answer: message.call, value }),
        (error: unknown) =>
          port.send({ answer: message.call, error: error instanceof Error ? error.message : String(error) }),
      )
      return
    }
    const asked = waiting.get(message.answer)
    waiting.delete(message.answer)
    if (message.error === undefined) asked?.resolve(message.value)
    else asked?.reject(new Error(message.error))
  })
  const calls = new Proxy(
    {},
    {
      get:
        (_target, method) =>
        (...parameters: readonly unknown[]) => {
          const call = next++
          const answer = Promise.withResolvers<unknown>()
          waiting.set(call, answer)
          port.send({ call, method: String(method), parameters })
          return answer.promise
        },
    },
  )
  return calls as Other
}
