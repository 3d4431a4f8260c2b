/** V8 sweeps up no WebAssembly code in a process that starts workers: it was seen to crash there (docs/decisions/one-worker.md). */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { root } from '../harness.ts'

/** Has Automerge compile its code better, after these lines, and answers what V8 tells of sweeping. */
function sweptAfter(lines: string): readonly string[] {
  const code = `${lines}
    const { change, from } = await import('@automerge/automerge')
    let document = from({ list: [] })
    for (let i = 0; i < 1500; i++) document = change(document, (draft) => { draft.list.push({ i, text: 'ข้อความ ' + i }) })`
  const flags = ['--trace-wasm-code-gc', '--disable-warning=ExperimentalWarning', '--input-type=module']
  const done = spawnSync(process.execPath, [...flags, '-e', code], { cwd: root, encoding: 'utf8' })
  expect(done.stderr).toBe('')
  return done.stdout.split('\n').filter((line) => line.startsWith('[wasm-gc] Freeing'))
}

it('is swept up by V8 as it comes, and not in a process of ours', () => {
  expect(sweptAfter('').length).toBeGreaterThan(0)
  expect(sweptAfter(`await import(${JSON.stringify(pathToFileURL(join(root, 'data', 'client.ts')).href)})`)).toEqual([])
})
