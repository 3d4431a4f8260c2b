/**
 * The door to data/: loaded at run time and from outside the archive of an installed app, so that worker threads, WASM and the
 * native module all come from real files, and so that there is one copy of each of its modules.
 */
import { fileURLToPath } from 'node:url'

export type DataSide = typeof import('../data/holder.ts') &
  Pick<typeof import('../data/contract/errors.ts'), 'Refusal' | 'sentenceOf'> &
  Pick<typeof import('../data/store/home.ts'), 'homeFolder'> &
  Pick<typeof import('../data/store/open.ts'), 'createStore'>

/** Loads what the shell needs of data/. */
export async function loadDataSide(): Promise<DataSide> {
  const [holder, errors, home, open] = await Promise.all([
    import(new URL('../data/holder.ts', outside()).href) as Promise<typeof import('../data/holder.ts')>,
    import(new URL('../data/contract/errors.ts', outside()).href) as Promise<
      typeof import('../data/contract/errors.ts')
    >,
    import(new URL('../data/store/home.ts', outside()).href) as Promise<typeof import('../data/store/home.ts')>,
    import(new URL('../data/store/open.ts', outside()).href) as Promise<typeof import('../data/store/open.ts')>,
  ])
  const { Refusal, sentenceOf } = errors
  return { ...holder, Refusal, sentenceOf, homeFolder: home.homeFolder, createStore: open.createStore }
}

/** Folder of the built renderer. */
export function rendererFolder(): string {
  return fileURLToPath(new URL('../dist/renderer', outside()))
}

function outside(): string {
  return import.meta.url.replace('/app.asar/', '/app.asar.unpacked/')
}
