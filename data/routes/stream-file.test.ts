import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/harness.ts'
import { streamFile } from './stream-file.ts'

const folder = temporaryFolder('ranges')
const path = join(folder.path, 'bytes')
writeFileSync(path, '0123456789')
afterAll(() => folder.remove())

async function ask(range?: string) {
  const response = streamFile(path, { 'content-type': 'text/plain' }, range)
  return [response.status, response.headers.get('content-range'), await response.text()]
}

it('answers the whole file where no range, or none that it understands, is asked for', async () => {
  for (const range of [undefined, 'bytes=', 'bytes=-', 'rows=1-2', 'bytes=0-1,3-4', 'bytes=5-2'])
    expect(await ask(range), range).toEqual([200, null, '0123456789'])
  expect(streamFile(path, {}).headers.get('accept-ranges')).toBe('bytes')
})

it('answers the bytes that were asked for, at most to the end', async () => {
  expect(await ask('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
  expect(await ask('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
  expect(await ask('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
  expect(await ask('bytes=0-99')).toEqual([206, 'bytes 0-9/10', '0123456789'])
  expect(await ask('bytes=-99')).toEqual([206, 'bytes 0-9/10', '0123456789'])
})

it('says how long the file is where the range lies outside', async () => {
  for (const range of ['bytes=10-', 'bytes=10-12', 'bytes=-0'])
    expect(await ask(range), range).toEqual([416, 'bytes */10', ''])
})
