/** Two machines on one cable, as far as a network goes: two network namespaces of this kernel and a pair of joined Ethernet devices. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../harness.ts'

export interface Cable {
  /** Names of the namespaces, for `openSide`. */
  readonly ends: readonly [string, string]
  pull(): void
  plug(): void
  /** Lets so many kilobits pass in a second, each way. */
  slow(kilobits: number): void
  remove(): void
}

/** Why no cable can be laid here; null where it can. */
export function whyNoCable(): string | null {
  if (process.platform !== 'linux') return 'needs Linux, for network namespaces'
  try {
    const cable = layCable('probe', ['169.254.1.1/16', '169.254.1.2/16'])
    try {
      cable.slow(1000)
    } finally {
      cable.remove()
    }
    return null
  } catch (error) {
    return `needs the right to make network namespaces, and iproute2 (${String(error).split('\n')[0]})`
  }
}

/** Lays a cable whose ends have these addresses, each with its mask. */
export function layCable(name: string, addresses: readonly [string, string]): Cable {
  const ends = [`phaenthi-${process.pid}-${name}-a`, `phaenthi-${process.pid}-${name}-b`] as const
  const remove = () => {
    for (const end of ends) spawnSync('ip', ['netns', 'del', end])
  }
  try {
    for (const end of ends) ip('netns', 'add', end)
    ip('link', 'add', 'wire', 'netns', ends[0], 'type', 'veth', 'peer', 'name', 'wire', 'netns', ends[1])
    for (const [index, end] of ends.entries()) {
      ip('-n', end, 'addr', 'add', addresses[index]!, 'brd', '+', 'dev', 'wire')
      for (const device of ['lo', 'wire']) ip('-n', end, 'link', 'set', device, 'up')
    }
  } catch (error) {
    remove()
    throw error
  }
  return {
    ends,
    // Both keep their addresses, and what is under way hears nothing any more, not even that its partner is gone.
    pull: () => ip('-n', ends[0], 'link', 'set', 'wire', 'down'),
    plug: () => ip('-n', ends[0], 'link', 'set', 'wire', 'up'),
    slow: (kilobits) => {
      const rate = ['rate', `${kilobits}kbit`, 'burst', '16kb', 'latency', '400ms']
      for (const end of ends) run('tc', ['-n', end, 'qdisc', 'replace', 'dev', 'wire', 'root', 'tbf', ...rate])
    },
    remove,
  }
}

/** A workbench on one end of a cable, asked over its process's input. */
export interface Side {
  ask<T>(path: string, init?: { readonly method: string; readonly body?: unknown }): Promise<T>
  stop(): Promise<void>
}

/** Opens a workspace in a process that knows no network but this end's. `home`: where that person's key and settings lie. */
export function openSide(end: string, path: string, home: string): Side {
  const script = join(root, 'tests', 'endurance', 'cable-side.ts')
  const child = spawn('ip', ['netns', 'exec', end, process.execPath, '--no-wasm-code-gc', script, path], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1', PHAENTHI_HOME: home, TMPDIR: home },
  })
  const waiting: Array<(line: string) => void> = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return {
    ask: async (asked, init = { method: 'GET' }) => {
      const line = await new Promise<string>((resolve, reject) => {
        waiting.push(resolve)
        void ended.then(() => reject(new Error(`the side at ${end} ended`)))
        child.stdin.write(`${JSON.stringify({ path: asked, ...init })}\n`)
      })
      const { status, body } = JSON.parse(line) as { status: number; body: unknown }
      if (status >= 400) throw Object.assign(new Error(JSON.stringify(body)), { problem: body })
      return body as never
    },
    stop: () => {
      child.stdin.end()
      return ended
    },
  }
}

function ip(...words: readonly string[]): void {
  run('ip', words)
}

function run(program: string, words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${error?.message ?? stderr}`)
}
