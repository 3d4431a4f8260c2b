/** The link to Chromium's side, from the process that runs main. Without one, windows are only their state. */
import type { SchemeServer } from './addresses.ts'
import { type HostCalls, link, type MainCalls } from './link.ts'
import { serveScheme } from './session.ts'

// Only a process that was started with displays has a Chromium beside it; a test's own process has a channel too.
const send = process.env.STAND_IN_DISPLAYS === undefined ? undefined : process.send?.bind(process)
const calls: Partial<MainCalls> = {}

/** Chromium's side; null in a test that needs no page. */
export const host: HostCalls | null = send
  ? link<HostCalls>(
      { send: (message) => void send(message), onMessage: (listener) => process.on('message', listener) },
      calls,
    )
  : null

/** Says what Chromium's side may call. */
export function answerHost(own: MainCalls): void {
  Object.assign(calls, own)
}

let served: Promise<SchemeServer> | null = null

/** The loopback server of the custom scheme, started at the first need. */
export function server(): Promise<SchemeServer> {
  served ??= serveScheme()
  return served
}
