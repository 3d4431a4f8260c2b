/**
 * Turns of one thread among what it has to do. One thing is done in each round of the event loop, so that timers, arriving messages
 * and finished answers come between; a request goes before the next part of long work, which still gets its share.
 */

type Work = () => void

/** Long work goes on at least this often, however many requests come. */
const LONGEST_WAIT_MS = 40

const requests: Work[] = []
const parts: Work[] = []
let isRunning = false
let lastPartAt = 0

/** Begins a request when it is its turn. */
export function takeTurn(begin: Work): void {
  requests.push(begin)
  start()
}

/** In the midst of long work: resolves when it may go on. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    parts.push(resolve)
    start()
  })
}

function start(): void {
  if (isRunning) return
  isRunning = true
  setImmediate(doNext)
}

function doNext(): void {
  const now = performance.now()
  const isPart = parts.length > 0 && (requests.length === 0 || now - lastPartAt > LONGEST_WAIT_MS)
  if (isPart) lastPartAt = now
  const next = (isPart ? parts : requests).shift()
  isRunning = requests.length + parts.length > 0
  if (isRunning) setImmediate(doNext)
  next?.()
}

/** Long work holds the thread for about so long between two breaths. */
const HOLD_MS = 8

/** Runs work that yields every few milliseconds to its end, giving way to requests in between; `stop` is looked at then. */
export async function inTurns<T>(steps: Generator<void, T>, stop?: AbortSignal): Promise<T> {
  for (let began = performance.now(); ; ) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - began < HOLD_MS) continue
    await giveWay()
    stop?.throwIfAborted()
    began = performance.now()
  }
}
