/**
 * The staged main under load, to be killed: says on stdout what the workspace holds, then writes bookmarks in four lanes, with reads
 * and backups beside them, and says each one that was acknowledged. Takes main, the workspace, and a name for this run's bookmarks.
 */
import { writeSync } from 'node:fs'
import { importMain, untilAnswered } from './stand-in/start-main.ts'

const [main = '', workspace = '', run = ''] = process.argv.slice(2)
await importMain(main, [workspace])
const { desk, first } = await untilAnswered('/api/workbook')
const ask = (path: string, body?: unknown) =>
  desk.request(`workbench://app${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
const { bookmarks } = (await first.json()) as { readonly bookmarks: readonly { readonly id: string }[] }
// At once, as a killed process says nothing that it has only buffered.
const say = (line: string) => writeSync(1, `${line}\n`)
say(`there ${bookmarks.map(({ id }) => id).join(' ')}`)
let next = 0
async function lane(): Promise<never> {
  for (;;) {
    const id = `${run}-${next++}`
    const bookmark = { id, title: id, center: [103, 16], zoom: 9 }
    const { status } = await ask('/api/commands', { type: 'addBookmark', bookmark })
    if (status === 200) say(id)
    if (next % 7 === 0) await ask('/api/history')
    if (next % 40 === 0) await ask('/api/workspace/backup', {})
  }
}
await Promise.all([lane(), lane(), lane(), lane()])
