/**
 * What stands between preload and page, as code that Chromium runs. The preload runs in an isolated world, as Electron's does:
 * it sees the page's document and none of its variables. What it exposes crosses by events whose details Chromium clones (files
 * included), so that the page holds copies and never the preload's own objects.
 */

/** Name of the isolated world. */
export const WORLD = 'preload'
/** The only way out of it: a call that Chromium tells to the stand-in. */
export const BINDING = '__standInAsk'

/** Code for the page's own world: takes what is exposed and gives it to the page. Has to run before the preload. */
export function pageWorldCode(): string {
  return `(${pageWorld.toString()})()`
}

/** Code for the isolated world: the preload with the modules and the address it knows. */
export function preloadWorldCode(preload: string, scheme: string): string {
  return `(${preloadWorld.toString()})(${JSON.stringify({ binding: BINDING, scheme })}, function (require, location) {${preload}\n})`
}

function pageWorld(): void {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const callbacks = new Map<number, (...parameters: unknown[]) => void>()
  let next = 1
  const call =
    (name: string, method: string) =>
    (...parameters: unknown[]): Promise<unknown> => {
      const id = next++
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      const given = parameters.map((parameter) => {
        if (typeof parameter !== 'function') return { value: parameter }
        callbacks.set(id, parameter as (...parameters: unknown[]) => void)
        return { callback: id }
      })
      window.dispatchEvent(new CustomEvent('stand-in-call', { detail: { id, name, method, given } }))
      return answer.promise
    }
  window.addEventListener('stand-in-expose', (event) => {
    const { name, methods } = (event as CustomEvent<{ name: string; methods: string[] }>).detail
    const api = Object.freeze(Object.fromEntries(methods.map((method) => [method, call(name, method)])))
    Object.defineProperty(window, name, { value: api, enumerable: true })
  })
  window.addEventListener('stand-in-answer', (event) => {
    const { id, value, error } = (event as CustomEvent<{ id: number; value: unknown; error?: string }>).detail
    const answer = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) answer?.resolve(value)
    else answer?.reject(new Error(error))
  })
  window.addEventListener('stand-in-callback', (event) => {
    const { id, parameters } = (event as CustomEvent<{ id: number; parameters: unknown[] }>).detail
    callbacks.get(id)?.(...parameters)
  })
}

function preloadWorld(
  { binding, scheme }: { readonly binding: string; readonly scheme: string },
  run: (require: (name: string) => unknown, location: unknown) => void,
): void {
  type Listener = (...parameters: unknown[]) => void
  const world = globalThis as unknown as Record<string, unknown>
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const listeners = new Map<string, Listener[]>()
  const exposed: Record<string, Record<string, (...parameters: unknown[]) => unknown>> = {}
  /** Where dropped files lie, as the test says: Chromium does not. */
  const paths: Record<string, string> = {}
  let next = 1
  world.__standInPaths = paths
  world.__standInAnswer = (id: number, answer: { value?: unknown; error?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (answer.error === undefined) asked?.resolve(answer.value)
    else asked?.reject(new Error(answer.error))
  }
  world.__standInReceive = (channel: string, parameters: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...parameters)
  }
  const ipcRenderer = {
    invoke(channel: string, ...parameters: unknown[]): Promise<unknown> {
      const id = next++
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      ;(world[binding] as (text: string) => void)(JSON.stringify({ id, channel, parameters }))
      return answer.promise
    },
    on(channel: string, listener: Listener): void {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    },
  }
  const contextBridge = {
    exposeInMainWorld(name: string, api: Record<string, (...parameters: unknown[]) => unknown>): void {
      exposed[name] = api
      window.dispatchEvent(new CustomEvent('stand-in-expose', { detail: { name, methods: Object.keys(api) } }))
    },
  }
  window.addEventListener('stand-in-call', (event) => {
    type Given = { readonly value?: unknown; readonly callback?: number }
    const { id, name, method, given } = (
      event as CustomEvent<{ id: number; name: string; method: string; given: Given[] }>
    ).detail
    const answer = (detail: object) => window.dispatchEvent(new CustomEvent('stand-in-answer', { detail }))
    const toFunction =
      (callback: number) =>
      (...parameters: unknown[]) =>
        window.dispatchEvent(new CustomEvent('stand-in-callback', { detail: { id: callback, parameters } }))
    const parameters = given.map(({ value, callback }) => (callback === undefined ? value : toFunction(callback)))
    const called = async () => exposed[name]?.[method]?.(...parameters)
    called().then(
      (value) => answer({ id, value: typeof value === 'function' ? undefined : value }),
      (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
    )
  })
  const [host = ''] = window.location.hostname.split('.')
  const location = { protocol: `${scheme}:`, host, hostname: host, pathname: window.location.pathname }
  // A sandboxed preload can have this one module, and of it what a renderer may have.
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return { contextBridge, ipcRenderer, webUtils: { getPathForFile: ({ name }: File) => paths[name] ?? '' } }
  }
  run(require, location)
}
