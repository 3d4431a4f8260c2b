/** Starts the staged main (named first) on the workspace named last, asks desk and room who they are, quits, and prints it all. */
import { person, session } from './stand-in/electron.ts'
import { importMain, quit, untilAnswered } from './stand-in/start-main.ts'

const [main = '', workspace = ''] = process.argv.slice(2)
await importMain(main, [workspace])
const { desk, first } = await untilAnswered()
const room = await desk.request('workbench://room/api/workspace')
const answers = { app: await first.json(), room: await room.json() }
const surveys = (await (await desk.request('workbench://app/api/surveys')).json()) as { readonly id: string }[]
const wanted = { method: 'POST', body: JSON.stringify({ table: `households:${surveys[0]?.id}`, limit: 1 }) }
const households = {
  desk: (await desk.request('workbench://app/api/rows', wanted)).status,
  room: (await session.fromPartition('room').request('workbench://room/api/rows', wanted)).status,
}
const code = await quit()
console.log(JSON.stringify({ answers, households, shown: person.shown, code }))
