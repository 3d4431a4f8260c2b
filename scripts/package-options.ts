/** Reads the words after `npm run package --` as options of electron-builder; package.ts says what they are. */
import { parseArgs } from 'node:util'
import type { CliOptions, Configuration } from 'electron-builder'

const flag = { type: 'boolean' } as const
const words = {
  dir: flag,
  win: flag,
  mac: flag,
  linux: flag,
  x64: flag,
  arm64: flag,
  'electron-dist': { type: 'string' },
  output: { type: 'string' },
} as const
const systems = ['win', 'mac', 'linux'] as const
const arch = ['x64', 'arm64'] as const

/**
 * What `given` asks for, on top of the configuration read from `file`, whose content is `base`. Throws for words that it does not
 * know.
 */
export function readOptions(given: readonly string[], file: string, base: Configuration): CliOptions {
  const settings = given.filter((word) => word.startsWith('-c.'))
  const { values } = parseArgs({ args: given.filter((word) => !settings.includes(word)), options: words })
  const { dir, output, 'electron-dist': electronDist } = values
  // A folder with Electron in it is of one processor: this machine's, unless one is named.
  const own = electronDist && !values.x64 && !values.arm64 ? process.arch : null
  const arches = arch.filter((name) => values[name] || name === own)
  const named = systems.filter((system) => values[system])
  const chosen = named.length > 0 ? named : [ownSystem()]
  const config: Record<string, unknown> = { extends: file }
  if (electronDist) config.electronDist = electronDist
  if (output) config.directories = { output }
  for (const setting of settings) set(config, setting.slice('-c.'.length))
  return {
    publish: 'never',
    ...(dir && { dir }),
    ...Object.fromEntries(arches.map((name) => [name, true])),
    // The file's packages come for the file's processors whatever is named, unless they are named as well.
    ...Object.fromEntries(chosen.map((system) => [system, dir || arches.length === 0 ? [] : packagesOf(base[system])])),
    config: config as Configuration,
  }
}

function ownSystem(): (typeof systems)[number] {
  return process.platform === 'win32' ? 'win' : process.platform === 'darwin' ? 'mac' : 'linux'
}

/** The kinds of package that the configuration has for a system. */
function packagesOf(system: Configuration['win' | 'mac' | 'linux']): string[] {
  const targets = [system?.target ?? []].flat()
  return targets.map((target) => (typeof target === 'string' ? target : target.target))
}

const literals = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** `key.key=value` as electron-builder's own command line reads it. */
function set(config: Record<string, unknown>, setting: string): void {
  const [path = '', value = ''] = setting.split(/=(.*)/s)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let place = config
  for (const key of keys) {
    place[key] ??= {}
    place = place[key] as Record<string, unknown>
  }
  place[last] = literals.has(value) ? literals.get(value) : value
}
