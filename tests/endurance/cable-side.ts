/** One end of a cable as its own process: a workbench that is asked by lines of JSON, one answered after the other, until there are no more. */
import { createInterface } from 'node:readline'
import { openBench } from '../harness.ts'

const [path = ''] = process.argv.slice(2)
const bench = openBench(path)
for await (const line of createInterface({ input: process.stdin })) {
  const { path: asked, method, body } = JSON.parse(line) as { path: string; method: string; body?: unknown }
  const answer = await bench.ask(asked, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await answer.text()
  process.stdout.write(`${JSON.stringify({ status: answer.status, body: text === '' ? null : JSON.parse(text) })}\n`)
}
await bench.close()
