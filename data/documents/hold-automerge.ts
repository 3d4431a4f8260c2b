/**
 * Keeps Automerge's compiled code for as long as the process lives. V8 shares it between threads that load the same bytes, and throws
 * it away when the last of them ends; with workers that come and go, that is all the time. Kept here, the next worker has it at once.
 */
import { readFile } from 'node:fs/promises'

/** Beside the module that Node is given for the package. */
const CODE = '../wasm_bindgen_output/nodejs/automerge_wasm_bg.wasm'

/** Node has it; the types of this folder, which knows no browser, do not. */
const { WebAssembly: engine } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<object> }
}

let held: Promise<object> | null = null

/** Begins to hold it; asked again, it is the same. Rejects where the package is not as we know it. */
export function holdAutomerge(): Promise<object> {
  held ??= compile()
  return held
}

async function compile(): Promise<object> {
  const entry = import.meta.resolve('@automerge/automerge')
  const bytes = await readFile(new URL(CODE, entry))
  return engine.compile(bytes)
}
