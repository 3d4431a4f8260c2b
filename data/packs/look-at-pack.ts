/** What a received file is, for the person who has to decide whether to take it in. */
import { Refusal } from '../contract/errors.ts'
import type { PackLook } from '../contract/packs.ts'
import type { SourceFile } from '../jobs/kinds.ts'
import { openIdentity } from './identity.ts'
import { readPack } from './read-pack.ts'

/** Throws what `readPack` throws. */
export function lookAtPack({ path, name }: SourceFile): PackLook {
  const { manifest, from, documents } = readPack(path, name)
  return {
    planId: manifest.plan.id,
    title: manifest.plan.title,
    from,
    isOwn: isOwnKey(from.publicKey),
    madeAt: manifest.made.at,
    program: manifest.made.program,
    items: manifest.layers.find(({ table }) => table === 'plan_item')?.rows ?? 0,
    changes: manifest.documents.reduce((sum, { changes }) => sum + changes, 0),
    documents: documents.map(({ id, kind }) => ({ id, kind })),
  }
}

/** A key of ours that cannot be read keeps nobody from looking at what others sent. */
export function isOwnKey(publicKey: string): boolean {
  try {
    return openIdentity().publicKey === publicKey
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
