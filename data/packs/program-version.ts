/** The release that runs, as its own package says; the staged program has one beside data/ too (electron-builder.yml unpacks it). */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const packageSchema = z.object({ version: z.string() })

export const programVersion: string = packageSchema.parse(
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
).version
