/**
 * The door to data/: loaded at run time and from outside the archive of an installed app, so that worker threads, WASM and the
 * native module all come from real files, and so that there is one copy of each of its modules. What only some starts need is
 * loaded when it is.
 */
import { fileURLToPath } from 'node:url'

export type DataSide = typeof import('../data/holder.ts') &
  Pick<typeof import('../data/contract/errors.ts'), 'Refusal' | 'sentenceOf'> &
  Home & {
    /** Makes an empty workspace; throws `workspace.exists`. */
    createWorkspace(path: string): Promise<void>
    /** Whether a GeoPackage is a workspace, and not data to import. */
    isWorkspace(path: string): Promise<boolean>
  }

export type Home = Pick<typeof import('../data/store/home.ts'), 'homeFolder'>

/** A module that ends well where the native one loads; for a process of its own. */
export const nativeProbe = fileURLToPath(new URL('../data/store/probe-native.ts', outside()))

/** Folder of the built renderer. */
export const rendererFolder = fileURLToPath(new URL('../dist/renderer', outside()))

/** Public keys that releases are signed with; a build without them has no file there. */
export const releaseKeyFile = fileURLToPath(new URL('../resources/release-key.pem', outside()))

/** Loads what tells where the person's own folder is. */
export function loadHome(): Promise<Home> {
  return import(new URL('../data/store/home.ts', outside()).href) as Promise<typeof import('../data/store/home.ts')>
}

/** Loads what the shell needs of data/. */
export async function loadDataSide(): Promise<DataSide> {
  const [holder, errors, { homeFolder }] = await Promise.all([
    import(new URL('../data/holder.ts', outside()).href) as Promise<typeof import('../data/holder.ts')>,
    import(new URL('../data/contract/errors.ts', outside()).href) as Promise<
      typeof import('../data/contract/errors.ts')
    >,
    loadHome(),
  ])
  const { Refusal, sentenceOf } = errors
  return {
    ...holder,
    Refusal,
    sentenceOf,
    homeFolder,
    createWorkspace: async (path) => (await loadStore()).createStore(path).close(),
    isWorkspace: async (path) => (await loadStore()).isWorkspace(path),
  }
}

function loadStore(): Promise<typeof import('../data/store/open.ts')> {
  return import(new URL('../data/store/open.ts', outside()).href) as Promise<typeof import('../data/store/open.ts')>
}

function outside(): string {
  return import.meta.url.replace('/app.asar/', '/app.asar.unpacked/')
}
