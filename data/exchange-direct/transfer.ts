/** Packs over a sealed channel: what comes, whether it is taken, the bytes, and what the receiver found. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { z } from 'zod'
import { type Problem, Refusal } from '../contract/errors.ts'
import { cleanName } from '../packs/identity.ts'
import { packLimits } from '../packs/limits.ts'
import { asRefusal } from '../store/trouble.ts'
import { PATIENCE_MS, RECORD_BYTES, type SealedChannel } from './sealed-channel.ts'

export const MOST_FILES = 20
/** While it takes and reads the files the receiver says so often that it is still there. */
const ALIVE_MS = 5000

const fileSchema = z.object({
  name: z.string().min(1).max(200).transform(cleanName),
  bytes: z.int().min(1).max(packLimits.fileBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
const personSchema = z.string().max(200).transform(cleanName)
const helloSchema = z.object({ from: personSchema, files: z.array(fileSchema).min(1).max(MOST_FILES) })
const acceptSchema = z.object({ from: personSchema })
const resultSchema = z.union([z.object({ alive: z.literal(true) }), z.object({ code: z.string().max(60).nullable() })])

export interface OfferedFile extends z.infer<typeof fileSchema> {
  readonly path: string
}
export interface ComingFile extends z.infer<typeof fileSchema> {}

/** How far it is, in bytes of all files. */
export type OnProgress = (progress: { readonly with: string; readonly done: number; readonly total: number }) => void

/** Sends the files. Answers who took them, and what was wrong with them there; null where nothing was. Throws `direct.went-away`. */
export async function sendFiles(
  channel: SealedChannel,
  { from, files }: { readonly from: string; readonly files: readonly OfferedFile[] },
  onProgress: OnProgress,
): Promise<{ readonly to: string; readonly problem: Problem | null }> {
  const list = files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }))
  await say(channel, { from, files: list })
  const { from: to } = await hear(channel, acceptSchema, PATIENCE_MS)
  const total = list.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { path } of files) {
    for await (const piece of createReadStream(path, { highWaterMark: RECORD_BYTES })) {
      await channel.send('piece', piece as Buffer)
      done += (piece as Buffer).length
      onProgress({ with: to, done, total })
    }
  }
  let result = await hear(channel, resultSchema, PATIENCE_MS)
  while ('alive' in result) result = await hear(channel, resultSchema, PATIENCE_MS)
  const { code } = result
  return { to, problem: code === null ? null : { code: 'direct.refused-there', values: {}, detail: code } }
}

export interface ReceiveOptions {
  /** This machine's name for itself. */
  readonly from: string
  /** A fresh path for a file of this name. */
  readonly pathFor: (name: string) => string
  readonly onProgress: OnProgress
}

/** Takes the files and answers where they lie, each with the bytes that were announced. Throws `direct.went-away` and the disk's refusals. */
export async function takeFiles(
  channel: SealedChannel,
  { from, pathFor, onProgress }: ReceiveOptions,
): Promise<{ readonly from: string; readonly files: ReadonlyArray<ComingFile & { readonly path: string }> }> {
  const hello = await hear(channel, helloSchema, PATIENCE_MS)
  await say(channel, { from })
  const total = hello.files.reduce((sum, { bytes }) => sum + bytes, 0)
  let before = 0
  const files: Array<ComingFile & { path: string }> = []
  try {
    for (const file of hello.files) {
      const path = pathFor(file.name)
      files.push({ ...file, path })
      const report = (done: number) => onProgress({ with: hello.from, done: before + done, total })
      await takeFile(channel, { file, path, report })
      before += file.bytes
    }
  } catch (error) {
    for (const { path } of files) rmSync(path, { force: true })
    throw asRefusal(error)
  }
  return { from: hello.from, files }
}

/** Tells the sender that this side is still there, until the answered function is called. */
export function keepAlive(channel: SealedChannel): () => void {
  // Where it cannot be told, what is read next fails.
  const timer = setInterval(() => void say(channel, { alive: true }).catch(() => undefined), ALIVE_MS)
  return () => clearInterval(timer)
}

/** Tells the sender what became of the files: null where all were found whole. */
export function tellResult(channel: SealedChannel, problem: Problem | null): Promise<void> {
  return say(channel, { code: problem?.code ?? null })
}

interface Taking {
  readonly file: ComingFile
  readonly path: string
  readonly report: (done: number) => void
}

async function takeFile(channel: SealedChannel, { file, path, report }: Taking): Promise<void> {
  const hash = createHash('sha256')
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const failed = once(out, 'error').then(([error]) => Promise.reject(error as Error))
  failed.catch(() => undefined)
  try {
    for (let done = 0; done < file.bytes; ) {
      const piece = await channel.receive('piece', PATIENCE_MS)
      done += piece.length
      if (piece.length === 0 || done > file.bytes) throw new Refusal('direct.went-away')
      hash.update(piece)
      if (!out.write(piece)) await Promise.race([once(out, 'drain'), failed])
      report(done)
    }
    out.end()
    await Promise.race([once(out, 'close'), failed])
  } finally {
    out.destroy()
  }
  if (hash.digest('hex') !== file.sha256) throw new Refusal('direct.went-away')
}

function say(channel: SealedChannel, words: unknown): Promise<void> {
  return channel.send('words', Buffer.from(JSON.stringify(words), 'utf8'))
}

/** Words of an agreed shape. Throws `direct.other-version` for others: the code was right, so it is a program of ours. */
async function hear<T extends z.ZodType>(channel: SealedChannel, schema: T, patienceMs: number): Promise<z.infer<T>> {
  const bytes = await channel.receive('words', patienceMs)
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw new Refusal('direct.other-version')
  }
}
