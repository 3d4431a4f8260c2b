/** Starts a main in this process, with the stand-in for its module `electron` and without windows. */
import './hook.ts'
import { setTimeout as wait } from 'node:timers/promises'
import { app, person, type StandInSession, session } from './electron.ts'

/** Runs main's module as its program would be started with these words. */
export async function importMain(main: string, words: readonly string[] = []): Promise<void> {
  process.argv = ['electron', main, ...words]
  await import(main)
}

/**
 * Says that the app is ready, and answers the desk's session once the workbench answers there. Throws with what
 * the person is told where it does not come so far.
 */
export async function untilAnswered(path = '/api/workspace'): Promise<{ desk: StandInSession; first: Response }> {
  app.ready.resolve()
  const desk = session.fromPartition('persist:desk')
  for (;;) {
    if (desk.schemes.has('workbench')) {
      const first = await desk.request(`workbench://app${path}`)
      if (first.status !== 503) return { desk, first }
    } else if (person.shown.length > 0) throw new Error(JSON.stringify(person.shown))
    await wait(1)
  }
}

/** Quits as a person does; answers the exit code. */
export function quit(): Promise<number> {
  app.quit()
  return app.exited.promise
}
