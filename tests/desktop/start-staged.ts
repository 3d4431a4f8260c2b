/** Starts the staged main (named first) on the workspace named last, asks desk and room who they are, quits, and prints it all. */
import './stand-in/hook.ts'
import { setTimeout as wait } from 'node:timers/promises'
import { app, person, session } from './stand-in/electron.ts'

const [main = '', workspace = ''] = process.argv.slice(2)
process.argv = ['electron', main, workspace]
await import(main)
app.ready.resolve()
const desk = session.fromPartition('persist:desk')
while (!desk.schemes.has('workbench')) await wait(10)
const answers: Record<string, unknown> = {}
for (const host of ['app', 'room']) {
  let response = await desk.request(`workbench://${host}/api/workspace`)
  while (response.status === 503) {
    await wait(20)
    response = await desk.request(`workbench://${host}/api/workspace`)
  }
  answers[host] = await response.json()
}
const surveys = (await (await desk.request('workbench://app/api/surveys')).json()) as { readonly id: string }[]
const wanted = { method: 'POST', body: JSON.stringify({ table: `households:${surveys[0]?.id}`, limit: 1 }) }
const households = {
  desk: (await desk.request('workbench://app/api/rows', wanted)).status,
  room: (await session.fromPartition('room').request('workbench://room/api/rows', wanted)).status,
}
app.quit()
const code = await app.exited.promise
console.log(JSON.stringify({ answers, households, shown: person.shown, code }))
