/**
 * What a start costs the main process: prints, as JSON, milliseconds from the start of the process until main's own module has run,
 * until it asked to be told of readiness (both before Chromium is needed) and until the first page is answered, and how many
 * modules were loaded for each. Takes the staged main and a workspace; Electron's own start is not in it.
 */
import { registerHooks } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import './stand-in/hook.ts'

let modules: string[] = []
registerHooks({
  load: (url, context, next) => {
    modules.push(url)
    return next(url, context)
  },
})
const { app, session } = await import('./stand-in/electron.ts')
const [main = '', workspace = ''] = process.argv.slice(2)
process.argv = ['electron', main, workspace]
modules = []
const startedAt = performance.now()
await import(main)
const evaluated = { ms: performance.now() - startedAt, modules: modules.length }
app.ready.resolve()
const desk = session.fromPartition('persist:desk')
while (!desk.schemes.has('workbench')) await wait(1)
let response = await desk.request('workbench://app/')
while (response.status === 503) {
  await wait(1)
  response = await desk.request('workbench://app/')
}
await response.text()
const answered = { ms: performance.now() - startedAt, modules: modules.length, list: modules }
app.quit()
await app.exited.promise
console.log(JSON.stringify({ evaluated, answered }))
