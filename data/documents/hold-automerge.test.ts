import { expect, it } from 'vitest'
import { holdAutomerge } from './hold-automerge.ts'

it('is the code that Automerge runs, compiled once', async () => {
  const held = await holdAutomerge()
  expect(WebAssembly.Module.exports(held as WebAssembly.Module).map(({ name }) => name)).toContain('automerge_merge')
  expect(await holdAutomerge()).toBe(held)
})
