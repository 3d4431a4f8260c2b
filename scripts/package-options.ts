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

/**
 * What `given` asks for, on top of the configuration read from `file`, whose content is `base`. Throws for words that it does not
 * know.
 */
export function readOptions(given: readonly string[], file: string, base: Configuration): CliOptions {
  const settings = given.filter((word) => word.startsWith('-c.'))
  const { values } = parseArgs({ args: given.filter((word) => !settings.includes(word)), options: words })
  const { dir, x64, arm64, output, 'electron-dist': electronDist } = values
  // A folder with Electron in it is of one processor: this machine's, unless one is named.
  const arches = [...(x64 ? ['x64'] : []), ...(arm64 ? ['arm64'] : [])]
  const wanted = arches.length === 0 && electronDist ? [process.arch] : arches
  const config: Record<string, unknown> = { extends: file, ...(wanted.length > 0 && narrow(base, wanted)) }
  if (electronDist) config.electronDist = electronDist
  if (output) config.directories = { output }
  for (const setting of settings) set(config, setting.slice('-c.'.length))
  return {
    ...Object.fromEntries(systems.filter((system) => values[system]).map((system) => [system, []])),
    publish: 'never',
    ...(dir && { dir }),
    ...(x64 && { x64 }),
    ...(arm64 && { arm64 }),
    config: config as Configuration,
  }
}

/** Every system's packages for these processors alone: electron-builder would make those of the file, whatever its flags say. */
function narrow(base: Configuration, arch: readonly string[]): object {
  return Object.fromEntries(
    systems.map((system) => {
      const targets = [base[system]?.target ?? []].flat()
      const names = targets.map((target) => (typeof target === 'string' ? target : target.target))
      return [system, { target: names.map((target) => ({ target, arch })) }]
    }),
  )
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
