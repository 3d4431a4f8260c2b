/**
 * `pack WORKSPACE PLAN DEST.plan.gpkg`: one plan (by id or title) into a file for other laptops. A file that is there already is
 * replaced where it is a whole pack of the same plan, an earlier one as a rule, and left alone where it is anything else.
 */
import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { FileToken } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { PackLook } from '../contract/packs.ts'
import type { PlanSummary } from '../contract/plans.ts'
import { PACK_ENDING } from '../packs/pack-file-name.ts'
import { asRefusal } from '../store/trouble.ts'
import { absolute, destinationOf, parseCommand } from './arguments.ts'
import { findPlan } from './plan.ts'
import { printJson } from './print.ts'
import { type CliSession, withWorkspace } from './session.ts'

/** Runs `pack`. Throws `plan.not-found`, `plan.several`, `pack.ending`, `pack.exists` and what making a pack throws. */
export async function pack(args: readonly string[]): Promise<0> {
  const parsed = parseCommand(args, 3)
  const [workspace, wanted = '', destination] = parsed.positionals
  const target = destinationOf(destination)
  if (!target.toLowerCase().endsWith(PACK_ENDING)) throw new Refusal('pack.ending')
  await withWorkspace(absolute(workspace), async (session) => {
    const plan = findPlan(await session.get<readonly PlanSummary[]>('/api/plans'), wanted)
    if (existsSync(target)) await requireSamePlan(session, target, plan.id)
    const job = await session.job('/api/packs', { plan: plan.id })
    if (job.result?.kind !== 'file') throw new Error('a pack ended without a file')
    await saveWhole(await session.raw(`/api/files/${job.result.token}`), target)
    const { from, items, changes } = await lookAt(session, target)
    if (parsed.flag('json')) printJson({ path: target, bytes: job.result.bytes, plan: plan.id, from, items, changes })
    else console.log(`packed ${plan.title}: ${items} items, ${changes} changes, signed by ${from.name} ${from.keyId}`)
  })
  return 0
}

async function requireSamePlan(session: CliSession, target: string, planId: string): Promise<void> {
  const there = await lookAt(session, target).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
  if (there?.planId !== planId) throw new Refusal('pack.exists', { path: target })
}

/** Also after writing: what is told of the file is what a receiver will read from it. */
async function lookAt(session: CliSession, path: string): Promise<PackLook> {
  const { token }: FileToken = await session.hold(path)
  return session.post<PackLook>('/api/packs/look', { token })
}

/** Under a passing name first: a full stick leaves nothing, and the earlier pack as it was. */
async function saveWhole(response: Response, path: string): Promise<void> {
  if (!response.body) throw new Error('an answer without a body')
  const passing = `${path}.${randomUUID()}.part`
  try {
    await pipeline(Readable.fromWeb(response.body as NodeStream), createWriteStream(passing, { flush: true }))
    renameSync(passing, path)
  } catch (error) {
    rmSync(passing, { force: true })
    throw asRefusal(error)
  }
}
