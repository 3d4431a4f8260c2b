/** Arguments of a command: positionals by count, options by name. */
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Refusal } from '../contract/errors.ts'
import { parseThaiYear } from '../contract/text/year.ts'

/** Wrong use: answered with the usage and exit code 2. */
export class CliUsage extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>
type Values = Record<string, string | boolean | string[] | undefined>

export interface CliArguments {
  readonly positionals: readonly string[]
  text(name: string): string | undefined
  list(name: string): readonly string[]
  flag(name: string): boolean
}

/** Parses what stands after the command's name. Throws `CliUsage`. */
export function parseCommand(args: readonly string[], positionalCount: number, options: Options = {}): CliArguments {
  const parsed = parseCommandOf(args, { atLeast: positionalCount }, options)
  if (parsed.positionals.length === positionalCount) return parsed
  throw new CliUsage(`expected ${positionalCount} arguments, got ${parsed.positionals.length}`)
}

/** Of a command that takes as many as there are. Throws `CliUsage`. */
export function parseCommandOf(
  args: readonly string[],
  { atLeast }: { readonly atLeast: number },
  options: Options = {},
): CliArguments {
  let values: Values
  let positionals: string[]
  try {
    ;({ values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    }) as { values: Values; positionals: string[] })
  } catch (error) {
    throw new CliUsage((error as Error).message)
  }
  if (positionals.length < atLeast) throw new CliUsage(`expected ${atLeast} arguments, got ${positionals.length}`)
  return {
    positionals,
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    list: (name) => (Array.isArray(values[name]) ? values[name] : []),
    flag: (name) => values[name] === true,
  }
}

/** One of a closed list. Throws `CliUsage` naming the list. */
export function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], name: string): T {
  const found = allowed.find((candidate) => candidate === value)
  if (!found) throw new CliUsage(`${name} is one of ${allowed.join(', ')}`)
  return found
}

/** A year as people write it, Gregorian: 2568 and 2025 are the same one. Throws `CliUsage` where it is neither พ.ศ. nor ค.ศ. */
export function yearOf(value: string, name: string): number {
  const parsed = parseThaiYear(value)
  if (parsed.kind === 'year') return parsed.year
  throw new CliUsage(`${name} is a year, พ.ศ. 2400 to 2699 or ค.ศ. 1800 to 2199, not ${value}`)
}

/** A path as an absolute one: the holder of the workspace may run elsewhere. */
export function absolute(path: string | undefined): string {
  if (!path) throw new CliUsage('a path is missing')
  return resolve(path)
}

/** The absolute path of a file to be written. Throws `folder.not-found` before anything is done, where there is no folder for it. */
export function destinationOf(path: string | undefined): string {
  const target = absolute(path)
  const folder = dirname(target)
  if (!existsSync(folder)) throw new Refusal('folder.not-found', { path: folder })
  return target
}
