/** Starts the staged main on the workspace named last, asks the desk and the room who they are, and quits. */
import './electron-hook.mjs'
import { app, person, session } from './stand-in.ts'

const [main, workspace] = process.argv.slice(2)
process.argv = ['electron', main, workspace]
await import(main)
app.ready.resolve()
const desk = session.fromPartition('persist:desk')
while (!desk.schemes.has('workbench')) await new Promise((resolve) => setTimeout(resolve, 10))
const answers = {}
for (const host of ['app', 'room']) {
  let response
  do {
    await new Promise((resolve) => setTimeout(resolve, 20))
    response = await desk.request(`workbench://${host}/api/workspace`)
  } while (response.status === 503)
  answers[host] = await response.json()
}
const page = await desk.request('workbench://app/')
app.quit()
const code = await app.exited.promise
console.log(JSON.stringify({ answers, page: page.status, shown: person.shown, code }))
