/**
 * A file that is there while the program runs and is taken away when it ends well. One that is found at the start is what a
 * native crash, a power cut or a kill leaves, none of which can say so itself.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeAtomically } from './write-atomically.ts'

const markerSchema = z.object({ startedAt: z.number() })

export interface Run {
  /** When the run before began, in milliseconds since 1970, where it did not end well; 0 where that is not known; null where it did. */
  readonly uncleanSince: number | null
  /** Says that this run ended well. Called last, or where the system ends the program. */
  end(): void
}

/** Begins a run: says how the one before ended, exactly once, and marks this one. Never throws: where no marker can be written, nothing is told. */
export function beginRun(folder: string, now: number = Date.now()): Run {
  const path = join(folder, 'running.json')
  const uncleanSince = startOf(path)
  quietly(() => writeAtomically(path, JSON.stringify({ startedAt: now })))
  return { uncleanSince, end: () => quietly(() => rmSync(path, { force: true })) }
}

function startOf(path: string): number | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return null
  }
  try {
    return markerSchema.parse(JSON.parse(text)).startedAt
  } catch {
    // There was a run, though the power cut left nothing of what it wrote.
    return 0
  }
}

function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // The home cannot be written to; the log says so by its own silence, and nothing depends on the marker.
  }
}
