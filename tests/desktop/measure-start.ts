/**
 * What a start costs the main process: prints, as JSON, milliseconds from the start of the process until main's own module has run,
 * until it asked to be told of readiness (both before Chromium is needed) and until the first page is answered, and how many
 * modules were loaded for each. Takes the staged main and a workspace; Electron's own start is not in it.
 */
import { registerHooks } from 'node:module'

let modules: string[] = []
registerHooks({
  load: (url, context, next) => {
    modules.push(url)
    return next(url, context)
  },
})
const { importMain, quit, untilAnswered } = await import('./stand-in/start-main.ts')
const [main = '', workspace = ''] = process.argv.slice(2)
modules = []
const startedAt = performance.now()
await importMain(main, [workspace])
const evaluated = { ms: performance.now() - startedAt, modules: modules.length }
const { first } = await untilAnswered('/')
await first.text()
const answered = { ms: performance.now() - startedAt, modules: modules.length }
await quit()
console.log(JSON.stringify({ evaluated, answered }))
